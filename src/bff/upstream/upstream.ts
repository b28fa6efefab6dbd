import type { EndpointFamily } from '~/contract/console.ts'
import type { Family } from '~/contract/types.ts'
import { Refusal } from '../problem.ts'
import type { Endpoint, ProxyDeps, Target } from '../types.ts'
import { bearing, signed, type Authorized } from './authorize.ts'
import { createBreaker, keyId } from './breaker.ts'
import { clockRefusal, skewOf, SKEW_WARNING_SECONDS } from './clock.ts'
import { createEngines, EngineUnread, type Engines } from './engines.ts'
import type { Component } from './engineFacts.ts'
import { toFailure, UpstreamFailure } from './failure.ts'
import { createTransport, readAll, type AnswerHeaders, type Incoming, type TransportOptions } from './request.ts'
import { isCredentialRefusal, provesKey, refusedClock, refusedKey, signedOnly, withoutTokens } from './refusals.ts'
import { createThrottle, type ThrottleOptions } from './throttle.ts'
import { toThrottled } from './throttled.ts'
import { createTokens, TokenRefused, type Password, type Scope } from './tokens.ts'

export type UpstreamDeps = Pick<ProxyDeps, 'log' | 'now' | 'lookup' | 'setState'>

export interface UpstreamOptions extends Pick<TransportOptions, 'timeouts' | 'connections' | 'maxAnswer'> {
  throttle?: Pick<ThrottleOptions, 'limits' | 'maxWait'>
}

export interface Call {
  family: Family | 'iam'
  method: string
  /** Encoded path, starting with `/`. */
  path: string
  /** Canonical query without `?`. */
  query: string
  headers: readonly (readonly [name: string, value: string])[]
  body: Uint8Array | null
  signal?: AbortSignal
  /** Family servicecomb, and calls that carry an engine's token: the engine. */
  engine?: string
  /** Family servicecomb: which address of the engine. */
  address?: Component
  /** The call carries a token of `engine` in `Authorization`, beside the credentials of the connection. */
  withEngineToken?: boolean
  /** A test of the connection: goes out although the breaker is open, and closes it when it succeeds. */
  probe?: boolean
}

/** What came back: a success with its body still to be read, or a failure of the cloud with its text. */
export type Answer =
  | { ok: true; status: number; headers: AnswerHeaders; incoming: Incoming }
  | { ok: false; status: number; headers: AnswerHeaders; text: string; family: Family | 'iam' }

export interface Upstream {
  /**
   * Makes one signed (or token-bearing) call. A read is tried once more when its connection broke before a byte of the
   * answer; nothing else is ever repeated.
   * @throws UpstreamFailure when there is no usable answer; Refusal when we do not send, or when the cloud refuses the
   *   credentials or our clock
   */
  call: (target: Target, call: Call) => Promise<Answer>
  engines: Engines
  /** Seconds by which the cloud's clock was ahead of ours in the last answer of this endpoint. */
  skew: (endpoint: Endpoint) => number | undefined
  close: () => Promise<void>
}

/** Which of a connection's addresses serves a family; servicecomb has an address per engine, not per connection. */
function endpointFamilyOf(family: Family | 'iam'): EndpointFamily | undefined {
  if (family === 'servicecomb') return undefined
  if (family === 'cse-engine') return 'cse'
  if (family === 'rocketmq' || family === 'ddm' || family === 'iam') return family
  return 'roma'
}

const MAX_ERROR = 1024 * 1024

