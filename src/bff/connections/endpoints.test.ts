/** Where a connection may lead: its hosts, the addresses set by hand, the certificates that are trusted for them. */
import type { LookupFunction } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import type { Connection, Problem } from '~/contract/console.ts'
import { makeCertificate } from '../../../scripts/certificate.ts'
import { createProxy } from '../proxy/proxy.ts'
import { DRAFT, testApp, type TestAppOptions } from '../testing/testApp.ts'
import { listProjects, testConnection } from '../upstream/checks.ts'
import { startRecorder } from '../upstream/recorder.ts'
import { createUpstream, upstreamOf, type UpstreamDeps } from '../upstream/upstream.ts'
import { defaultEndpoint, endpointFamilies } from './regions.ts'

const cleanUps: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0)) await cleanUp()
})

async function signedIn(options?: TestAppOptions) {
  const t = testApp(options)
  const cookie = await t.setUp()
  const send = (method: string, path: string, body?: unknown, headers?: Record<string, string>) =>
    t.call<Connection & Problem>(path, { method, body, cookie, headers })
  const connect = (draft?: object) => t.connect(cookie, draft)
  return { ...t, send, connect }
}

/** The application with the real way to the cloud, and a resolver that writes down what it is asked. */
async function online(options: TestAppOptions = {}) {
  const asked: string[] = []
  const lookup: LookupFunction = (name, _options, callback) => {
    asked.push(name)
    callback(Object.assign(new Error(name), { code: 'ENOTFOUND' }), [])
  }
  const silent = () => undefined
  const checks: UpstreamDeps = {
    lookup,
    now: Date.now,
    log: { info: silent, warn: silent, error: silent },
    setState: silent,
  }
  cleanUps.push(() => upstreamOf(checks).close())
  const t = await signedIn({
    ...options,
    cloud: { test: (target) => testConnection(target, checks), projects: (target) => listProjects(target, checks) },
    proxy: (deps) => {
      const upstream = createUpstream({ ...deps, lookup })
      cleanUps.push(() => upstream.close())
      return createProxy(deps, { upstream })
    },
  })
  return { ...t, asked }
}

describe('O1 hosts come from the table or from the connection, never from a request', () => {
  it.each([
    'cn-north-4.evil.com',
    '../x',
    'a@b',
    'cn-north-4/',
    'cn-north-4#',
    'cn-north-4:8443',
    'CN-NORTH-4',
    'x\\y',
  ])('refuses the region %s before any resolver is asked', async (region) => {
    const t = await online()
    const { id } = await t.connect()
    for (const [method, path, body] of [
      ['POST', '/api/connections', DRAFT],
      ['POST', '/api/connections/test', DRAFT],
      ['POST', '/api/connections/projects', DRAFT],
      ['PUT', `/api/connections/${id}`, DRAFT],
    ] as const) {
      const answer = await t.send(method, path, { ...body, region })
      expect([path, answer.status, answer.json.field]).toEqual([path, 400, 'region'])
    }
    expect(t.asked).toEqual([])
    // The same requests do ask when the region is one.
    await t.send('POST', '/api/connections/test', DRAFT)
    expect(t.asked).toContain('dms.cn-north-4.myhuaweicloud.com')
  })

  it.each([
    'host=evil.example',
    'endpoint=https://evil.example',
    'region=cn-east-3',
    'url=https://evil.example',
    'limit=1&host=evil.example',
  ])('refuses ?%s of a call before any resolver is asked', async (query) => {
    const t = await online()
    const { id } = await t.connect()
    const answer = await t.send('GET', `/cloud/${id}/rocketmq/v2/-/instances?${query}`)
    expect([answer.status, answer.json.code]).toEqual([400, 'gantry.bad_parameter'])
    expect(t.asked).toEqual([])
  })

  it('asks for the host of the table whatever the headers of a call name', async () => {
    const t = await online()
    const { id } = await t.connect()
    const answer = await t.send('GET', `/cloud/${id}/rocketmq/v2/-/instances`, undefined, {
      'x-forwarded-host': 'evil.example',
      'x-forwarded-server': 'evil.example',
      'x-original-host': 'evil.example',
      'x-host': 'evil.example',
      'x-forwarded-proto': 'http',
      'x-original-url': 'https://evil.example/',
      'x-rewrite-url': '//evil.example/',
      forwarded: 'host=evil.example;proto=http',
    })
    expect(answer.json.code).toBe('gantry.unreachable')
    expect(t.asked).toEqual(['dms.cn-north-4.myhuaweicloud.com'])
  })

  it('names in a call the host of its connection, and passes on no header that names another', async () => {
    const recorder = await startRecorder()
    cleanUps.push(recorder.close)
    const t = await online({ privateEndpoints: [recorder.url.host] })
    const { id } = await t.connect({ endpoints: { rocketmq: recorder.url.origin } })
    const forged = {
      host: 'evil.example',
      'x-forwarded-host': 'evil.example',
      'x-host': 'evil.example',
      forwarded: 'host=evil.example',
    }
    expect((await t.send('GET', `/cloud/${id}/rocketmq/v2/-/instances`, undefined, forged)).status).toBe(200)
    const [request] = recorder.requests
    expect(request?.headers.get('host')).toBe(recorder.url.host)
    expect([...(request?.headers.entries() ?? [])].join('\n')).not.toContain('evil')
  })

  it('knows the regions of the table and the pattern of the others', () => {
    expect(defaultEndpoint('rocketmq', 'eu-west-101')).toBe('https://dms.eu-west-101.myhuaweicloud.eu')
    expect(defaultEndpoint('roma', 'cn-east-3')).toBe('https://roma.cn-east-3.myhuaweicloud.com')
    expect(defaultEndpoint('cse', 'xx-new-9')).toBe('https://cse.xx-new-9.myhuaweicloud.com')
    expect(defaultEndpoint('iam', 'constructor')).toBe('https://iam.constructor.myhuaweicloud.com')
  })
})

