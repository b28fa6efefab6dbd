/** O10: whatever calls out, the rules for addresses, redirects and certificates are the same. */
import type { LookupFunction } from 'node:net'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { makeCertificate } from '../../../scripts/certificate.ts'
import { Refusal } from '../problem.ts'
import { aksk, PROJECT } from '../proxy/harness.ts'
import type { Credentials, Endpoint, Target } from '../types.ts'
import { engineOrigins, listProjects, testConnection } from './checks.ts'
import { UpstreamFailure } from './failure.ts'
import { startRecorder, type Recorder, type Reply } from './recorder.ts'
import { upstreamOf, type UpstreamDeps } from './upstream.ts'

const user: Credentials = { kind: 'password', domain: 'acme', user: 'ana', password: 'pass-canary' }
const { ca, key, cert } = makeCertificate(['cloud.example', '127.0.0.1'])

/** Speaks TLS with a certificate of our authority. */
let inside: Recorder
let plain: Recorder
/** Serves what is not under attack. */
let good: Recorder
let engineAddress: string

const serve: Reply = (request, response) => {
  const serviceCenter = { masterEntrypoint: engineAddress }
  const bodies: [RegExp, unknown][] = [
    [/^\/v4\/token/, { token: 'ENGINE-TOKEN' }],
    [/^\/v3\/auth\/tokens/, { token: {} }],
    [/enginemgr/, { authType: 'RBAC', externalEntrypoint: { publicServiceEndpoint: { serviceCenter } } }],
    [/projects/, { projects: [{ id: 'p1', name: 'one' }] }],
  ]
  const body = bodies.find(([path]) => path.test(request.url))?.[1] ?? {}
  response.setHeader('x-subject-token', 'IAM-TOKEN').end(JSON.stringify(body))
}

beforeAll(async () => {
  ;[inside, plain, good] = await Promise.all([startRecorder({ key, cert }), startRecorder(), startRecorder()])
})
afterAll(() => Promise.all([inside.close(), plain.close(), good.close()]))
beforeEach(() => {
  engineAddress = 'https://192.168.0.169:30110'
  for (const server of [inside, plain, good]) {
    server.requests.length = 0
    server.reply(serve)
  }
})

let deps: UpstreamDeps
afterEach(() => upstreamOf(deps).close())

const toLoopback: LookupFunction = (_name, _options, callback) => callback(null, [{ address: '127.0.0.1', family: 4 }])

function start(): void {
  const silent = () => undefined
  deps = { lookup: toLoopback, now: Date.now, log: { info: silent, warn: silent, error: silent }, setState: silent }
}

function targetWith(endpoints: Partial<Record<string, Endpoint>>, more: Partial<Target> = {}): Target {
  const endpoint: Target['endpoint'] = (family) => endpoints[family]
  return { id: 'c1', region: 'cn-north-4', projectId: PROJECT, credentials: aksk, endpoint, ...more }
}

/** What goes out by itself, each with the endpoint that it is given. */
const ways: [name: string, go: (endpoint: Endpoint) => Promise<unknown>][] = [
  [
    'the test of a connection',
    async (rocketmq) => {
      const { checks } = await testConnection(targetWith({ rocketmq }), deps)
      const problem = checks[0]?.problem
      if (problem) throw new Refusal(502, problem.code as 'gantry.tls', problem.message, { hint: problem.hint })
    },
  ],
  ['the list of projects', (iam) => listProjects(targetWith({ iam }), deps)],
  ['a token of IAM for that list', (iam) => listProjects(targetWith({ iam }, { credentials: user }), deps)],
  [
    'a token of IAM for a call',
    (iam) =>
      upstreamOf(deps).call(targetWith({ iam, ddm: { url: good.url, allowPrivate: true } }, { credentials: user }), {
        family: 'ddm',
        method: 'GET',
        path: '/v3/x/configurations',
        query: '',
        headers: [],
        body: null,
      }),
  ],
  ['the addresses of an engine', (cse) => engineOrigins(targetWith({ cse }), 'engine-1', deps)],
  [
    'a sign-in at an engine',
    (engine) => {
      engineAddress = engine.url.origin
      const engines: Target['engines'] = { endpoint: () => engine, account: async () => undefined }
      const target = targetWith({ cse: { url: good.url, allowPrivate: true } }, { engines })
      return upstreamOf(deps).engines.signIn(target, 'engine-1', { name: 'root', password: 'pass-canary' })
    },
  ],
]

const at = (host: string, { url }: Recorder = inside) => new URL(`${url.protocol}//${host}:${url.port}`)

const attacks: [name: string, endpoint: () => Endpoint, code: string, reaches: number][] = [
  ['an address of this machine', () => ({ url: inside.url, ca, allowPrivate: false }), 'gantry.unreachable', 0],
  ['a name that leads inside', () => ({ url: at('cloud.example'), ca, allowPrivate: false }), 'gantry.unreachable', 0],
  [
    'a metadata address',
    () => ({ url: new URL('https://169.254.169.254'), allowPrivate: true }),
    'gantry.unreachable',
    0,
  ],
  ['plain HTTP', () => ({ url: at('cloud.example', plain), allowPrivate: true }), 'gantry.unreachable', 0],
  ['a certificate of nobody', () => ({ url: inside.url, allowPrivate: true }), 'gantry.tls', 0],
  ['a certificate for another name', () => ({ url: at('other.example'), ca, allowPrivate: true }), 'gantry.tls', 0],
  ['a redirect', () => ({ url: inside.url, ca, allowPrivate: true }), 'gantry.bad_answer', 1],
]

function codeOf(error: unknown): string {
  return error instanceof UpstreamFailure ? error.problemCode : error instanceof Refusal ? error.code : String(error)
}

describe.each(ways)('O10 %s', (_way, go) => {
  beforeEach(start)

  test('reaches an endpoint that may be called', async () => {
    await go({ url: inside.url, ca, allowPrivate: true })
    expect(inside.requests.length).toBeGreaterThan(0)
  })

  test.each(attacks)('is stopped by the rules at %s', async (_attack, endpoint, code, reaches) => {
    // With a body that would do.
    inside.reply((request, response, incoming) => {
      response.statusCode = 307
      serve(request, response.setHeader('location', `${plain.url.origin}/stolen`), incoming)
    })
    const opened = inside.opened() + plain.opened()
    const error: unknown = await go(endpoint()).then(
      () => undefined,
      (reason: unknown) => reason,
    )
    expect(codeOf(error)).toBe(code)
    expect([inside.requests.length, plain.requests.length]).toEqual([reaches, 0])
    if (code === 'gantry.unreachable') expect(inside.opened() + plain.opened()).toBe(opened)
    const { message, options } = error as Refusal
    expect(`${message} ${options?.hint ?? ''}`).not.toMatch(/127\.0|169\.254|example|canary/)
  })
})
