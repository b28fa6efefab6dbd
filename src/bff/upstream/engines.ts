/**
 * The second hop: calls to the registry and the configuration center of one ServiceComb engine. Its address comes from
 * the cloud's own answer, its token from a sign-in at that address; a token goes to the engine that it is for and
 * nowhere else.
 */
import { ENGINE_HEADER } from '~/contract/console.ts'
import { Refusal } from '../problem.ts'
import { encodeValue } from '../signing/canonical.ts'
import type { Endpoint, Log, Target } from '../types.ts'
import { readEngine, type Component, type EngineFacts } from './engineFacts.ts'
import { toFailure, UpstreamFailure } from './failure.ts'
import { readAll, type Transport } from './request.ts'
import type { Answer, Call } from './upstream.ts'

/** How long the address of an engine is believed, milliseconds. */
const FACTS_MS = 60_000
/** Tokens live twelve hours; they are renewed early. */
const TOKEN_MS = 12 * 3_600_000
const EARLY_MS = 30 * 60_000
/** After a refused password nothing is tried with it for this long: engines lock accounts. */
const PAUSE_MS = 60_000
const MAX_TEXT = 1024 * 1024

interface Bearer {
  token: string
  /** Milliseconds since 1970. */
  until: number
  /** The addresses of the engine that it is for. */
  origins: readonly string[]
  /** Of the stored account that it was got with; absent for one that was issued on request. */
  version?: number
}

export interface Engines {
  /** Calls an engine. @throws Refusal, UpstreamFailure */
  call: (target: Target, call: Call) => Promise<Answer>
  /** The addresses (origins) that the cloud names for an engine. @throws Refusal, UpstreamFailure, EngineUnread */
  origins: (target: Target, engineId: string) => Promise<string[]>
  /** A token for an engine, for calls of the cloud that want it beside their own. Undefined when the engine needs none. */
  bearer: (target: Target, engineId: string) => Promise<string | undefined>
  /** Signs in with an account that is not stored. Returns the end of the token, milliseconds since 1970. */
  signIn: (target: Target, engineId: string, account: { name: string; password: string }) => Promise<number>
  /** Keeps a token that the cloud issued for an engine. Returns its end. */
  keep: (target: Target, engineId: string, token: string) => Promise<number>
}

/** The cloud did not say where the engine is. */
export class EngineUnread extends Error {
  readonly answer: Extract<Answer, { ok: false }>
  constructor(answer: Extract<Answer, { ok: false }>) {
    super(`the engine could not be read: ${answer.status}`)
    this.name = 'EngineUnread'
    this.answer = answer
  }
}

interface EngineDeps {
  cloud: (target: Target, call: Call) => Promise<Answer>
  transport: Transport
  now: () => number
  log: Log
}

function signInNeeded(message: string, hint: string): Refusal {
  return new Refusal(401, 'gantry.engine_sign_in', message, { hint })
}

function isToken(value: unknown): value is string {
  return typeof value === 'string' && /^[\x21-\x7e]{1,100000}$/.test(value)
}

/** The token in an answer of `createToken` or `createEngineRbacToken`. @throws UpstreamFailure */
export function tokenIn(text: string): string {
  try {
    const body: unknown = JSON.parse(text)
    const token: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, 'token') : undefined
    if (isToken(token)) return token
  } catch {
    // Not JSON: no token either.
  }
  throw new UpstreamFailure('bad_answer', 'no token in the answer')
}