describe('O2 addresses set by hand', () => {
  const listed = ['10.1.2.3:9443', 'cloud.internal', '127.0.0.1:7001', 'localhost:7001', '[::1]:7001']
  it.each([
    'http://dms.example.com',
    'file:///etc/passwd',
    'gopher://x',
    'https://u:p@dms.example.com',
    'https://dms.example.com/v2',
    'https://dms.example.com/?a=1',
    'https://dms.example.com#x',
    'dms.example.com',
    'https://127.0.0.1',
    'https://[::1]',
    'https://2130706433',
    'https://0x7f.1',
    'https://127.1',
    'https://１２７.0.0.1',
    'https://localhost',
    'https://localhost.',
    'http://10.1.2.3:9443',
    'http://cloud.internal:8080',
    'http://127.0.0.1:7002',
    'http://127.0.0.1.cloud.internal',
    'https://dms.example.com:22',
    'https://dms.example.com.',
    'https:\\\\dms.example.com',
    'https://10.1.2.3:9444',
    'https://dms.example.com\t',
  ])('refuses %s', async (url) => {
    const t = await signedIn({ privateEndpoints: listed })
    const answer = await t.send('POST', '/api/connections', { ...DRAFT, endpoints: { rocketmq: url } })
    expect([answer.status, answer.json.field]).toEqual([400, 'endpoints.rocketmq'])
  })

  it('says at the field that plain HTTP does not leave this machine, listed or not', async () => {
    const t = await signedIn({ privateEndpoints: listed })
    for (const url of ['http://10.1.2.3:9443', 'http://dms.example.com']) {
      const answer = await t.send('POST', '/api/connections/test', { ...DRAFT, endpoints: { ddm: url } })
      expect(answer.json).toMatchObject({
        code: 'gantry.bad_parameter',
        field: 'endpoints.ddm',
        message: expect.stringMatching(/must be https\. Plain HTTP is only for an address of this machine/),
      })
    }
    expect(t.tested).toEqual([])
  })

  it.each([
    ['https://dms.example.com', 'https://dms.example.com', false],
    ['https://DMS.example.com:443/', 'https://dms.example.com', false],
    ['https://dms.example.com:8443', 'https://dms.example.com:8443', false],
    ['https://10.1.2.3:9443', 'https://10.1.2.3:9443', true],
    ['https://cloud.internal:8080', 'https://cloud.internal:8080', true],
    ['http://127.0.0.1:7001', 'http://127.0.0.1:7001', true],
    ['http://localhost:7001', 'http://localhost:7001', true],
    ['http://[::1]:7001', 'http://[::1]:7001', true],
  ])('takes %s', async (url, origin, allowPrivate) => {
    const t = await signedIn({ privateEndpoints: listed })
    const made = await t.send('POST', '/api/connections', { ...DRAFT, endpoints: { rocketmq: url } })
    expect(made.json.endpoints).toEqual({ rocketmq: origin })
    const endpoint = (await t.connections.resolve(made.json.id))?.endpoint('rocketmq')
    expect([endpoint?.url.origin, endpoint?.allowPrivate]).toEqual([origin, allowPrivate])
  })
})

describe('O7 a private certificate authority', () => {
  const { ca, key, cert } = makeCertificate(['127.0.0.1'])

  it('is stored for its endpoint only, and calls through it are trusted', async () => {
    const recorder = await startRecorder({ key, cert })
    cleanUps.push(recorder.close)
    const t = await online({ privateEndpoints: [recorder.url.host] })
    const endpoints = { ddm: recorder.url.origin, rocketmq: recorder.url.origin }
    const { id, certificates } = await t.connect({ endpoints, certificates: { ddm: ca } })
    expect(certificates).toEqual({ ddm: ca })
    const target = await t.connections.resolve(id)
    expect(endpointFamilies.filter((family) => target?.endpoint(family)?.ca !== undefined)).toEqual(['ddm'])
    expect(target?.endpoint('ddm')?.ca).toBe(ca)
    expect((await t.send('GET', `/cloud/${id}/ddm/v3/-/configurations`)).status).toBe(200)
    expect((await t.send('GET', `/cloud/${id}/rocketmq/v2/-/instances`)).json.code).toBe('gantry.tls')
    expect(recorder.requests).toHaveLength(1)
  })

  it('that did not sign the certificate is of no help', async () => {
    const recorder = await startRecorder({ key, cert })
    cleanUps.push(recorder.close)
    const t = await online({ privateEndpoints: [recorder.url.host] })
    const { id } = await t.connect({
      endpoints: { ddm: recorder.url.origin },
      certificates: { ddm: makeCertificate(['127.0.0.1']).ca },
    })
    expect((await t.send('GET', `/cloud/${id}/ddm/v3/-/configurations`)).json.code).toBe('gantry.tls')
    expect(recorder.requests).toEqual([])
  })
})
