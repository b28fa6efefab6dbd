/** `/cloud` as a browser meets it: the door, the proxy behind it, and a cloud that records what reaches it. */
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type { Problem, Session } from '~/contract/console.ts'
import { createProxy } from './proxy/proxy.ts'
import { cookieOf, PASSWORD, testApp } from './testing/testApp.ts'
import { startRecorder, type Recorder } from './upstream/recorder.ts'

let cloud: Recorder
beforeAll(async () => {
  cloud = await startRecorder()
})
beforeEach(() => {
  cloud.requests.length = 0
  cloud.reply((_request, response) => response.setHeader('content-type', 'application/json').end('{"rows":[]}'))
})
afterAll(() => cloud.close())

async function connected() {
  const t = testApp({
    publicUrl: 'https://gantry.example',
    privateEndpoints: [cloud.url.host],
    proxy: createProxy,
  })
  const cookie = await t.setUp()
  const { id } = await t.connect(cookie, { endpoints: { rocketmq: cloud.url.origin, roma: cloud.url.origin } })
  return { t, cookie, id }
}

const instances = (id: string) => `/cloud/${id}/rocketmq/v2/-/instances`

it.each([
  ['an answer', 'GET', instances, 200],
  ['a download', 'GET', (id: string) => `/cloud/${id}/roma-link/v2/-/link/instances/i-1/products/export`, 200],
  ['a refusal', 'PATCH', instances, 405],
  ['a failure', 'GET', (id: string) => `/cloud/${id}/ddm/v1/-/instances`, 502],
] as const)('C7, C8 and H4 %s carries the headers of a call', async (_what, method, path, status) => {
  const { t, cookie, id } = await connected()
  const { headers, status: got } = await t.call(path(id), { method, cookie })
  expect(got).toBe(status)
  expect(Object.fromEntries(headers)).toMatchObject({
    'cache-control': 'no-store',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox; report-uri /csp",
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': expect.stringContaining('camera=()'),
    'referrer-policy': 'no-referrer',
    'strict-transport-security': 'max-age=31536000; includeSubDomains',
    'x-content-type-options': 'nosniff',
    'x-request-id': expect.stringMatching(/./),
  })
})

it.each([
  ['without a session', {}, 401],
  ['from another site', { 'sec-fetch-site': 'cross-site' }, 403],
  ['without the header of our page', { 'x-gantry': '' }, 403],
])('S3, C1 and C2 a call %s does not reach the cloud', async (_what, headers, status) => {
  const { t, cookie, id } = await connected()
  const answer = await t.call(instances(id), { headers, ...(status === 401 ? {} : { cookie }) })
  expect(answer.status).toBe(status)
  expect(cloud.requests).toEqual([])
})

it('H5 a revealed secret is never kept', async () => {
  cloud.reply((_request, response) =>
    response.setHeader('content-type', 'application/json').end('{"users":[{"secret_key":"CANARY-1"}]}'),
  )
  const { t, cookie, id } = await connected()
  const { headers, text } = await t.call(`${instances(id)}/i-1/users`, { cookie, headers: { 'x-gantry-reveal': '1' } })
  expect([text.includes('CANARY-1'), headers.get('cache-control')]).toEqual([true, 'no-store'])
})

it.each([
  ['is signed out', 'DELETE', '/api/session', undefined],
  ['is signed out everywhere', 'DELETE', '/api/sessions', undefined],
  ['has its password changed', 'PUT', '/api/session/password', { current: PASSWORD, password: `${PASSWORD} 2` }],
] as const)('S6 a long answer ends when its session %s', async (_what, method, path, body) => {
  const piece = 'x'.repeat(1024 * 1024)
  let hungUp = false
  cloud.reply(async (_request, response) => {
    response.once('close', () => (hungUp = true))
    response.write('{"rows":"')
    while (!response.destroyed) {
      response.write(piece)
      await sleep(10)
    }
  })
  const { t, cookie, id } = await connected()
  const reader = (await t.open(instances(id), { cookie })).body?.getReader()
  if (!reader) throw new Error('no body')
  await reader.read()
  t.clock.now += 6_000
  // A session that lives on is not cut off.
  expect((await reader.read()).done).toBe(false)
  const other = (await t.signIn()).headers.getSetCookie()[0]?.split(';')[0]
  const { status } = await t.call<Session>(path, { method, body, cookie: path === '/api/sessions' ? other : cookie })
  expect(status).toBeLessThan(300)
  t.clock.now += 6_000
  await expect(
    (async () => {
      while (!(await reader.read()).done);
    })(),
  ).rejects.toThrow('signed out')
  await expect.poll(() => hungUp).toBe(true)
})

