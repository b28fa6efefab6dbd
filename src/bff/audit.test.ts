/** L1, L2: what is about to be done is written down first; what cannot be written down is not done. */
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type { Connection, ConnectionTest, Problem } from '~/contract/console.ts'
import { createProxy } from './proxy/proxy.ts'
import { DRAFT, testApp } from './testing/testApp.ts'
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
  const { id } = await t.connect(cookie, { endpoints: { rocketmq: cloud.url.origin } })
  const instance = `/cloud/${id}/rocketmq/v2/-/instances/i-1`
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

/** The acts on connections, each with the rows that it leaves. */
async function acting(result: ConnectionTest = { ok: true, checks: [] }) {
  const calls: string[] = []
  const t = testApp({
    cloud: {
      test: async () => {
        calls.push('test')
        return result
      },
      projects: async () => {
        calls.push('projects')
        return []
      },
    },
  })
  const cookie = await t.setUp()
  const send = (method: string, path: string, body?: unknown) =>
    t.call<Connection & Problem>(`/api/connections${path}`, { method, body, cookie })
  const { id } = await t.connect(cookie)
  const since = async (rowid: number) =>
    t.db.rows<{ status: number; connection: string | null; target: string; request_id: string }>(
      'SELECT action, user_name, status, connection, target, request_id FROM audit WHERE rowid > ? ORDER BY rowid',
      rowid,
    )
  const rows = async () => (await t.db.row<{ last: number }>('SELECT max(rowid) AS last FROM audit'))?.last ?? 0
  return { t, send, id, calls, since, rows }
}

it.each<[action: string, method: string, path: string, body: unknown, status: number]>([
  ['connection.create', 'POST', '', DRAFT, 201],
  ['connection.update', 'PUT', '/{id}', { ...DRAFT, name: 'Payments' }, 200],
  ['connection.test', 'POST', '/{id}/test', undefined, 200],
  ['connection.testDraft', 'POST', '/test', DRAFT, 200],
  ['connection.projects', 'POST', '/projects', DRAFT, 200],
  ['connection.delete', 'DELETE', '/{id}', undefined, 204],
])('L2 %s is written down before it is done and after it', async (action, method, path, body, status) => {
  const { t, send, id, since, rows } = await acting()
  const before = await rows()
  expect((await send(method, path.replace('{id}', id), body)).status).toBe(status)
  const [intent, end, ...more] = await since(before)
  expect([intent, end, more]).toMatchObject([
    { action, user_name: 'ada', status: 0 },
    { action, user_name: 'ada', status },
    [],
  ])
  expect(intent?.request_id).toBe(end?.request_id)
  const stored = await t.db.rows<{ id: string }>('SELECT id FROM connections')
  if (action === 'connection.create') expect(stored.map((row) => row.id)).toContain(end?.connection)
  else if (path.includes('{id}')) expect([intent?.connection, end?.connection]).toEqual([id, id])
})

it('L2 without a record no connection is made, changed, tested, asked for projects or deleted, and nobody signs in', async () => {
  const { t, send, id, calls } = await acting()
  const stored = () => t.db.rows('SELECT * FROM connections')
  const before = await stored()
  await t.db.run("CREATE TRIGGER full BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'disk full'); END")
  for (const [method, path, body] of [
    ['POST', '', DRAFT],
    ['PUT', `/${id}`, { ...DRAFT, name: 'Payments' }],
    ['POST', `/${id}/test`],
    ['POST', '/test', DRAFT],
    ['POST', '/projects', DRAFT],
    ['DELETE', `/${id}`],
  ] as const) {
    const { status, json } = await send(method, path, body)
    expect([method, path, status, json.code]).toEqual([method, path, 503, 'gantry.audit_unavailable'])
  }
  expect(await stored()).toEqual(before)
  expect(calls).toEqual([])
  expect((await send('GET', '')).status).toBe(200)
  const { status, json } = await t.signIn()
  expect([status, json.code]).toEqual([503, 'gantry.audit_unavailable'])
  expect((await t.signIn('wrong')).status).toBe(401)
})

it('L2 a session can be ended although that cannot be recorded', async () => {
  const t = testApp()
  const cookie = await t.setUp()
  await t.db.run("CREATE TRIGGER full BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'disk full'); END")
  expect((await t.call('/api/session', { method: 'DELETE', cookie })).status).toBe(204)
  expect((await t.call('/api/connections', { cookie })).status).toBe(401)
  expect(t.lines.join()).toContain('audit.failed')
})

it('L2 the end of a change that the store refuses to write leaves the change done', async () => {
  const { t, send, id } = await acting()
  await t.db.run(
    "CREATE TRIGGER full BEFORE INSERT ON audit WHEN NEW.status <> 0 BEGIN SELECT RAISE(ABORT, 'disk full'); END",
  )
  expect((await send('DELETE', `/${id}`)).status).toBe(204)
  expect(t.lines.join()).toContain('audit.failed')
})

it('L1 what failed is recorded as failed, although the answer that says so is a good one', async () => {
  const problem = { code: 'gantry.tls', message: '', requestId: '', origin: 'gantry' } as const
  const result: ConnectionTest = {
    ok: false,
    checks: [
      { endpoint: 'iam', url: 'https://iam.example', ok: true },
      { endpoint: 'ddm', url: 'https://ddm.example', ok: false, problem },
    ],
  }
  const { send, id, since, rows } = await acting(result)
  const ended = async (path: string, body?: unknown) => {
    const before = await rows()
    expect((await send('POST', path, body)).status).toBe(200)
    const [, end] = await since(before)
    return [end?.status, (JSON.parse(end?.target ?? '{}') as Record<string, string>).failed]
  }
  expect(await ended(`/${id}/test`)).toEqual([502, 'ddm gantry.tls'])
  expect(await ended('/test', DRAFT)).toEqual([502, 'ddm gantry.tls'])
  // One service of several is not the connection, but the record has it.
  result.ok = true
  expect(await ended(`/${id}/test`)).toEqual([200, 'ddm gantry.tls'])

  const before = await rows()
  expect((await send('DELETE', '/unknown')).status).toBe(404)
  expect((await since(before)).map(({ status }) => status)).toEqual([0, 404])
})
