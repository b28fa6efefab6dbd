/** The second hop: one cloud that names engines, and two engines that remember what reached them. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { ENGINE_HEADER } from '~/contract/console.ts'
import type { AuditEvent, Credentials, EngineAccount, ProxyDeps, Target } from '../types.ts'
import { startRecorder, type Recorder } from '../upstream/recorder.ts'
import { createUpstream, type Upstream } from '../upstream/upstream.ts'
import { aksk, problemIn, PROJECT, replyJson } from './harness.ts'
import { callOf, responseOf } from '../testing/cloudRequest.ts'
import { createProxy } from './proxy.ts'

const TOKEN = 'ENGINE-TOKEN-CANARY'
const PASSWORD = 'engine-password-canary'
const MICROSERVICES = '/servicecomb/v4/default/registry/microservices'

let cloud: Recorder
let a: Recorder
let b: Recorder
let upstream: Upstream
let clock: number
let authType: 'RBAC' | 'NONE'
let addresses: Record<string, string>
let accounts: Record<string, EngineAccount>
let audits: AuditEvent[]
let credentials: Credentials

beforeAll(async () => {
  ;[cloud, a, b] = await Promise.all([startRecorder(), startRecorder(), startRecorder()])
})
afterAll(() => Promise.all([cloud.close(), a.close(), b.close()]))

function account(name: string, origin: string, version = 1): EngineAccount {
  return { name, password: PASSWORD, origins: [origin], version }
}

/** An engine that signs in everyone with the right password. */
function serveEngine(engine: Recorder, token: string): void {
  engine.reply((request, response) => {
    const right = request.body.includes(PASSWORD)
    const [status, body] =
      request.url !== '/v4/token'
        ? [200, { services: [] }]
        : right
          ? [200, { token }]
          : [401, { errorCode: '401202', errorMessage: 'Wrong account name or password', detail: '' }]
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  })
}

let send: (path: string, init?: RequestInit) => Promise<Response>

beforeEach(() => {
  clock = Date.UTC(2026, 0, 15)
  authType = 'RBAC'
  credentials = aksk
  addresses = { 'engine-a': a.url.origin, 'engine-b': b.url.origin }
  accounts = { 'engine-a': account('root', a.url.origin), 'engine-b': account('root', b.url.origin) }
  audits = []
  for (const one of [cloud, a, b]) one.requests.length = 0
  serveEngine(a, `${TOKEN}-A`)
  serveEngine(b, `${TOKEN}-B`)
  cloud.reply((request, response) => {
    const id = /\/engines\/([^/?]+)/.exec(request.url)?.[1] ?? ''
    const address = addresses[id]
    const body = request.url.endsWith('/tokens')
      ? { token: `${TOKEN}-ISSUED` }
      : address === undefined
        ? { error_code: 'SVCSTG.00501116', error_msg: 'Engine not found' }
        : {
            id,
            authType,
            externalEntrypoint: { serviceEndpoint: { serviceCenter: { masterEntrypoint: address, type: 'REGISTRY' } } },
          }
    response.writeHead('error_code' in body ? 400 : 200, { 'content-type': 'application/json' })
    response.end(JSON.stringify(body))
  })
  const target: Target = {
    id: 'c1',
    region: 'cn-north-4',
    projectId: PROJECT,
    get credentials() {
      return credentials
    },
    endpoint: () => ({ url: cloud.url, allowPrivate: true }),
    engines: {
      endpoint: (url) => (url.hostname === '127.0.0.1' ? { url, allowPrivate: true } : undefined),
      account: async (id) => accounts[id],
    },
  }
  const silent = () => undefined
  const deps: ProxyDeps = {
    resolve: () => target,
    setState: silent,
    isFresh: () => false,
    intend: async () => undefined,
    audit: (event) => audits.push(event),
    log: { info: silent, warn: silent, error: silent },
    now: () => clock,
  }
  upstream = createUpstream(deps)
  const proxy = createProxy(deps, { upstream })
  send = async (path, init = {}) => {
    const headers = { [ENGINE_HEADER]: 'engine-a', 'content-type': 'application/json', ...init.headers }
    const call = callOf(new Request(`http://console.example/cloud/c1${path}`, { ...init, headers }))
    return responseOf(await proxy(call, { requestId: 'req-1' }))
  }
})
afterEach(() => upstream.close())

