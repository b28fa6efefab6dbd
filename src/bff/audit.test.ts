/** L2: what is about to be done is written down first; what cannot be written down is not done. */
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type { Connection, Problem } from '~/contract/console.ts'
import { createProxy } from './proxy/proxy.ts'
import { testApp } from './testing/testApp.ts'
import { startRecorder, type Recorder } from './upstream/recorder.ts'

let cloud: Recorder
beforeAll(async () => {
  cloud = await startRecorder()
})
beforeEach(() => {
  cloud.requests.length = 0
  cloud.reply((_request, response) => response.writeHead(204).end())
})
afterAll(() => cloud.close())

async function connected() {
  const t = testApp({
    privateEndpoints: [cloud.url.host],
    proxy: createProxy,
  })
  const cookie = await t.setUp()
  const { json } = await t.call<Connection>('/api/connections', {
    method: 'POST',
    cookie,
    body: {
      name: 'Orders',
      region: 'cn-north-4',
      projectId: 'p1',
      endpoints: { rocketmq: cloud.url.origin },
      credential: { kind: 'aksk', accessKey: 'AKTEST', secretKey: 'SECRET-KEY-CANARY' },
    },
  })
  const instance = `/cloud/${json.id}/rocketmq/v2/-/instances/i-1`
  return {
    t,
    cookie,
    read: () => t.call(instance, { cookie }),
    write: () => t.call<Problem>(instance, { method: 'DELETE', cookie }),
  }
}

it('L2 a write leaves its intent before the call and its end after it, under one request id', async () => {
  const { t, write } = await connected()
  let before: unknown
  const rows = () =>
    t.db.rows<{ status: number; request_id: string }>(
      "SELECT action, status, risk, user_name, request_id FROM audit WHERE action = 'deleteInstance' ORDER BY rowid",
    )
  cloud.reply((_request, response) => {
    void rows().then((seen) => {
      before = seen
      response.writeHead(204).end()
    })
  })
  expect((await write()).status).toBe(204)
  await t.audit.settled()
  const all = await rows()
  expect(all).toMatchObject([
    { status: 0, risk: 'destructive', user_name: 'ada' },
    { status: 204, risk: 'destructive', user_name: 'ada' },
  ])
  expect(before).toEqual(all.slice(0, 1))
  expect(all[0]?.request_id).toBe(all[1]?.request_id)
})

it('L2 when the record cannot be written, writes are refused with 503 and reads go on', async () => {
  const { t, read, write } = await connected()
  await t.db.run("CREATE TRIGGER full BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'disk full'); END")
  const refused = await write()
  expect([refused.status, refused.json.code]).toEqual([503, 'gantry.audit_unavailable'])
  expect(refused.json.unknownOutcome).toBeUndefined()
  expect(cloud.requests).toEqual([])
  cloud.reply((_request, response) => response.setHeader('content-type', 'application/json').end('{}'))
  expect((await read()).status).toBe(200)
  await t.audit.settled()
})
