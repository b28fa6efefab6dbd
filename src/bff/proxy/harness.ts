/** What the proxy's tests share: a recording cloud, a connection to it, and the proxy. */
import { createHash, createHmac } from 'node:crypto'
import type { ServerOptions } from 'node:https'
import type { EndpointFamily, Problem } from '~/contract/console.ts'
import { canonicalQuery } from '../signing/canonical.ts'
import type { AuditEvent, Credentials, Intent, ProxyDeps, Target } from '../types.ts'
import { startRecorder, type Recorded, type Recorder } from '../upstream/recorder.ts'
import { createUpstream, type UpstreamOptions } from '../upstream/upstream.ts'
import { callOf, responseOf } from '../testing/cloudRequest.ts'
import { createProxy } from './proxy.ts'

export const PROJECT = '0123456789abcdef0123456789abcdef'
export const aksk = { kind: 'aksk', accessKey: 'AKTEST', secretKey: 'SECRET-KEY-CANARY' } satisfies Credentials

export interface Harness {
  cloud: Recorder
  deps: ProxyDeps
  audits: AuditEvent[]
  intents: Intent[]
  states: string[]
  logs: string[]
  fresh: { value: boolean }
  /** Sends to `/cloud/c1` + path. `path` is what stands on the wire. */
  send: (path: string, init?: RequestInit) => Promise<Response>
  close: () => Promise<void>
}

export interface HarnessOptions extends UpstreamOptions {
  credentials?: Credentials
  families?: readonly EndpointFamily[]
  now?: () => number
  /** The cloud speaks HTTPS with this. */
  tls?: ServerOptions
}

export async function startHarness({
  credentials = aksk,
  families = ['rocketmq', 'ddm', 'cse', 'roma', 'iam'],
  now = Date.now,
  tls,
  ...options
}: HarnessOptions = {}): Promise<Harness> {
  const cloud = await startRecorder(tls)
  const audits: AuditEvent[] = []
  const intents: Intent[] = []
  const states: string[] = []
  const logs: string[] = []
  const fresh = { value: false }
  const write = (event: string, fields?: object) => void logs.push(JSON.stringify({ event, ...fields }))
  const target: Target = {
    id: 'c1',
    region: 'cn-north-4',
    projectId: PROJECT,
    credentials,
    endpoint: (family) => (families.includes(family) ? { url: cloud.url, allowPrivate: true } : undefined),
  }
  const deps: ProxyDeps = {
    resolve: (id) => (id === 'c1' ? target : undefined),
    setState: (_id, state) => states.push(state),
    isFresh: () => fresh.value,
    intend: async (event) => void intents.push(event),
    audit: (event) => audits.push(event),
    log: { info: write, warn: write, error: write },
    now,
  }
  const upstream = createUpstream(deps, {
    timeouts: { connect: 500, headers: 900, body: 900, total: 5000 },
    ...options,
  })
  const proxy = createProxy(deps, { upstream })
  return {
    cloud,
    deps,
    audits,
    intents,
    states,
    logs,
    fresh,
    send: async (path, init) => {
      const call = callOf(new Request('http://console.example/cloud/x', init), `/cloud/c1${path}`)
      return responseOf(await proxy(call, { user: 'ana', requestId: 'req-1' }))
    },
    close: async () => {
      await upstream.close()
      await cloud.close()
    },
  }
}

/**
 * Checks a signature the way the gateway does, from what stood on the wire and nothing else; written apart from the
 * signer on purpose.
 */
export function isSigned(request: Recorded, secretKey: string): boolean {
  const parts = /^SDK-HMAC-SHA256 Access=[^,]+, SignedHeaders=([^,]+), Signature=([0-9a-f]{64})$/.exec(
    request.headers.get('authorization') ?? '',
  )
  if (!parts) return false
  const names = parts[1]!.split(';')
  const [path = '', query = ''] = request.url.split('?')
  const canonical = [
    request.method,
    path.endsWith('/') ? path : `${path}/`,
    canonicalQuery(query),
    names.map((name) => `${name}:${request.headers.get(name)?.trim()}\n`).join(''),
    names.join(';'),
    createHash('sha256').update(request.body).digest('hex'),
  ].join('\n')
  const toSign = `SDK-HMAC-SHA256\n${request.headers.get('x-sdk-date')}\n${createHash('sha256').update(canonical).digest('hex')}`
  return createHmac('sha256', secretKey).update(toSign).digest('hex') === parts[2]
}

/** Answers every request with this JSON. */
export function replyJson(
  cloud: Recorder,
  body: unknown,
  status = 200,
  headers: Record<string, string | string[]> = {},
): void {
  cloud.reply((_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers })
    response.end(typeof body === 'string' ? body : JSON.stringify(body))
  })
}

/** The problem in an answer, which must have this status. */
export async function problemIn(response: Response, status: number): Promise<Problem> {
  const text = await response.text()
  if (response.status !== status) throw new Error(`expected status ${status}, got ${response.status}: ${text}`)
  if (response.headers.get('content-type') !== 'application/json; charset=utf-8')
    throw new Error('the problem is not JSON')
  const body: Problem = JSON.parse(text)
  return body
}
