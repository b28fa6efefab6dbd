import type { Family, Operation } from '~/contract/types.ts'
import { parseJson, stringifyJson } from '~/lib/json.ts'
import { createDb } from './db.ts'
import { failureBody, gateway, invalid, toReply } from './envelope.ts'
import { exampleReply } from './example.ts'
import { loadFacts, type Facts } from './facts.ts'
import { loadModel } from './families.ts'
import { createThrottle, delay, failureOf, faultFor, has, htmlPage, truncate, wait } from './faults.ts'
import { injected } from './injected.ts'
import { parseMock, type Mock } from './mock.ts'
import { checkBody, readForm, readParameters } from './parameters.ts'
import { chooseVariant, findRoute, type Route } from './route.ts'
import {
  CloudProblem,
  Reply,
  whyExample,
  type AnyHandler,
  type Clock,
  type Db,
  type FamilySimulation,
} from './simulation.ts'
import { findFlaw } from './validate.ts'

export interface SimulationOptions {
  /** A `?mock=` string, e.g. `large,slow`. */
  mock?: string
  clock: Clock
  /** Unix ms as of which the data are made, whenever a project is first called; absent: now. */
  startedAt?: number
  /** Milliseconds before every answer. */
  latency?: number
  /** What happens to an answer that breaks its own schema: tests `throw`, development `log`, else `off`. */
  validate?: 'throw' | 'log' | 'off'
}

/** Who calls, and where. */
export interface Caller {
  user: string
  projectId: string
  region: string
  /** Addresses at which engines answer, by their authentication. */
  engines?: Readonly<Record<'RBAC' | 'NONE', string>>
}

export interface Simulation {
  /**
   * Answers a request as the cloud would. The path is the contract's; authentication is the business of the caller.
   * Rejects when the request's signal ends while it waits (slow, timeout); `offline` answers `Response.error()`.
   */
  handle(request: Request, family: Family, caller: Caller): Promise<Response>
  /** What the contract of a family has behind a path; undefined when it has nothing there. */
  match(family: Family, method: string, pathname: string): Promise<Route | undefined>
  /** Changes faults; a changed scenario starts over with fresh data. */
  setMock(mock: string): void
}

interface Incoming {
  request: Request
  url: URL
  caller: Caller
  requestId: string
}

async function readBody(facts: Facts, request: Request): Promise<unknown> {
  // GETs with a body reach the cloud too (its Node SDK sends `{}`); it is ignored.
  if (request.method === 'GET') return undefined
  const type = request.headers.get('content-type') ?? ''
  if (type.startsWith('multipart/')) return await request.formData()
  const text = await request.text()
  if (text === '') return undefined
  try {
    return parseJson(text)
  } catch {
    throw invalid(facts, '', 'is not JSON')
  }
}

/** An answer as it goes over the wire, with lossless numbers. */
export function replyToResponse(reply: Reply, requestId: string): Response {
  const headers = new Headers({ 'x-request-id': requestId, ...reply.headers })
  if (reply.body === undefined) return new Response(null, { status: reply.status, headers })
  if (reply.body instanceof Uint8Array)
    return new Response(new Uint8Array(reply.body), { status: reply.status, headers })
  if (!headers.has('content-type')) headers.set('content-type', 'application/json; charset=utf-8')
  const text =
    typeof reply.body === 'string' && !headers.get('content-type')?.includes('json')
      ? reply.body
      : stringifyJson(reply.body)
  return new Response(text, { status: reply.status, headers })
}

