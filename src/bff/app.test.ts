import { describe, expect, it } from 'vitest'
import type { Problem } from '~/contract/console.ts'
import { jsonAnswer } from './proxy/call.ts'
import { PASSWORD, testApp } from './testing/testApp.ts'

const calls: [method: string, path: string][] = [
  ['GET', '/api/session'],
  ['POST', '/api/session'],
  ['DELETE', '/api/session'],
  ['DELETE', '/api/sessions'],
  ['POST', '/api/setup'],
  ['POST', '/api/session/confirm'],
  ['PUT', '/api/session/password'],
  ['GET', '/api/connections'],
  ['POST', '/api/connections'],
  ['PUT', '/api/connections/x'],
  ['DELETE', '/api/connections/x'],
  ['POST', '/api/connections/x/test'],
  ['POST', '/api/connections/test'],
  ['POST', '/api/connections/projects'],
  ['PUT', '/api/connections/x/engines/y'],
  ['DELETE', '/api/connections/x/engines/y'],
  ['GET', '/api/jobs'],
  ['PUT', '/api/jobs/x'],
  ['DELETE', '/api/jobs/x'],
  ['GET', '/api/views'],
  ['PUT', '/api/views/x'],
  ['DELETE', '/api/views/x'],
  ['GET', '/api/requests'],
  ['DELETE', '/api/requests/past'],
  ['PUT', '/api/requests/past/x'],
  ['DELETE', '/api/requests/past/x'],
  ['PUT', '/api/requests/saved/x'],
  ['DELETE', '/api/requests/saved/x'],
  ['POST', '/api/runs'],
  ['DELETE', '/api/runs/x'],
  ['GET', '/cloud/x/rocketmq/v2/-/instances'],
]

describe('C1 and C2 only our own page calls', () => {
  it('has every route of the application in its list', () => {
    const routes = new Set(testApp().app.routes.map(({ path }) => path.replace(/:\w+/g, '*')))
    const listed = new Set(calls.map(([, path]) => path.replace(/(?<=\/)[xy](?=\/|$)/g, '*')))
    const ours = [...routes].filter((path) => path.startsWith('/api/') && path !== '/api/*')
    expect(ours.filter((path) => !listed.has(path))).toEqual([])
    expect(ours.length).toBeGreaterThan(15)
  })

  it.each(calls)('%s %s needs the header', async (method, path) => {
    const t = testApp()
    const cookie = await t.setUp()
    const answer = await t.call<Problem>(path, {
      method,
      cookie,
      bare: true,
      headers: { 'sec-fetch-site': 'same-origin' },
    })
    expect([answer.status, answer.json.code]).toEqual([403, 'gantry.forbidden'])
  })

  it.each<Record<string, string>>([
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': 'none' },
    { origin: 'null' },
    { origin: 'http://127.0.0.1.evil:8080' },
    { origin: 'http://127.0.0.1:9090' },
    { origin: 'https://127.0.0.1:8080' },
    { 'sec-fetch-site': 'same-origin', origin: 'https://evil.example' },
    {},
  ])('refuses %o', async (headers) => {
    const t = testApp()
    const cookie = await t.setUp()
    expect((await t.call('/api/jobs', { cookie, bare: true, headers: { 'x-gantry': '1', ...headers } })).status).toBe(
      403,
    )
  })

  it.each<Record<string, string>>([{ 'sec-fetch-site': 'same-origin' }, { origin: 'http://127.0.0.1:8080' }])(
    'serves %o',
    async (headers) => {
      const t = testApp()
      const cookie = await t.setUp()
      expect((await t.call('/api/jobs', { cookie, bare: true, headers: { 'x-gantry': '1', ...headers } })).status).toBe(
        200,
      )
    },
  )

  it('over plain HTTP with a name, where browsers say nothing on reads, the header does; writes still need the origin', async () => {
    const t = testApp({ publicUrl: 'http://gantry.example' })
    const cookie = await t.setUp()
    const headers = { 'x-gantry': '1' }
    expect((await t.call('/api/jobs', { cookie, bare: true, headers })).status).toBe(200)
    expect((await t.call('/api/session', { method: 'DELETE', cookie, bare: true, headers })).status).toBe(403)
  })
})

it('C3 no write has a second door', async () => {
  const t = testApp()
  const cookie = await t.setUp()
  for (const path of [
    '/api/setup',
    '/api/session/confirm',
    '/api/session/password',
    '/api/sessions',
    '/api/connections/test',
    '/api/connections/projects',
    '/api/connections/x/test',
  ]) {
    const answer = await t.call(path, { cookie })
    expect([path, answer.status]).toEqual([path, 405])
    expect(answer.headers.get('allow')).toBeTruthy()
  }
  expect((await t.call('/api/jobs', { method: 'PATCH', cookie, body: {} })).status).toBe(405)
})

it.each([
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'application/json; charset=utf-7',
  'application/jsonp',
  '',
])('C4 does not read %j', async (type) => {
  const t = testApp()
  const answer = await t.call<Problem>('/api/session', {
    method: 'POST',
    body: '{"name":"ada","password":"x"}',
    headers: { 'content-type': type },
  })
  expect([answer.status, answer.json.code]).toEqual([415, 'gantry.unsupported_type'])
})

