import type { IncomingHttpHeaders } from 'node:http'
import { Hono, type Context } from 'hono'
import { REVEAL_HEADER, type Problem } from '~/contract/console.ts'
import { allOperations } from '~/contract/generated/all.ts'
import type { Operation } from '~/contract/types.ts'
import { headerReader } from '../header.ts'
import { problemResponse, Refusal } from '../problem.ts'
import type { ProxyDeps, Target } from '../types.ts'
import { UpstreamFailure } from '../upstream/failure.ts'
import { createInflight } from '../upstream/inflight.ts'
import { upstreamOf, type Call, type Upstream } from '../upstream/upstream.ts'
import { headersOf, prepare, problemOf, type Ready } from './answer.ts'
import { readBody } from './body.ts'
import { secretTexts } from './secretTexts.ts'
import { accountIn, carriesEngineToken, engineNamed, engineOf, issuesToken, issueToken } from './tokens.ts'
import { chooseOperation, createMatcher, type Matcher, type Route } from './match.ts'
import { buildPath, buildQuery, pickHeaders, readQuery, splitPath } from './path.ts'
import { checkValues } from './rules.ts'

/** What app.ts has put there before the proxy runs. */
interface Env {
  Bindings: { incoming?: { url?: string; headers?: IncomingHttpHeaders } }
  Variables: {
    user?: string
    requestId?: string
    /** What stands on every answer. The proxy sets `complete` when it has put it there itself. */
    headers?: Readonly<Record<string, string>>
    complete?: boolean
    cloudRequestId?: string
  }
}

/** What is known about a request so far, for the record of it. */
interface Progress {
  connection: string
  operation?: Operation
  params: Record<string, string>
  reveal: boolean
}

interface Outcome {
  response: Response
  cloudRequestId?: string
  refused?: boolean
  complete?: boolean
}

/**
 * The request target as it stood on the wire. The `Request` has been through a URL parser, which resolves dot
 * segments; what we judge is what was sent.
 */