export function createUpstream(deps: UpstreamDeps, options: UpstreamOptions = {}): Upstream {
  const { log, now } = deps
  const transport = createTransport({ ...options, lookup: deps.lookup })
  const breaker = createBreaker<Refusal>()
  const throttle = createThrottle({ now, ...options.throttle })
  const tokens = createTokens(transport, now)
  const counted = new WeakSet<TokenRefused>()
  const skews = new Map<string, number>()
  const lastDates = new Map<string, string>()
  const engines: Engines = createEngines({ cloud: (target, call) => callCloud(target, call), transport, now, log })

  function noteSkew({ url }: Endpoint, headers: AnswerHeaders): void {
    const { origin, host } = url
    const date = headers.get('date')
    // Within one second of the cloud's clock there is nothing new to learn.
    if (date === null || lastDates.get(origin) === date) return
    lastDates.set(origin, date)
    const seconds = skewOf(headers, now())
    if (seconds === undefined) return
    const before = skews.get(origin) ?? 0
    skews.set(origin, seconds)
    if (Math.abs(seconds) > SKEW_WARNING_SECONDS && Math.abs(before) <= SKEW_WARNING_SECONDS) {
      log.warn('upstream.clock_skew', { host, seconds })
    }
  }

  /**
   * The store has the credentials as refused, and they have not been accepted since: a restart does not give two more
   * failures to a key that the cloud locks after a few.
   */
  const isHeld = ({ refused, credentials }: Target) => refused === true && !breaker.wasProven(credentials)

  function refuse(target: Target, why: Refusal): never {
    if (breaker.refused(target.credentials, why)) {
      deps.setState(target.id, 'refused')
      log.warn('upstream.stopped', { connection: target.id, code: why.code })
    }
    throw why
  }

  /** Sends when it is this call's turn; whatever it proves of the key must be noted before it ends. */
  async function inTurn<T>({ credentials }: Target, call: Call, run: () => Promise<T>): Promise<T> {
    const leave = await breaker.enter(credentials, call).catch((error: unknown) => {
      throw error instanceof Refusal ? error : toFailure(error)
    })
    try {
      return await run()
    } finally {
      leave()
    }
  }

  /** A token of IAM. Its refusal counts once, however many calls had waited for this one answer. */
  async function tokenOf(target: Target, iam: Endpoint, credentials: Password, scope: Scope): Promise<string> {
    try {
      return await tokens.get(iam, credentials, scope)
    } catch (error) {
      if (!(error instanceof TokenRefused) || error.status !== 401) throw error
      if (counted.has(error)) throw refusedKey()
      counted.add(error)
      return refuse(target, refusedKey())
    }
  }

  /** A call with the token of a user: of the connection's project, or of the whole account for IAM itself. */
  async function withToken(target: Target, credentials: Password, endpoint: Endpoint, call: Call): Promise<Authorized> {
    const engineToken = call.withEngineToken ? await engines.bearer(target, call.engine ?? '') : undefined
    const iam = target.endpoint('iam')
    if (!iam)
      throw new Refusal(502, 'gantry.unreachable', 'The connection has no address for IAM, which issues its tokens.')
    const scope =
      target.projectId && call.family !== 'iam' ? { project: target.projectId } : { domain: credentials.domain }
    const ask = () => tokenOf(target, iam, credentials, scope)
    const bearer = await (breaker.isProven(credentials) ? ask() : inTurn(target, call, ask))
    return bearing(endpoint, call, bearer, engineToken)
  }

  async function attempt(target: Target, endpoint: Endpoint, call: Call): Promise<Answer & { bearer?: string }> {
    const { credentials } = target
    const { headers, canonicalRequest, bearer }: Authorized =
      credentials.kind === 'password'
        ? await withToken(target, credentials, endpoint, call)
        : signed(target, credentials, endpoint, call, now())
    const path = call.query ? `${call.path}?${call.query}` : call.path
    // Last check of what was built: a path that a URL parser would read differently never leaves. Most are too plain.
    if (!/^[\w~/-]+$/.test(call.path) && new URL(`${endpoint.url.origin}${call.path}`).pathname !== call.path) {
      throw new Refusal(400, 'gantry.bad_parameter', 'The path cannot be sent as it is.')
    }
    const incoming = await transport.request(endpoint, {
      method: call.method,
      path,
      headers,
      body: call.body,
      signal: call.signal,
    })
    noteSkew(endpoint, incoming.headers)
    if (incoming.status < 400) return { ok: true, status: incoming.status, headers: incoming.headers, incoming }
    const text = Buffer.from(await readAll(incoming, MAX_ERROR)).toString('utf8')
    if (incoming.status === 401 || incoming.status === 403) {
      log.warn('upstream.refused', {
        connection: target.id,
        status: incoming.status,
        said: withoutTokens(text),
        signed: canonicalRequest === undefined ? undefined : withoutTokens(canonicalRequest),
      })
    }
    return { ok: false, status: incoming.status, headers: incoming.headers, text, family: call.family, bearer }
  }

  async function withRetry(target: Target, endpoint: Endpoint, call: Call): Promise<Answer & { bearer?: string }> {
    try {
      return await attempt(target, endpoint, call)
    } catch (error) {
      if (!(error instanceof UpstreamFailure && error.broken && call.method === 'GET')) throw error
      log.info('upstream.retry', { connection: target.id, path: call.path, detail: error.detail })
      return attempt(target, endpoint, call)
    }
  }

  async function send(target: Target, endpoint: Endpoint, call: Call): Promise<Answer> {
    let answer = await withRetry(target, endpoint, call)
    if (!answer.ok && answer.status === 401 && answer.bearer !== undefined) {
      // A token can end early (password or permissions changed). Reads may ask for a fresh one, once.
      tokens.drop(answer.bearer)
      if (call.method === 'GET') answer = await withRetry(target, endpoint, call)
    }
    return answer
  }

  async function callCloud(target: Target, call: Call): Promise<Answer> {
    const family = endpointFamilyOf(call.family)
    const endpoint = family && target.endpoint(family)
    if (!endpoint) {
      throw new Refusal(502, 'gantry.unreachable', `The connection has no address for ${family ?? call.family}.`, {
        hint: 'Set the endpoint in the connection.',
      })
    }
    const { credentials } = target
    if (breaker.isProven(credentials)) return callNow(target, endpoint, call)
    const why = breaker.openWith(credentials) ?? (isHeld(target) ? refusedKey() : undefined)
    if (why && !call.probe) throw why
    // A password is at stake where a token is asked for, not with every call.
    if (credentials.kind === 'password') return callNow(target, endpoint, call)
    return inTurn(target, call, () => callNow(target, endpoint, call))
  }

  async function callNow(target: Target, endpoint: Endpoint, call: Call): Promise<Answer> {
    const lane = `${keyId(target.credentials)} ${endpoint.url.origin} ${call.family}`
    const turn = call.family === 'iam' ? undefined : throttle.turn(lane, call.family, call.signal)
    if (turn) await turn

    const given = await send(target, endpoint, call).catch((error: unknown): Answer => {
      if (error instanceof TokenRefused) {
        const { status, headers, text } = error
        return { ok: false, status, headers, text, family: 'iam' }
      }
      if (error instanceof Refusal || error instanceof EngineUnread) throw error
      const failure = toFailure(error)
      if (failure.kind !== 'aborted')
        log.warn('upstream.failed', {
          connection: target.id,
          host: endpoint.url.host,
          kind: failure.kind,
          detail: failure.detail,
          sent: failure.sent,
        })
      throw failure
    })
    const answer = toThrottled(given)
    if (answer.status === 429) {
      const seconds = Number(answer.headers.get('retry-after'))
      if (seconds > 0) throttle.hold(lane, seconds)
    }
    if (!answer.ok && (answer.status === 401 || answer.status === 403)) {
      const skew = clockRefusal(answer.headers, answer.text, now())
      if (skew !== undefined && target.credentials.kind !== 'password') refuse(target, refusedClock(skew))
      if (isCredentialRefusal(answer.status, answer.text)) refuse(target, refusedKey())
    } else if (provesKey(answer)) {
      const wasHeld = isHeld(target)
      if (breaker.accepted(target.credentials) || wasHeld) {
        deps.setState(target.id, 'ok')
        log.info('upstream.resumed', { connection: target.id })
      }
    }
    return answer
  }

  return {
    async call(target, call) {
      if (call.family === 'servicecomb') return engines.call(target, call)
      if (call.withEngineToken && target.credentials.kind !== 'password') throw signedOnly()
      try {
        return await callCloud(target, call)
      } catch (error) {
        if (error instanceof EngineUnread) return error.answer
        throw error
      }
    },
    engines,
    skew: (endpoint) => skews.get(endpoint.url.origin),
    close: () => transport.close(),
  }
}

const shared = new WeakMap<UpstreamDeps, Upstream>()

/** The upstream that belongs to these dependencies: the proxy and the connection test share breaker, tokens and sockets. */
export function upstreamOf(deps: UpstreamDeps): Upstream {
  let upstream = shared.get(deps)
  if (!upstream) {
    upstream = createUpstream(deps)
    shared.set(deps, upstream)
  }
  return upstream
}