it('C5 there is no CORS', async () => {
  const t = testApp()
  for (const method of ['OPTIONS', 'GET']) {
    const { headers } = await t.call('/api/session', {
      method,
      bare: true,
      headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST' },
    })
    expect([...headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([])
  }
})

it('C8 answers of the API are not kept', async () => {
  const t = testApp()
  const cookie = await t.setUp()
  for (const path of ['/api/session', '/api/jobs', '/cloud/x/y', '/api/nothing']) {
    expect((await t.call(path, { cookie })).headers.get('cache-control')).toBe('no-store')
  }
})

it.each(
  calls.filter(
    ([method, path]) => !['GET /api/session', 'POST /api/session', 'POST /api/setup'].includes(`${method} ${path}`),
  ),
)('asks for a session: %s %s', async (method, path) => {
  const t = testApp()
  const answer = await t.call<Problem>(path, { method, body: method === 'GET' || method === 'DELETE' ? undefined : {} })
  expect([answer.status, answer.json.code]).toEqual([401, 'gantry.signed_out'])
})

it('X3 refuses two session cookies', async () => {
  const t = testApp()
  const cookie = await t.setUp()
  expect((await t.call('/api/jobs', { cookie: `${cookie}; ${cookie}` })).status).toBe(400)
  expect((await t.call('/api/jobs', { cookie: `other=1; ${cookie}; x_gantry=2` })).status).toBe(200)
})

it('X2 a header with an underscore is not the dashed one', async () => {
  const t = testApp()
  expect(
    (await t.call('/api/session', { bare: true, headers: { x_gantry: '1', 'sec-fetch-site': 'same-origin' } })).status,
  ).toBe(403)
})

it('X4 the record shows the true peer unless a listed proxy speaks', async () => {
  const headers = { 'x-forwarded-for': '6.6.6.6', 'x-remote-user': 'root' }
  const open = testApp()
  await open.setUp()
  await open.signIn(PASSWORD, { headers, from: '203.0.113.9' })
  expect(await open.db.row('SELECT address, user_name FROM audit WHERE action = ?', 'session.signIn')).toEqual({
    address: '203.0.113.9',
    user_name: 'ada',
  })
  const behind = testApp({ trustedProxies: ['203.0.113.9'] })
  await behind.setUp()
  await behind.signIn(PASSWORD, { headers, from: '203.0.113.9' })
  expect(await behind.db.row('SELECT address FROM audit WHERE action = ?', 'session.signIn')).toEqual({
    address: '6.6.6.6',
  })
})

describe('bodies', () => {
  it.each([
    ['not JSON', '{"name":', 400],
    ['an array', '[]', 400],
    ['a forbidden name', '{"__proto__":{"admin":true}}', 400],
    ['too deep', `{"a":${'['.repeat(60)}${']'.repeat(60)}}`, 400],
    ['too large', `{"a":"${'x'.repeat(10_000)}"}`, 413],
  ])('refuses %s', async (_what, body, status) => {
    const t = testApp()
    expect((await t.call('/api/session', { method: 'POST', body })).status).toBe(status)
    expect(Reflect.get({}, 'admin')).toBeUndefined()
  })
})

it('L6 health tells only health, and nothing answers where scanners look', async () => {
  const t = testApp()
  expect((await t.call('/healthz', { bare: true })).json).toEqual({ status: 'ok' })
  expect((await t.call('/readyz', { bare: true })).json).toEqual({ status: 'ready' })
  for (const path of ['/metrics', '/debug', '/actuator', '/swagger', '/assets/app.js.map'])
    expect((await t.call(path, { bare: true })).status).toBe(404)
  const { headers } = await t.call('/healthz', { bare: true })
  expect(headers.get('server') ?? headers.get('x-powered-by')).toBeNull()
})

it('L1 a sign-in, a refusal and a sign-out are recorded', async () => {
  const t = testApp()
  const cookie = await t.setUp()
  await t.signIn('wrong')
  await t.call('/api/session', { method: 'DELETE', cookie })
  const rows = await t.db.rows('SELECT action, user_name, status, address FROM audit ORDER BY rowid')
  expect(rows).toEqual([
    { action: 'setup', user_name: 'ada', status: 0, address: '10.0.0.1' },
    { action: 'setup', user_name: 'ada', status: 200, address: '10.0.0.1' },
    { action: 'session.signIn', user_name: 'ada', status: 401, address: '10.0.0.1' },
    { action: 'session.signOut', user_name: 'ada', status: 204, address: '10.0.0.1' },
  ])
})

it('L1 and L3 what the proxy reports is recorded with its user and address, without secret values', async () => {
  const t = testApp({
    proxy: (deps) => async () => {
      deps.audit({
        connection: 'c-1',
        operationId: 'createTopic',
        risk: 'change',
        target: { instance_id: 'i-1', password: 'canary-1', note: 'token=canary-2' },
        status: 202,
        requestId: 'r-1',
        cloudRequestId: 'cloud-1',
        reveal: true,
        durationMs: 12.4,
      })
      return jsonAnswer({}, 200)
    },
  })
  const cookie = await t.setUp()
  await t.call('/cloud/c-1/x', { method: 'POST', cookie, body: {} })
  await t.audit.settled()
  const row = await t.db.row<{ target: string }>('SELECT * FROM audit WHERE action = ?', 'createTopic')
  expect(row).toMatchObject({
    user_name: 'ada',
    address: '10.0.0.1',
    connection: 'c-1',
    risk: 'change',
    status: 202,
    request_id: 'r-1',
    cloud_request_id: 'cloud-1',
    reveal: 1,
    duration_ms: 12,
  })
  expect(row?.target).toContain('i-1')
  expect(row?.target).not.toContain('canary')
})

it('S14 no answer sends the browser elsewhere', async () => {
  const t = testApp()
  for (const next of ['//evil', '/\\evil', 'https:evil', 'javascript:alert(1)']) {
    for (const path of ['/', '/sign-in', '/api/session']) {
      const { status, headers } = await t.call(`${path}?next=${encodeURIComponent(next)}`)
      expect([status < 300 || status >= 400, headers.get('location'), headers.get('refresh')]).toEqual([
        true,
        null,
        null,
      ])
    }
  }
})