const to = (engine: string) => ({ headers: { [ENGINE_HEADER]: engine } })
const bearers = (engine: Recorder) => engine.requests.map(({ headers }) => headers.get('authorization') ?? '')

describe('O8 the address and the token of an engine', () => {
  test('the address comes from the cloud, the token from a sign-in there, and both are kept', async () => {
    for (let i = 0; i < 3; i += 1) expect((await send(MICROSERVICES)).status).toBe(200)
    expect(cloud.requests.map(({ url }) => url)).toEqual([`/v2/${PROJECT}/enginemgr/engines/engine-a`])
    expect(a.requests.map(({ url }) => url)).toEqual(['/v4/token', ...Array(3).fill(MICROSERVICES.slice(12))])
    expect(bearers(a)).toEqual(['', ...Array(3).fill(`Bearer ${TOKEN}-A`)])
    expect(a.requests[1]?.headers.get('x-domain-name')).toBe('default')
    expect(b.requests).toEqual([])
  })

  test('two reads at once sign in once', async () => {
    await Promise.all([send(MICROSERVICES), send(`${MICROSERVICES}/s-1`)])
    expect(a.requests.filter(({ url }) => url === '/v4/token')).toHaveLength(1)
  })

  test('a new token is got before the old one ends', async () => {
    await send(MICROSERVICES)
    clock += 11 * 3_600_000
    await send(MICROSERVICES)
    clock += 3_600_000
    await send(MICROSERVICES)
    expect(a.requests.filter(({ url }) => url === '/v4/token')).toHaveLength(2)
  })

  test('the token of one engine never goes to another', async () => {
    await send(MICROSERVICES)
    await send(MICROSERVICES, to('engine-b'))
    expect(bearers(b)).toEqual(['', `Bearer ${TOKEN}-B`])
    expect(bearers(a)).toEqual(['', `Bearer ${TOKEN}-A`])
  })

  test('an engine that moves gets neither the token nor the password until its account is stored again', async () => {
    await send(MICROSERVICES)
    addresses['engine-a'] = b.url.origin
    clock += 2 * 60_000
    const problem = await problemIn(await send(MICROSERVICES), 401)
    expect(problem.code).toBe('gantry.engine_sign_in')
    expect(b.requests).toEqual([])
    accounts['engine-a'] = account('root', b.url.origin, 2)
    expect((await send(MICROSERVICES)).status).toBe(200)
    expect(bearers(b)).toEqual(['', `Bearer ${TOKEN}-B`])
  })

  test('an address that the connection may not use is not called', async () => {
    addresses['engine-a'] = 'https://192.168.0.169:30110'
    expect((await problemIn(await send(MICROSERVICES), 502)).code).toBe('gantry.unreachable')
  })

  test('an engine without authentication gets no header', async () => {
    authType = 'NONE'
    delete accounts['engine-a']
    expect((await send(MICROSERVICES)).status).toBe(200)
    expect(bearers(a)).toEqual([''])
  })

  test('an engine that the cloud does not know is the cloud’s failure', async () => {
    expect(await problemIn(await send(MICROSERVICES, to('nowhere')), 400)).toMatchObject({
      code: 'SVCSTG.00501116',
      origin: 'cloud',
    })
  })

  test('the engine must be named, by an id', async () => {
    for (const [engine, status] of [
      ['', 400],
      ['../../x', 400],
    ] as const) {
      const problem = await problemIn(await send(MICROSERVICES, to(engine)), status)
      expect(problem).toMatchObject({ code: 'gantry.bad_parameter', field: ENGINE_HEADER })
    }
    expect(cloud.requests).toEqual([])
  })
})