it.each([
  ['a whole answer', '{"rows":["CANARY"]}'],
  // Larger than what is held back.
  ['a long answer', `{"rows":["CANARY${'x'.repeat(5 * 1024 * 1024)}"]}`],
])('S6 %s that comes late does not go to a session that has ended', async (_what, answer) => {
  let hungUp = false
  let reply = () => undefined as void
  cloud.reply((_request, response) => {
    response.once('close', () => (hungUp = true))
    reply = () => void response.setHeader('content-type', 'application/json').end(answer)
  })
  const { t, cookie, id } = await connected()
  const ask = async (until: () => Promise<unknown>) => {
    const before = cloud.requests.length
    const asked = t.call<Problem>(instances(id), { cookie })
    await expect.poll(() => cloud.requests.length).toBe(before + 1)
    await until()
    t.clock.now += 6_000
    reply()
    return asked
  }
  // A session that lives on waits as long as the cloud does.
  expect((await ask(async () => undefined)).text).toContain('CANARY')
  hungUp = false
  const late = await ask(() => t.call('/api/session', { method: 'DELETE', cookie }))
  expect([late.status, late.json.code]).toEqual([401, 'gantry.signed_out'])
  expect(late.text).not.toContain('CANARY')
  expect(late.headers.get('cache-control')).toBe('no-store')
  await expect.poll(() => hungUp).toBe(true)
})

it('S6 a late answer goes to a session whose id has changed meanwhile, and not after that one has ended', async () => {
  let reply = () => undefined as void
  cloud.reply((_request, response) => {
    reply = () => void response.setHeader('content-type', 'application/json').end('{}')
  })
  const { t, cookie, id } = await connected()
  /** Asks with a cookie, does something while the cloud takes its time, and tells how it was answered. */
  const ask = async (asking: string, meanwhile: () => Promise<unknown>) => {
    const before = cloud.requests.length
    const asked = t.call(instances(id), { cookie: asking })
    await expect.poll(() => cloud.requests.length).toBe(before + 1)
    await meanwhile()
    // The old id ends ten seconds after it was replaced.
    t.clock.now += 20_000
    reply()
    return (await asked).status
  }
  let confirmed = ''
  const confirm = async () => {
    const body = { password: PASSWORD }
    confirmed = cookieOf(await t.call('/api/session/confirm', { method: 'POST', cookie, body }))
  }
  expect(await ask(cookie, confirm)).toBe(200)
  expect((await t.call('/api/jobs', { cookie })).status).toBe(401)
  expect(await ask(confirmed, () => t.call('/api/session', { method: 'DELETE', cookie: confirmed }))).toBe(401)
})

it('S6 a write whose session ends meanwhile is in the record, although its answer is not given', async () => {
  let reply = () => undefined as void
  cloud.reply((_request, response) => {
    reply = () => void response.writeHead(204).end()
  })
  const { t, cookie, id } = await connected()
  const asked = t.call<Problem>(`${instances(id)}/i-1`, { method: 'DELETE', cookie })
  await expect.poll(() => cloud.requests.length).toBe(1)
  await t.call('/api/session', { method: 'DELETE', cookie })
  t.clock.now += 6_000
  reply()
  expect((await asked).status).toBe(401)
  await t.audit.settled()
  const rows = await t.db.rows("SELECT user_name, status FROM audit WHERE action = 'deleteInstance' ORDER BY rowid")
  expect(rows).toEqual([
    { user_name: 'ada', status: 0 },
    { user_name: 'ada', status: 204 },
  ])
})
