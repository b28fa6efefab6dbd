import { expect, it } from 'vitest'
import type { Problem } from '~/contract/console.ts'
import type { KeptRequests, PastRequest, SavedRequest } from '~/contract/requests.ts'
import { userStore } from './store/users.ts'
import { cookieOf, PASSWORD, testApp } from './testing/testApp.ts'

const call: PastRequest = {
  id: 'p-1',
  family: 'rocketmq',
  operationId: 'createUser',
  args: { instance_id: 'i-1', body: { access_key: 'explorer', permissions: [] } },
  at: '2026-01-15T09:00:00.000Z',
  connection: 'c-1',
  status: 200,
  ms: 12,
  requestId: 'r-1',
}
const saved: SavedRequest = {
  id: 's-1',
  name: '我们的集群',
  family: 'rocketmq',
  operationId: 'listInstances',
  args: { limit: 7 },
  at: '2026-01-15T09:00:00.000Z',
}

async function signedIn() {
  const t = testApp()
  const cookie = await t.setUp()
  return {
    t,
    cookie,
    keep: (list: 'past' | 'saved', body: Record<string, unknown> & { id: string }, id = body.id, as = cookie) =>
      t.call<Problem>(`/api/requests/${list}/${id}`, { method: 'PUT', body, cookie: as }),
    all: async (as = cookie) => (await t.call<KeptRequests>('/api/requests', { cookie: as })).json,
    remove: (path: string, as = cookie) => t.call(`/api/requests/${path}`, { method: 'DELETE', cookie: as }),
  }
}

it('keeps calls and saved requests, the newest first, cut down to their own fields', async () => {
  const { keep, all, remove } = await signedIn()
  expect(await all()).toEqual({ past: [], saved: [] })
  expect((await keep('past', { ...call, extra: 'x' })).status).toBe(204)
  await keep('past', { ...call, id: 'p-2', status: 0, requestId: '', code: 'gantry.timeout' })
  await keep('past', { ...call, id: 'p-3' })
  expect((await keep('saved', { ...saved, extra: 'x' })).status).toBe(204)
  const second = { ...call, id: 'p-2', status: 0, requestId: '', code: 'gantry.timeout' }
  expect(await all()).toEqual({ past: [{ ...call, id: 'p-3' }, second, call], saved: [saved] })
  expect((await remove('past/p-1,p-3')).status).toBe(204)
  expect((await all()).past).toEqual([second])
  expect((await remove('saved/s-1')).status).toBe(204)
  expect((await remove('past')).status).toBe(204)
  expect(await all()).toEqual({ past: [], saved: [] })
})

it('shows each user their own, and nothing to the signed out', async () => {
  const { t, keep, all, remove } = await signedIn()
  const hash = (await t.db.row<{ password: string }>('SELECT password FROM users'))?.password ?? ''
  await t.db.run(
    'INSERT INTO users (id, name, name_key, password, created_at, updated_at) VALUES (?, ?, ?, ?, 0, 0)',
    'u-2',
    'bob',
    'bob',
    hash,
  )
  expect(await userStore(t.db).byName('bob')).toBeDefined()
  const bob = cookieOf(await t.call('/api/session', { method: 'POST', body: { name: 'bob', password: PASSWORD } }))
  await keep('past', { ...call })
  await keep('saved', { ...saved })
  expect(await all(bob)).toEqual({ past: [], saved: [] })
  await keep('saved', { ...saved, args: { limit: 1 } }, 's-1', bob)
  for (const path of ['past', 'past/p-1', 'saved/s-1']) await remove(path, bob)
  expect(await all()).toEqual({ past: [call], saved: [saved] })

  for (const [method, path] of [
    ['GET', ''],
    ['PUT', '/past/p-1'],
    ['PUT', '/saved/s-1'],
    ['DELETE', '/past'],
    ['DELETE', '/saved/s-1'],
  ] as const) {
    const body = method === 'PUT' ? call : undefined
    expect((await t.call(`/api/requests${path}`, { method, body })).status).toBe(401)
  }
})