function rawTarget(c: Context<Env>): { path: string; query: string } {
  const whole = c.env?.incoming?.url ?? c.req.raw.url.replace(/^[a-z]+:\/\/[^/]*/i, '')
  const target = whole.replace(/#.*$/s, '')
  const mark = target.indexOf('?')
  const path = mark < 0 ? target : target.slice(0, mark)
  const at = path.indexOf('/cloud/')
  if (!path.startsWith('/') || at < 0)
    throw new Refusal(404, 'gantry.not_an_operation', 'This path is not in the contract.')
  return { path: path.slice(at + '/cloud'.length), query: mark < 0 ? '' : target.slice(mark + 1) }
}

function isWrite(operation: Operation | undefined, method: string): boolean {
  if (method === 'GET' || method === 'HEAD') return false
  return operation?.risk !== 'none'
}

/** Writes, reveals and the issue of tokens leave two rows: before, and after. */
function isRecorded(operation: Operation | undefined, method: string, reveal: boolean): boolean {
  return reveal || isWrite(operation, method) || issuesToken(operation)
}

function json(problem: Problem, status: number, headers: [string, string][] = []): Response {
  return new Response(JSON.stringify(problem), {
    status,
    headers: [
      ...headers.filter(([name]) => name !== 'content-type'),
      ['content-type', 'application/json; charset=utf-8'],
    ],
  })
}

/** Secret texts of the connection, which no answer may repeat. */
function secretsOf({ credentials }: Target): string[] {
  if (credentials.kind === 'password') return [credentials.password]
  return credentials.kind === 'temporary' ? [credentials.secretKey, credentials.securityToken] : [credentials.secretKey]
}

function toOutcome(
  ready: Ready,
  route: Route,
  operation: Operation,
  requestId: string,
  secrets: readonly string[],
  everywhere: Readonly<Record<string, string>> | undefined,
): Outcome {
  const { cloudRequestId } = ready
  if (ready.kind === 'failed') {
    const { answer } = ready
    return {
      response: json(
        problemOf(answer, route, operation, requestId, secrets),
        answer.status,
        headersOf(answer.headers, undefined),
      ),
      cloudRequestId,
    }
  }
  // A status that must not have a body gets none.
  const body = ready.status === 204 || ready.status === 205 ? null : ready.body
  if (everywhere) {
    // A plain object from the start: a `Headers` that is filled name by name costs more than the signature.
    const headers: Record<string, string> = { 'x-request-id': requestId }
    for (const [name, value] of ready.headers) headers[name] = value
    Object.assign(headers, everywhere)
    return {
      response: new Response(body as BodyInit | null, { status: ready.status, headers }),
      cloudRequestId,
      complete: true,
    }
  }
  return {
    response: new Response(body as BodyInit | null, { status: ready.status, headers: ready.headers }),
    cloudRequestId,
  }
}

function failed(error: unknown, requestId: string, write: boolean, log: ProxyDeps['log']): Outcome {
  if (error instanceof Refusal)
    return {
      response: problemResponse(error, requestId),
      refused: [400, 403, 404, 405, 413, 415].includes(error.status),
    }
  if (error instanceof UpstreamFailure)
    return { response: json(error.toProblem(requestId, write), error.status, [['cache-control', 'no-store']]) }
  log.error('proxy.failed', { requestId, error })
  const problem: Problem = {
    code: 'gantry.internal',
    message: 'Something went wrong in this server.',
    requestId,
    origin: 'gantry',
  }
  if (write) problem.unknownOutcome = true
  return { response: json(problem, 500) }
}

export interface ProxyOptions {
  operations?: readonly Operation[]
  upstream?: Upstream
}

interface Parts {
  deps: ProxyDeps
  matcher: Matcher
  upstream: Upstream
  reads: ReturnType<typeof createInflight<Ready>>
}

async function serve(
  c: Context<Env>,
  requestId: string,
  progress: Progress,
  { deps, matcher, upstream, reads }: Parts,
): Promise<Outcome> {
  const request = c.req.raw
  const raw = rawTarget(c)
  const [connection = '', family = '', ...segments] = splitPath(raw.path)
  progress.connection = connection.slice(0, 64)
  const matched = matcher.match(family, request.method, segments)
  const { route } = matched
  progress.operation = route.operations[0]
  const target = deps.resolve(connection)
  if (!target) throw new Refusal(404, 'gantry.unknown_connection', 'There is no such connection.')
  const { path, params } = buildPath(matched, target.projectId)
  progress.params = params
  const pairs = readQuery(raw.query, route, target.projectId)
  checkValues(route, [...Object.entries(params), ...pairs])
  const header = headerReader(c.env?.incoming?.headers, request)
  const headers = pickHeaders(header, route)
  const body = await readBody(request, route, params, target.projectId)
  const operation = chooseOperation(route, pairs, body.value)
  progress.operation = operation
  const reveal = header(REVEAL_HEADER) === '1' && route.secretsOut.length > 0
  if (reveal) {
    progress.reveal = true
    if (!deps.isFresh(request))
      throw new Refusal(403, 'gantry.reauth_required', 'Enter your password again to see secrets.')
  }
  headers.push(['accept', route.download ? '*/*' : 'application/json'])
  if (body.contentType !== undefined) headers.push(['content-type', body.contentType])
  const query = buildQuery(pairs)
  const withEngineToken = carriesEngineToken(route)
  const engine = engineOf(route, header, params)
  if (engine !== undefined && route.family === 'servicecomb') progress.params = { engine_id: engine, ...params }
  const call: Call = {
    family: route.family,
    method: route.method,
    path,
    query,
    headers,
    body: body.bytes,
    engine,
    address: route.address,
    withEngineToken,
  }
  if (isRecorded(operation, route.method, reveal))
    await deps.intend({
      user: c.get('user'),
      connection: progress.connection,
      operationId: operation.id,
      risk: operation.risk,
      target: progress.params,
      requestId,
      ...(reveal ? { reveal: true as const } : {}),
    })
  const send = async (signal?: AbortSignal) =>
    prepare(await upstream.call(target, { ...call, signal }), route, operation, reveal)

  let ready: Ready
  if (issuesToken(operation)) {
    ready = await issueToken(upstream, {
      target,
      engine: engineNamed(engine),
      account: route.family === 'servicecomb' ? accountIn(body.value) : undefined,
      send: () => upstream.call(target, call),
    })
  } else if (route.method === 'GET') {
    const key = JSON.stringify([target.id, target.projectId, route.family, engine, path, query, headers, reveal])
    ready = await reads.join(key, request.signal, send)
    // A long answer can be handed to one only.
    if (ready.kind === 'stream' && ready.taken) ready = await send(request.signal)
    if (ready.kind === 'stream') ready.taken = true
  } else {
    // A write is not given up when its browser leaves: half of it may have happened, and the record needs the end.
    ready = await send()
  }
  const secrets =
    ready.kind === 'failed' ? [...secretsOf(target), ...secretTexts(body.value, operation.secretsIn ?? [])] : []
  return toOutcome(ready, route, operation, requestId, secrets, c.get('headers'))
}

/**
 * The one route to the cloud, mounted under `/cloud` by app.ts, which has checked session and origin before and has set
 * `user` and `requestId`.
 */
export function proxyRoutes(deps: ProxyDeps, options: ProxyOptions = {}): Hono<Env> {
  const parts: Parts = {
    deps,
    matcher: createMatcher(options.operations ?? allOperations),
    upstream: options.upstream ?? upstreamOf(deps),
    reads: createInflight<Ready>(),
  }
  const app = new Hono<Env>()
  app.all('*', async (c) => {
    const started = performance.now()
    const requestId = c.get('requestId') ?? crypto.randomUUID()
    const progress: Progress = { connection: '', params: {}, reveal: false }
    let outcome: Outcome
    try {
      outcome = await serve(c, requestId, progress, parts)
    } catch (error) {
      outcome = failed(error, requestId, isWrite(progress.operation, c.req.method), deps.log)
    }
    const { operation, connection, params, reveal } = progress
    if (isRecorded(operation, c.req.method, reveal) || outcome.refused) {
      deps.audit({
        user: c.get('user'),
        connection,
        operationId: operation?.id ?? '-',
        risk: operation?.risk ?? 'none',
        target: params,
        status: outcome.response.status,
        requestId,
        cloudRequestId: outcome.cloudRequestId,
        ...(reveal ? { reveal: true as const } : {}),
        durationMs: performance.now() - started,
      })
    }
    if (outcome.complete) {
      c.set('complete', true)
      c.set('cloudRequestId', outcome.cloudRequestId)
    }
    return outcome.response
  })
  return app
}
