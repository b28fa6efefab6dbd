/** The way of a call to the cloud: matched against the contract, judged, signed, sent, its answer made safe. */
import { REVEAL_HEADER, type Problem } from '~/contract/console.ts'
import { allOperations } from '~/contract/generated/all.ts'
import { riskOf } from '~/contract/risk.ts'
import type { Operation, Risk } from '~/contract/types.ts'
import { problemOfRefusal, Refusal } from '../problem.ts'
import type { ProxyDeps, Target } from '../types.ts'
import { UpstreamFailure } from '../upstream/failure.ts'
import { createInflight } from '../upstream/inflight.ts'
import { createUntrusted } from '../upstream/untrusted.ts'
import { upstreamOf, type Call, type Upstream } from '../upstream/upstream.ts'
import { headersOf, prepare, problemOf, type Ready } from './answer.ts'
import { readBody } from './body.ts'
import { jsonAnswer, type Caller, type CloudAnswer, type CloudCall, type CloudProxy } from './call.ts'
import { secretTexts } from './secretTexts.ts'
import { accountIn, carriesEngineToken, engineNamed, engineOf, issuesToken, issueToken } from './tokens.ts'
import { chooseOperation, createMatcher, type Matcher, type Route } from './match.ts'
import { buildPath, buildQuery, pickHeaders, readQuery, splitPath } from './path.ts'
import { checkValues } from './rules.ts'

/** What is known about a request so far, for the record of it. */
interface Progress {
  connection: string
  operation?: Operation
  /** With the values of the call. */
  risk?: Risk
  params: Record<string, string>
  reveal: boolean
}

interface Outcome extends CloudAnswer {
  refused?: boolean
}

/** Path below `/cloud` and query of a request target; what is judged is what was sent. */
function splitTarget(target: string): { path: string; query: string } {
  const mark = target.indexOf('?')
  const path = mark < 0 ? target : target.slice(0, mark)
  if (!path.startsWith('/cloud/'))
    throw new Refusal(404, 'gantry.not_an_operation', 'This path is not in the contract.')
  return { path: path.slice('/cloud'.length), query: mark < 0 ? '' : target.slice(mark + 1) }
}

function isWrite(risk: Risk | undefined, method: string): boolean {
  if (method === 'GET' || method === 'HEAD') return false
  return risk !== 'none'
}

/** Writes, reveals and the issue of tokens leave two rows: before, and after. */
function isRecorded({ operation, risk, reveal }: Progress, method: string): boolean {
  return reveal || isWrite(risk, method) || issuesToken(operation)
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
): Outcome {
  const { cloudRequestId } = ready
  if (ready.kind === 'failed') {
    const { answer } = ready
    const problem = problemOf(answer, operation, requestId, secrets)
    return { ...jsonAnswer(problem, answer.status, headersOf(answer.headers)), cloudRequestId }
  }
  // A status that must not have a body gets none.
  const body = ready.status === 204 || ready.status === 205 ? null : ready.body
  return { status: ready.status, headers: ready.headers, body, cloudRequestId }
}

