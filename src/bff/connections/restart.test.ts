/** K9: what the cloud refused before a restart is not tried again after it. */
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type { Problem } from '~/contract/console.ts'
import { createProxy } from '../proxy/proxy.ts'
import { cookieOf, DRAFT, testApp } from '../testing/testApp.ts'
import type { Database } from '../store/database.ts'
import { createCloudCalls } from '../upstream/cloudCalls.ts'
import { startRecorder, type Recorder } from '../upstream/recorder.ts'

let cloud: Recorder
beforeAll(async () => {
  cloud = await startRecorder()
})
beforeEach(() => {
  refuse()
})
afterAll(() => cloud.close())

const say = (status: number, body: object) =>
  cloud.reply((_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  })
const refuse = () => say(401, { error_code: 'APIGW.0301', error_msg: 'verify aksk signature fail' })
const accept = () => say(200, { projects: [] })

/** An application with the real way to the cloud. */
function start(db?: Database) {
  let calls: ReturnType<typeof createCloudCalls> | undefined
  return testApp({
    db,
    privateEndpoints: [cloud.url.host],
    proxy(deps) {
      calls = createCloudCalls(deps)
      return createProxy(deps)
    },
    cloud: { test: async (target) => (await calls?.test(target)) ?? { ok: false, checks: [] } },
  })
}

/** A connection that the cloud has refused, in a server that has just started. */
async function restarted() {
  const before = start()
  const { origin } = cloud.url
  const endpoints = { iam: origin, rocketmq: origin, ddm: origin, cse: origin, roma: origin }
  const first = await before.setUp()
  const { id } = await before.connect(first, { endpoints })
  const read = (t: typeof before, cookie: string) => t.call<Problem>(`/cloud/${id}/rocketmq/v2/-/instances`, { cookie })
  const stateIn = async (t: typeof before) =>
    (await t.db.row<{ state: string }>('SELECT state FROM connections WHERE id = ?', id))?.state
  for (let i = 0; i < 3; i += 1) await read(before, first)
  await expect.poll(() => stateIn(before)).toBe('refused')

  const t = start(before.db)
  const cookie = cookieOf(await t.signIn())
  cloud.requests.length = 0
  const send = (method: string, path: string, body?: unknown) =>
    t.call(`/api/connections${path}`, { method, body, cookie })
  return { id, endpoints, send, read: () => read(t, cookie), state: () => stateIn(t) }
}

it('K9 a connection that was refused is not tried again after a restart', async () => {
  const { read } = await restarted()
  accept()
  for (let i = 0; i < 3; i += 1) {
    const { status, json } = await read()
    expect([status, json.code]).toEqual([401, 'gantry.credentials_refused'])
  }
  expect(cloud.requests).toEqual([])
})

it('K9 a test that is refused leaves it stopped, one that passes lets it go', async () => {
  const { id, send, read, state } = await restarted()
  await send('POST', `/${id}/test`)
  const tested = cloud.requests.length
  expect(tested).toBe(1)
  expect((await read()).status).toBe(401)
  expect(cloud.requests).toHaveLength(tested)

  accept()
  await send('POST', `/${id}/test`)
  expect((await read()).status).toBe(200)
  expect(await state()).toBe('ok')
  // From here on the count is what it always is: one refusal alone stops nothing.
  refuse()
  expect((await read()).status).toBe(401)
  accept()
  expect((await read()).status).toBe(200)
})

it('K9 other credentials are tried, another name is no reason to', async () => {
  const { id, endpoints, send, read } = await restarted()
  accept()
  const { credential, ...rest } = { ...DRAFT, endpoints }
  await send('PUT', `/${id}`, { ...rest, name: 'Payments' })
  expect((await read()).status).toBe(401)
  expect(cloud.requests).toEqual([])
  await send('PUT', `/${id}`, { ...rest, credential: { ...credential, secretKey: 'ANOTHER-SECRET-KEY' } })
  expect((await read()).status).toBe(200)
})

it('K9 a test that fails, although the cloud has accepted the credentials, lets it go', async () => {
  const { id, send, read, state } = await restarted()
  say(404, { error_code: 'DMS.00404022', error_msg: 'There is no such project.' })
  const { json } = await send('POST', `/${id}/test`)
  expect(json).toMatchObject({ ok: false })
  await expect.poll(state).toBe('ok')
  accept()
  expect((await read()).status).toBe(200)
})