it('takes changes from its own page only', async () => {
  const { t, cookie } = await signedIn()
  const bare = { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' }
  const put = (headers: Record<string, string>) =>
    t.call('/api/requests/past/p-1', { method: 'PUT', body: call, cookie, bare: true, headers })
  expect((await put(bare)).status).toBe(403)
  expect((await put({ ...bare, 'x-gantry': '1', 'sec-fetch-site': 'cross-site' })).status).toBe(403)
  expect((await put({ ...bare, 'x-gantry': '1' })).status).toBe(204)
})

it('drops secrets again, wherever a browser left them, and writes none to store or log', async () => {
  const { t, keep, all } = await signedIn()
  const secret = { access_key: 'a', secret_key: 'CANARY-1' }
  await keep('past', { ...call, args: { instance_id: 'i', body: secret } })
  await keep('past', { ...call, id: 'p-2', args: { instance_id: 'i', body: [secret] } })
  const token = { operationId: 'createToken', family: 'servicecomb' }
  await keep('past', {
    ...call,
    ...token,
    id: 'p-3',
    args: { '@engine': 'e-1', body: { name: 'a', password: 'CANARY-2' } },
  })
  await keep('saved', { ...saved, operationId: 'createUser', family: 'rocketmq', args: { body: secret } })
  const kept = await all()
  expect(kept.past.map(({ args }) => args)).toEqual([
    { '@engine': 'e-1', body: { name: 'a' } },
    { instance_id: 'i', body: [{ access_key: 'a' }] },
    { instance_id: 'i', body: { access_key: 'a' } },
  ])
  expect(kept.saved[0]?.args).toEqual({ body: { access_key: 'a' } })
  const rows = await t.db.rows('SELECT data FROM past_requests UNION ALL SELECT data FROM saved_requests')
  expect(JSON.stringify([rows, t.lines])).not.toContain('CANARY')
})

it('refuses what is no argument of the operation: a credential has no place there', async () => {
  const { t, keep, all } = await signedIn()
  for (const name of ['Authorization', 'X-Auth-Token', 'password', 'x-gantry-engine', '@engine', 'topic']) {
    const { status, json, text } = await keep('past', { ...call, args: { ...call.args, [name]: 'CANARY' } })
    expect([status, json.field]).toEqual([400, `args.${name}`])
    expect(text).not.toContain('CANARY')
  }
  expect((await all()).past).toEqual([])
  expect(t.lines.join('')).not.toContain('CANARY')
})

it.each([
  ['id', { id: 'other' }],
  ['family', { family: 'iam' }],
  ['operationId', { operationId: 'none' }],
  ['operationId', { family: 'ddm' }],
  ['args', { args: undefined }],
  ['args', { args: { instance_id: 'x'.repeat(8000) } }],
  ['args', { args: [] }],
  ['args.instance_id', { args: { instance_id: { a: 1 } } }],
  ['args.body', { args: { body: '{"secret_key":"x"}' } }],
  ['args.body', { args: { body: null } }],
  ['args.body', { operationId: 'listInstances', args: { body: {} } }],
  ['at', { at: 'yesterday' }],
  ['connection', { connection: '' }],
  ['status', { status: '200' }],
  ['status', { status: 600 }],
  ['ms', { ms: -1 }],
  ['requestId', { requestId: 'x'.repeat(129) }],
  ['code', { code: 7 }],
])('names the wrong field %s of a call', async (field, change) => {
  const { keep } = await signedIn()
  const { status, json } = await keep('past', { ...call, ...change }, 'p-1')
  expect([status, json.field]).toEqual([400, field])
})

it.each([
  ['name', { name: ' ' }],
  ['name', { name: 'x'.repeat(121) }],
  ['operationId', { operationId: '' }],
])('names the wrong field %s of a saved request', async (field, change) => {
  const { keep } = await signedIn()
  const { status, json } = await keep('saved', { ...saved, ...change })
  expect([status, json.field]).toEqual([400, field])
})

it('refuses ids that are none, and bodies that are too large', async () => {
  const { t, cookie, remove } = await signedIn()
  expect((await remove('past/a%20b')).status).toBe(400)
  expect((await remove(`past/${Array.from({ length: 101 }, (_, n) => n).join()}`)).status).toBe(400)
  const put = (path: string, body: string) => t.call(`/api/requests/${path}`, { method: 'PUT', body, cookie })
  expect((await put('past/p-1', `{"a":"${'x'.repeat(140_000)}"}`)).status).toBe(413)
  expect((await put('saved/s-1', `{"a":"${'x'.repeat(1_300_000)}"}`)).status).toBe(413)
  expect((await put('past/p-1', '[]')).status).toBe(400)
})

it('keeps the newest hundred calls, within their room, and a call without a body that is too large', async () => {
  const { keep, all } = await signedIn()
  for (let n = 0; n < 120; n += 1) await keep('past', { ...call, id: `p-${n}` })
  const ids = (await all()).past.map(({ id }) => id)
  expect([ids.length, ids[0], ids.at(-1)]).toEqual([100, 'p-119', 'p-20'])
  // Sent twice it is still one, in its place.
  await keep('past', { ...call, id: 'p-110' })
  expect((await all()).past.map(({ id }) => id)).toEqual(ids)

  for (let n = 0; n < 40; n += 1)
    await keep('past', { ...call, id: `l-${n}`, args: { body: { n: 'x'.repeat(15_000) } } })
  expect(JSON.stringify((await all()).past).length).toBeLessThan(401_000)
  expect((await all()).past.length).toBeGreaterThan(20)

  await keep('past', { ...call, id: 'cut', args: { instance_id: 'i', body: { n: 'x'.repeat(16_000) } } })
  expect((await all()).past[0]).toMatchObject({ id: 'cut', args: { instance_id: 'i' }, isCut: true })
  expect((await all()).past[0]?.args).not.toHaveProperty('body')
})

it('a saved request takes the place of the one with its name, also where there is no room for another', async () => {
  const { keep, all } = await signedIn()
  for (let n = 0; n < 100; n += 1)
    expect((await keep('saved', { ...saved, id: `s-${n}`, name: `${n}` })).status).toBe(204)
  expect((await keep('saved', { ...saved, id: 'more', name: 'more' })).status).toBe(413)
  expect((await keep('saved', { ...saved, id: 'again', name: ' 7 ', args: { limit: 8 } })).status).toBe(204)
  const { saved: kept } = await all()
  expect(kept).toHaveLength(100)
  expect(kept[0]).toMatchObject({ id: 'again', name: '7', args: { limit: 8 } })
  expect(kept.filter(({ name }) => name === '7')).toHaveLength(1)
})

it('refuses a saved request for which there is no room', async () => {
  const { keep, all } = await signedIn()
  const large = { ...saved, family: 'rocketmq', operationId: 'createUser', args: { body: { n: 'x'.repeat(250_000) } } }
  expect((await keep('saved', large)).status).toBe(204)
  const { status, json } = await keep('saved', { ...large, id: 's-2', name: 'other' })
  expect([status, json.code]).toEqual([413, 'gantry.too_large'])
  expect((await keep('saved', { ...large, id: 's-2' })).status).toBe(204)
  expect((await all()).saved.map(({ id }) => id)).toEqual(['s-2'])
})

it('gives numbers back as they came', async () => {
  const { t, cookie } = await signedIn()
  const text = JSON.stringify(call).replace('"permissions":[]', '"n":[9007199254740993,1.10,1e400]')
  await t.call('/api/requests/past/p-1', { method: 'PUT', body: text, cookie })
  const kept = (await t.call('/api/requests', { cookie })).text
  expect(kept).toContain('[9007199254740993,1.10,1e400]')
})