export function createEngines({ cloud, transport, now, log }: EngineDeps): Engines {
  // By target: what was learnt with a connection is forgotten when the connection changes.
  const facts = new WeakMap<Target, Map<string, { at: number; engine: Promise<EngineFacts> }>>()
  const bearers = new WeakMap<Target, Map<string, Bearer>>()
  /** Sign-ins under way: one at a time per engine, whoever asks. */
  const asking = new WeakMap<Target, Map<string, Promise<Bearer>>>()
  const refused = new WeakMap<Target, Map<string, { version: number; until: number }>>()

  function of<T>(map: WeakMap<Target, Map<string, T>>, target: Target): Map<string, T> {
    let inner = map.get(target)
    if (!inner) map.set(target, (inner = new Map<string, T>()))
    return inner
  }

  async function read(target: Target, engineId: string): Promise<EngineFacts> {
    const answer = await cloud(target, {
      family: 'cse-engine',
      method: 'GET',
      path: `/v2/${encodeValue(target.projectId)}/enginemgr/engines/${encodeValue(engineId)}`,
      query: '',
      headers: [['accept', 'application/json']],
      body: null,
    })
    if (!answer.ok) throw new EngineUnread(answer)
    return readEngine(Buffer.from(await readAll(answer.incoming, MAX_TEXT)).toString('utf8'))
  }

  function find(target: Target, engineId: string): Promise<EngineFacts> {
    if (!/^[\w-]{1,64}$/.test(engineId))
      throw new Refusal(400, 'gantry.bad_parameter', 'This is not the id of an engine.', { field: ENGINE_HEADER })
    const known = of(facts, target)
    const kept = known.get(engineId)
    if (kept && now() - kept.at < FACTS_MS) return kept.engine
    const engine = read(target, engineId)
    engine.catch(() => known.delete(engineId))
    known.set(engineId, { at: now(), engine })
    return engine
  }

  /** The address to call: one that the cloud named and that the connection may use. */
  async function endpointOf(target: Target, engine: EngineFacts, engineId: string, component: Component) {
    const account = await target.engines?.account(engineId)
    for (const url of engine.addresses[component]) {
      const endpoint = target.engines?.endpoint(url, account?.ca)
      if (endpoint) return { endpoint, account }
    }
    throw new Refusal(502, 'gantry.unreachable', 'The address of this engine may not be called.', {
      hint: 'The cloud names no address for the engine, one of plain HTTP, or one that an administrator must allow first (ALLOW_PRIVATE_ENDPOINTS).',
    })
  }

  function headersFor(endpoint: Endpoint, call: Pick<Call, 'headers'>, token: string | undefined): [string, string][] {
    const headers = new Map<string, string>([['x-domain-name', 'default']])
    for (const [name, value] of call.headers) headers.set(name.toLowerCase(), value)
    headers.set('host', endpoint.url.host).set('accept-encoding', 'identity').set('user-agent', 'gantry')
    if (token !== undefined) headers.set('authorization', `Bearer ${token}`)
    return [...headers]
  }

  async function send(target: Target, endpoint: Endpoint, call: Call, token: string | undefined): Promise<Answer> {
    if (new URL(`${endpoint.url.origin}${call.path}`).pathname !== call.path)
      throw new Refusal(400, 'gantry.bad_parameter', 'The path cannot be sent as it is.')
    const attempt = () =>
      transport.request(endpoint, {
        method: call.method,
        path: call.query ? `${call.path}?${call.query}` : call.path,
        headers: headersFor(endpoint, call, token),
        body: call.body,
        signal: call.signal,
      })
    try {
      const incoming = await attempt().catch((error: unknown) => {
        if (error instanceof UpstreamFailure && error.broken && call.method === 'GET') return attempt()
        throw error
      })
      if (incoming.status < 400) return { ok: true, status: incoming.status, headers: incoming.headers, incoming }
      const text = Buffer.from(await readAll(incoming, MAX_TEXT)).toString('utf8')
      return { ok: false, status: incoming.status, headers: incoming.headers, text, family: 'servicecomb' }
    } catch (error) {
      if (error instanceof Refusal) throw error
      const failure = toFailure(error)
      if (failure.kind !== 'aborted')
        log.warn('engine.failed', { connection: target.id, host: endpoint.url.host, detail: failure.detail })
      throw failure
    }
  }

  async function newToken(
    target: Target,
    engineId: string,
    engine: EngineFacts,
    account: { name: string; password: string; version?: number },
  ): Promise<Bearer> {
    const { endpoint } = await endpointOf(target, engine, engineId, 'serviceCenter')
    const answer = await send(
      target,
      endpoint,
      {
        family: 'servicecomb',
        method: 'POST',
        path: '/v4/token',
        query: '',
        headers: [
          ['content-type', 'application/json'],
          ['accept', 'application/json'],
        ],
        body: Buffer.from(JSON.stringify({ name: account.name, password: account.password })),
      },
      undefined,
    )
    if (!answer.ok) {
      if (answer.status !== 400 && answer.status !== 401 && answer.status !== 403) throw new EngineUnread(answer)
      if (account.version !== undefined)
        of(refused, target).set(engineId, { version: account.version, until: now() + PAUSE_MS })
      throw signInNeeded(
        'The engine does not accept this account.',
        'Check name and password of the account, and store them again for this engine.',
      )
    }
    const token = tokenIn(Buffer.from(await readAll(answer.incoming, MAX_TEXT)).toString('utf8'))
    const bearer = { token, until: now() + TOKEN_MS, origins: engine.origins, version: account.version }
    of(bearers, target).set(engineId, bearer)
    return bearer
  }

  async function bearerFor(target: Target, engineId: string, engine: EngineFacts): Promise<string | undefined> {
    if (!engine.rbac) return undefined
    const account = await target.engines?.account(engineId)
    const kept = of(bearers, target).get(engineId)
    const isSame = kept?.version === undefined || kept.version === account?.version
    // A token is for the addresses that the engine had when it was issued.
    if (
      kept &&
      isSame &&
      kept.until - EARLY_MS > now() &&
      engine.origins.every((origin) => kept.origins.includes(origin))
    )
      return kept.token
    if (!account)
      throw signInNeeded(
        'This engine wants a sign-in of its own.',
        'Store an account of the engine for this connection, or sign in at the engine.',
      )
    if (!engine.origins.every((origin) => account.origins.includes(origin)))
      throw signInNeeded(
        'The engine has another address than when its account was stored.',
        'If the new address is right, store the account of the engine again.',
      )
    const pause = of(refused, target).get(engineId)
    if (pause && pause.version === account.version && pause.until > now())
      throw signInNeeded(
        'The engine did not accept this account.',
        'It is not tried again for a minute, because engines lock accounts. Store the right one for this engine.',
      )
    const pending = of(asking, target)
    const ask =
      pending.get(engineId) ?? newToken(target, engineId, engine, account).finally(() => pending.delete(engineId))
    pending.set(engineId, ask)
    return (await ask).token
  }

  return {
    async call(target, call) {
      const engineId = call.engine
      if (engineId === undefined)
        throw new Refusal(400, 'gantry.bad_parameter', 'Calls to an engine must name it.', { field: ENGINE_HEADER })
      try {
        const engine = await find(target, engineId)
        const { endpoint } = await endpointOf(target, engine, engineId, call.address ?? 'serviceCenter')
        const token = await bearerFor(target, engineId, engine)
        const answer = await send(target, endpoint, call, token)
        if (answer.ok || answer.status !== 401 || token === undefined) return answer
        // Ended early (password or role changed): reads may ask for a fresh one, once.
        of(bearers, target).delete(engineId)
        if (call.method !== 'GET' || !(await target.engines?.account(engineId))) return answer
        return await send(target, endpoint, call, await bearerFor(target, engineId, engine))
      } catch (error) {
        if (error instanceof EngineUnread) return error.answer
        throw error
      }
    },
    origins: async (target, engineId) => [...(await find(target, engineId)).origins],
    bearer: async (target, engineId) => bearerFor(target, engineId, await find(target, engineId)),
    async signIn(target, engineId, account) {
      return (await newToken(target, engineId, await find(target, engineId), account)).until
    },
    async keep(target, engineId, token) {
      const engine = await find(target, engineId)
      const until = now() + TOKEN_MS
      of(bearers, target).set(engineId, { token, until, origins: engine.origins })
      return until
    },
  }
}
