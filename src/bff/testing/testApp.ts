/** The application without a socket, on an in-memory store and a clock that the test moves. */
import { AsyncLocalStorage } from 'node:async_hooks'
import type { Connection, ConnectionTest, Problem, Session } from '~/contract/console.ts'
import { proxyDeps } from '../routes/cloud.ts'
import type { AppDeps } from '../routes/deps.ts'
import { createApp } from '../app.ts'
import { createAudit } from '../audit.ts'
import { cloudDoor } from '../cloud.ts'
import { createConnections, type CloudCalls } from '../connections/connections.ts'
import { simulatedCloud, type RunningCloud } from '../connections/simulated.ts'
import type { RequestContext } from '../context.ts'
import { createLog, createScrubber } from '../log.ts'
import { jsonAnswer, type CloudProxy } from '../proxy/call.ts'
import { createRuns } from '../runs.ts'
import { localKek } from '../secrets/kek.ts'
import { sessionCookie } from '../sessions/cookie.ts'
import { attemptLimiter } from '../sessions/limiter.ts'
import { createPasswords, type Passwords } from '../sessions/passwords.ts'
import { createSessions } from '../sessions/sessions.ts'
import { createSetupToken } from '../sessions/setupToken.ts'
import type { Database } from '../store/database.ts'
import { openSqlite } from '../store/sqlite.ts'
import type { ProxyDeps, Target } from '../types.ts'
import { callOf, responseOf } from './cloudRequest.ts'

export const PASSWORD = 'correct horse battery staple'
const ORIGIN = 'http://127.0.0.1:8080'

export interface CallOptions {
  method?: string
  body?: unknown
  cookie?: string
  headers?: Record<string, string>
  /** Peer address of the connection. */
  from?: string
  /** Send exactly these headers. */
  bare?: boolean
}

export interface TestAppOptions {
  publicUrl?: string
  trustedProxies?: string[]
  privateEndpoints?: string[]
  cloud?: Partial<CloudCalls>
  startSimulatedCloud?: () => Promise<RunningCloud>
  /** Serves `/cloud`; the default answers with what the proxy would get. */
  proxy?: (deps: ProxyDeps) => CloudProxy
  files?: (request: Request) => Response | undefined
  /** The default is as it should be, at the least cost. */
  passwords?: Passwords
  /** The store of an application that was here before, as after a restart. */
  db?: Database
}

/** An answer with its JSON read. */
export interface Answer<T = unknown> {
  status: number
  headers: Headers
  text: string
  json: T
}