describe('the account of an engine', () => {
  test('without one the problem says so', async () => {
    delete accounts['engine-a']
    const problem = await problemIn(await send(MICROSERVICES), 401)
    expect(problem).toMatchObject({ code: 'gantry.engine_sign_in', origin: 'gantry' })
    expect(a.requests).toEqual([])
  })

  test('a wrong password is tried once a minute only', async () => {
    accounts['engine-a'] = { ...account('root', a.url.origin), password: 'wrong' }
    for (let i = 0; i < 5; i += 1)
      expect((await problemIn(await send(MICROSERVICES), 401)).code).toBe('gantry.engine_sign_in')
    expect(a.requests).toHaveLength(1)
    accounts['engine-a'] = account('root', a.url.origin, 2)
    expect((await send(MICROSERVICES)).status).toBe(200)
  })

  test('a read whose token was refused signs in again, a write does not', async () => {
    let refuse = true
    a.reply((request, response) => {
      const status = request.url === '/v4/token' || !refuse ? 200 : 401
      if (request.url !== '/v4/token') refuse = false
      response
        .writeHead(status, { 'content-type': 'application/json' })
        .end(`{"token":"${TOKEN}-A","errorCode":"401201"}`)
    })
    expect((await send(MICROSERVICES)).status).toBe(200)
    expect(a.requests).toHaveLength(4)
    refuse = true
    const write = await send(`${MICROSERVICES}/s-1`, { method: 'DELETE' })
    expect(write.status).toBe(401)
    expect(a.requests).toHaveLength(5)
  })
})

describe('H6 tokens stay in the server', () => {
  const signIn = (password: string) =>
    send('/servicecomb/v4/token', { method: 'POST', body: JSON.stringify({ name: 'root', password }) })

  test('createToken answers that one was issued; the server uses it', async () => {
    delete accounts['engine-a']
    const response = await signIn(PASSWORD)
    const text = await response.text()
    expect(JSON.parse(text)).toEqual({ issued: true, expires_at: '2026-01-15T12:00:00.000Z' })
    expect(JSON.stringify([text, [...response.headers]])).not.toContain(TOKEN)
    expect((await send(MICROSERVICES)).status).toBe(200)
    expect(bearers(a)).toEqual(['', `Bearer ${TOKEN}-A`])
    expect(audits).toMatchObject([
      { operationId: 'createToken', status: 200, target: { engine_id: 'engine-a' }, connection: 'c1' },
    ])
    expect(JSON.stringify(audits)).not.toMatch(/CANARY|canary/)
  })

  test('a wrong password is said to be wrong, and recorded', async () => {
    expect((await problemIn(await signIn('wrong'), 401)).code).toBe('gantry.engine_sign_in')
    expect(audits).toMatchObject([{ operationId: 'createToken', status: 401 }])
  })

  test('createEngineRbacToken the same, for the engine in the path only', async () => {
    accounts = {}
    const response = await send('/cse-engine/v2/-/enginemgr/engines/engine-b/tokens', { method: 'POST' })
    const text = await response.text()
    expect(JSON.parse(text)).toEqual({ issued: true, expires_at: '2026-01-15T12:00:00.000Z' })
    expect(text).not.toContain(TOKEN)
    expect((await send(MICROSERVICES, to('engine-b'))).status).toBe(200)
    expect(bearers(b)).toEqual([`Bearer ${TOKEN}-ISSUED`])
    expect((await send(MICROSERVICES)).status).toBe(401)
    expect(a.requests).toEqual([])
    expect(audits[0]).toMatchObject({ operationId: 'createEngineRbacToken', target: { engine_id: 'engine-b' } })
  })
})

describe('accounts of an engine, which the cloud manages', () => {
  const remove = () =>
    send('/cse-engine/v3/-/accounts/ada', { method: 'DELETE', headers: { 'x-engine-id': 'engine-a' } })

  test('a signed connection cannot call them, and says why', async () => {
    expect((await problemIn(await remove(), 403)).code).toBe('gantry.credential_kind')
    expect(cloud.requests).toEqual([])
  })

  test('an IAM user’s token goes together with the engine’s', async () => {
    credentials = { kind: 'password', domain: 'd', user: 'u', password: 'iam-password' }
    const facts = {
      authType: 'RBAC',
      externalEntrypoint: { serviceEndpoint: { serviceCenter: { masterEntrypoint: a.url.origin } } },
    }
    replyJson(cloud, { token: {}, ...facts }, 200, { 'x-subject-token': 'IAM-TOKEN' })
    await remove()
    const call = cloud.requests.at(-1)
    expect(call?.url).toBe(`/v3/${PROJECT}/accounts/ada`)
    expect([call?.headers.get('x-auth-token'), call?.headers.get('authorization')]).toEqual([
      'IAM-TOKEN',
      `Bearer ${TOKEN}-A`,
    ])
  })
})