/** A simulated cloud with its own state; two of them share nothing. */
export function createSimulation({
  mock = '',
  clock,
  startedAt,
  latency = 0,
  validate = 'off',
}: SimulationOptions): Simulation {
  let current: Mock = parseMock(mock)
  let databases = new Map<string, Db>()
  let throttle = createThrottle(clock)
  let requests = 0
  let seededAt = startedAt ?? clock.now()

  function database(model: FamilySimulation, { projectId, region }: Caller): Db {
    const key = `${model.family} ${projectId}`
    let db = databases.get(key)
    if (!db) {
      db = createDb(key)
      databases.set(key, db)
      model.seed(db, current.scenario, { now: () => seededAt }, { projectId, region })
    }
    return db
  }

  function checkAnswer(facts: Facts, operation: Operation, reply: Reply): void {
    const schema = facts.operationSchemas[operation.id]?.response
    if (validate === 'off' || reply.status >= 300 || operation.download) return
    const flaw = schema
      ? findFlaw(facts, schema, reply.body ?? null)
      : reply.body === undefined
        ? undefined
        : { path: '', message: 'the contract has no body here' }
    if (!flaw) return
    const message = `The simulated answer of ${operation.id} breaks its schema at "${flaw.path}": ${flaw.message}`
    if (validate === 'throw') throw new Error(message)
    console.error(message, reply.body)
  }

  async function answer(
    facts: Facts,
    route: Route,
    body: unknown,
    operation: Operation,
    incoming: Incoming,
  ): Promise<Reply> {
    const { request, url, caller } = incoming
    const failure = failureOf(current.faults, operation.id, Object.values(route.params))
    if (failure) throw injected(facts, operation, failure.with)
    const args = readParameters(facts, operation, route.params, url.searchParams, request.headers)
    if (operation.body === 'multipart') checkBody(facts, operation, readForm(facts, operation, body))
    else if (!operation.body || operation.body === 'json') checkBody(facts, operation, body)
    const model = await loadModel(facts.family)
    const handler: AnyHandler | undefined = model?.handlers[operation.id]
    if (!model || !handler || whyExample(handler) !== undefined) return exampleReply(facts, operation, route.params)
    const db = database(model, caller)
    // The handler was typed for this operation's arguments; they have just been checked against its schema.
    const refuses = (item: string) => failureOf(current.faults, operation.id, [item]) !== undefined
    const call = { ...caller, args, body, db, now: clock.now(), operation, refuses } as never
    const result = handler(call)
    if (result instanceof Reply) return result
    return result === undefined ? new Reply(204) : new Reply(200, result)
  }

  async function route(facts: Facts, incoming: Incoming): Promise<Response> {
    const { request, url, requestId } = incoming
    const found = findRoute(facts.operations, request.method, url.pathname)
    if (!found) {
      const { code, status, message } = gateway.notFound
      return replyToResponse(
        new Reply(status, { error_code: code, error_msg: message, request_id: requestId }),
        requestId,
      )
    }
    let operation: Operation | undefined
    try {
      const retryAfter = has(current.faults, 'throttled') ? throttle(facts.family) : undefined
      if (retryAfter !== undefined) {
        const { code, status, message } = gateway.throttled
        const body = failureBody(undefined, facts.family, code, message, requestId)
        return replyToResponse(new Reply(status, body, { 'retry-after': String(retryAfter) }), requestId)
      }
      const body = await readBody(facts, request)
      operation = chooseVariant(found, url.searchParams, body)
      if (faultFor(current.faults, 'timeout', operation.id)) await wait(Infinity, request.signal)
      if (faultFor(current.faults, 'html', operation.id)) return htmlPage()
      const reply = await answer(facts, found, body, operation, incoming)
      checkAnswer(facts, operation, reply)
      const response = replyToResponse(reply, requestId)
      return faultFor(current.faults, 'truncated', operation.id) ? await truncate(response) : response
    } catch (thrown) {
      if (!(thrown instanceof CloudProblem)) throw thrown
      return replyToResponse(toReply(facts, operation ?? found.operations[0], thrown, requestId), requestId)
    }
  }

  return {
    async handle(request, family, caller) {
      if (has(current.faults, 'offline')) return Response.error()
      const facts = await loadFacts(family)
      const pause = delay(current.faults, latency)
      if (pause > 0) await wait(pause, request.signal)
      requests += 1
      const requestId = requests.toString(16).padStart(32, '0')
      return route(facts, { request, url: new URL(request.url), caller, requestId })
    },
    async match(family, method, pathname) {
      return findRoute((await loadFacts(family)).operations, method, pathname)
    },
    setMock(text) {
      const next = parseMock(text)
      if (next.scenario !== current.scenario) {
        databases = new Map()
        seededAt = clock.now()
      }
      throttle = createThrottle(clock)
      current = next
    },
  }
}