export function testApp(options: TestAppOptions = {}) {
  const clock = { now: Date.UTC(2026, 0, 15, 9) }
  const now = () => clock.now
  const lines: string[] = []
  const scrubber = createScrubber()
  const log = createLog({ level: 'debug', scrubber, now, write: (line) => lines.push(line) })
  const db = options.db ?? openSqlite(':memory:')
  const publicUrl = options.publicUrl === undefined ? undefined : new URL(options.publicUrl)
  const requests = new AsyncLocalStorage<RequestContext>()
  const audit = createAudit({ db, requests, log, scrubber, now })
  const simulated = simulatedCloud(options.startSimulatedCloud)
  const privateEndpoints = new Set(options.privateEndpoints)
  const tested: Target[] = []
  const connections = createConnections({
    db,
    kek: localKek(new Uint8Array(32).fill(7)),
    scrubber,
    now,
    simulated,
    privateEndpoints,
    cloud: {
      test: async (target): Promise<ConnectionTest> => {
        tested.push(target)
        return { ok: true, checks: [] }
      },
      engineOrigins: async () => ['https://192.168.0.169:30110'],
      projects: async () => [{ id: 'p-from-iam', name: 'cn-north-4' }],
      ...options.cloud,
    },
  })
  const setup = createSetupToken()
  const cloud = (options.proxy ?? echo)(proxyDeps({ requests, connections, audit, log, now }))
  const runs = createRuns({ cloud, connections, db, log, now, requests })
  const deps: AppDeps = {
    config: { publicUrl, trustedProxies: new Set(options.trustedProxies), privateEndpoints },
    db,
    requests,
    connections,
    audit,
    log,
    now,
    sessions: createSessions(db, { idleMs: 30 * 60_000, sessionMs: 12 * 3_600_000 }, now),
    passwords: options.passwords ?? createPasswords({ N: 2 ** 8, r: 8, p: 1 }),
    limiter: attemptLimiter(db, now),
    cookie: sessionCookie(publicUrl?.protocol === 'https:'),
    setupToken: setup.token,
    version: '1.2.3',
    simulatedCloud: simulated.enabled,
    ready: () => true,
    files: options.files ?? (() => undefined),
    cloud,
    runs,
  }
  const app = createApp(deps)
  const toCloud = cloudDoor(deps)
  const origin = publicUrl?.origin ?? ORIGIN

  /** The answer as it comes, its body unread. */
  async function open(
    path: string,
    { method = 'GET', body, cookie, headers = {}, from = '10.0.0.1', bare }: CallOptions = {},
  ): Promise<Response> {
    const sent: Record<string, string> = bare
      ? { ...headers }
      : { 'x-gantry': '1', 'sec-fetch-site': 'same-origin', ...headers }
    if (cookie !== undefined) sent.cookie = cookie
    if (body !== undefined) sent['content-type'] ??= 'application/json'
    const init = {
      method,
      headers: sent,
      body: body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body),
    }
    // As the server's socket divides them.
    const request = new Request(`${origin}${path}`, init)
    return path.startsWith('/cloud/')
      ? responseOf(await toCloud({ ...callOf(request), peer: from }))
      : app.fetch(request, { incoming: { socket: { remoteAddress: from } } })
  }

  async function call<T = unknown>(path: string, options: CallOptions = {}): Promise<Answer<T>> {
    const response = await open(path, options)
    const text = await response.text()
    const isJson = (response.headers.get('content-type') ?? '').includes('json')
    return {
      status: response.status,
      headers: response.headers,
      text,
      json: (isJson ? JSON.parse(text) : undefined) as T,
    }
  }

  /** Creates the administrator; answers the cookie that the browser would send back. */
  async function setUp(name = 'ada'): Promise<string> {
    const answer = await call<Session>('/api/setup', {
      method: 'POST',
      body: { token: setup.text, name, password: PASSWORD },
    })
    if (answer.status !== 200) throw new Error(`set-up answered ${answer.status}: ${answer.text}`)
    return cookieOf(answer)
  }

  /** Makes a connection; `draft` takes the place of what it has by itself. */
  async function connect(cookie: string, draft: object = {}): Promise<Connection> {
    const answer = await call<Connection>('/api/connections', { method: 'POST', cookie, body: { ...DRAFT, ...draft } })
    if (answer.status !== 201) throw new Error(`the connection answered ${answer.status}: ${answer.text}`)
    return answer.json
  }

  const signIn = (password = PASSWORD, more: CallOptions = {}) =>
    call<Session & Problem>('/api/session', { method: 'POST', body: { name: 'ada', password }, ...more })

  return {
    app,
    call,
    open,
    setUp,
    connect,
    signIn,
    clock,
    lines,
    db,
    audit,
    connections,
    runs,
    setupToken: setup.text,
    tested,
    origin,
  }
}

/** A connection as it is asked for. */
export const DRAFT = {
  name: 'Orders',
  region: 'cn-north-4',
  projectId: 'p1',
  credential: { kind: 'aksk', accessKey: 'AKTEST', secretKey: 'SECRET-KEY-CANARY' },
}

/** What a test says of a connection whose key the cloud refuses. */
export const REFUSED_TEST: ConnectionTest = {
  ok: false,
  checks: [
    {
      endpoint: 'iam',
      url: 'https://iam',
      ok: false,
      problem: { code: 'gantry.credentials_refused', message: '', requestId: '', origin: 'gantry' },
    },
  ],
}

/** `name=value` of the Set-Cookie of an answer. */
export function cookieOf(answer: { headers: Headers }): string {
  const [first] = answer.headers.getSetCookie()
  if (first === undefined) throw new Error('the answer sets no cookie')
  return first.split(';', 1)[0] ?? ''
}

function echo(deps: ProxyDeps): CloudProxy {
  return async ({ target: asked }) => {
    const target = deps.resolve(asked.split('/')[2] ?? '')
    return jsonAnswer(
      {
        project: target?.projectId ?? null,
        fresh: deps.isFresh(),
        url: target?.endpoint('rocketmq')?.url.origin ?? null,
      },
      200,
    )
  }
}