function failed(error: unknown, requestId: string, write: boolean, log: ProxyDeps['log']): Outcome {
  if (error instanceof Refusal)
    return {
      ...problemOfRefusal(error, requestId),
      refused: [400, 403, 404, 405, 413, 415].includes(error.status),
    }
  if (error instanceof UpstreamFailure) return jsonAnswer(error.toProblem(requestId, write), error.status)
  log.error('proxy.failed', { requestId, error })
  const problem: Problem = {
    code: 'gantry.internal',
    message: 'Something went wrong in this server.',
    requestId,
    origin: 'gantry',
  }
  if (write) problem.unknownOutcome = true
  return jsonAnswer(problem, 500)
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
  asked: CloudCall,
  { user, requestId }: Caller,
  progress: Progress,
  { deps, matcher, upstream, reads }: Parts,
): Promise<Outcome> {
  const { header, method, signal } = asked
  const raw = splitTarget(asked.target)
  const [connection = '', family = '', ...segments] = splitPath(raw.path)
  progress.connection = connection.slice(0, 64)
  const matched = matcher.match(family, method, segments)
  const { route } = matched
  progress.operation = route.operations[0]
  progress.risk = progress.operation?.risk
  const target = deps.resolve(connection)
  if (!target) throw new Refusal(404, 'gantry.unknown_connection', 'There is no such connection.')
  const { path, params } = buildPath(matched, target.projectId)
  progress.params = params
  const pairs = readQuery(raw.query, route, target.projectId)
  checkValues(route, [...Object.entries(params), ...pairs])
  const headers = pickHeaders(header, route)
  const body = await readBody(asked, route, params, target.projectId)
  const operation = chooseOperation(route, pairs, body.value)
  progress.operation = operation
  progress.risk =
    route.method === 'GET'
      ? operation.risk
      : riskOf(operation, { ...Object.fromEntries(pairs), ...params, body: body.value }).risk
  const reveal = header(REVEAL_HEADER) === '1' && route.secretsOut.length > 0
  if (reveal) {
    progress.reveal = true
    if (!deps.isFresh()) throw new Refusal(403, 'gantry.reauth_required', 'Enter your password again to see secrets.')
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
  if (isRecorded(progress, route.method))
    await deps.intend({
      user,
      connection: progress.connection,
      operationId: operation.id,
      risk: progress.risk,
      target: progress.params,
      requestId,
      ...(reveal ? { reveal: true as const } : {}),
    })
  const send = async (until?: AbortSignal) =>
    prepare(await upstream.call(target, { ...call, signal: until }), route, operation, reveal)

  let ready: Ready
  if (issuesToken(operation)) {
    ready = await issueToken(upstream, {
      target,
      engine: engineNamed(engine),
      account: route.family === 'servicecomb' ? accountIn(body.value) : undefined,
      send: () => upstream.call(target, call),
    })
  } else if (route.method === 'GET') {
    // One line for each: neither a header nor an encoded path holds a line break.
    let key = `${target.id}\n${target.projectId}\n${route.family}\n${engine ?? ''}\n${path}\n${query}\n${reveal}`
    for (const [name, value] of headers) key += `\n${name}\n${value}`
    ready = await reads.join(key, signal, send)
    // A long answer can be handed to one only.
    if (ready.kind === 'stream' && ready.taken) ready = await send(signal)
    if (ready.kind === 'stream') ready.taken = true
  } else {
    // A write is not given up when its browser leaves: half of it may have happened, and the record needs the end.
    ready = await send()
  }
  const secrets =
    ready.kind === 'failed' ? [...secretsOf(target), ...secretTexts(body.value, operation.secretsIn ?? [])] : []
  return toOutcome(ready, route, operation, requestId, secrets)
}

/** Makes the one way to the cloud. Session and origin of a call have been checked before it gets here. */
export function createProxy(deps: ProxyDeps, options: ProxyOptions = {}): CloudProxy {
  const parts: Parts = {
    deps,
    matcher: createMatcher(options.operations ?? allOperations),
    upstream: options.upstream ?? upstreamOf(deps),
    reads: createInflight<Ready>(),
  }
  const noteUntrusted = createUntrusted(deps)
  return async (asked, caller) => {
    const started = performance.now()
    const progress: Progress = { connection: '', params: {}, reveal: false }
    let outcome: Outcome
    try {
      outcome = await serve(asked, caller, progress, parts)
    } catch (error) {
      noteUntrusted(error, { ...caller, ...progress, operationId: progress.operation?.id ?? '-' })
      outcome = failed(error, caller.requestId, isWrite(progress.risk, asked.method), deps.log)
    }
    const { operation, risk, connection, params, reveal } = progress
    if (isRecorded(progress, asked.method) || outcome.refused) {
      deps.audit({
        user: caller.user,
        connection,
        operationId: operation?.id ?? '-',
        risk: risk ?? 'none',
        target: params,
        status: outcome.status,
        requestId: caller.requestId,
        cloudRequestId: outcome.cloudRequestId,
        ...(reveal ? { reveal: true as const } : {}),
        durationMs: performance.now() - started,
      })
    }
    return outcome
  }
}
