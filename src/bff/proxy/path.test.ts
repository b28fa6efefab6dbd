import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Problem } from '~/contract/console.ts'
import { isSigned, PROJECT, replyJson, startHarness, type Harness } from './harness.ts'

let h: Harness
beforeAll(async () => {
  h = await startHarness()
})
afterAll(() => h.close())
beforeEach(() => {
  h.cloud.requests.length = 0
  h.audits.length = 0
  replyJson(h.cloud, {})
})

const topic = (name: string) => `/rocketmq/v2/-/instances/i-1/topics/${name}`
async function problem(response: Response): Promise<Problem> {
  const body: Problem = JSON.parse(await response.text())
  return body
}
/** The single path that reached the cloud. */
function sent(): string {
  expect(h.cloud.requests).toHaveLength(1)
  const [request] = h.cloud.requests
  if (!request) throw new Error('nothing was sent')
  expect(isSigned(request, 'SECRET-KEY-CANARY')).toBe(true)
  return request.url
}
async function refused(path: string, status: number, init?: RequestInit): Promise<Problem> {
  const response = await h.send(path, init)
  expect({ path, status: response.status }).toEqual({ path, status })
  expect(h.cloud.requests).toEqual([])
  return problem(response)
}

test('P1 only operations of the contract pass', async () => {
  for (const path of [
    '/rocketmq/v2/-/nothing',
    '/rocketmq',
    '/rocketmq/',
    '/nothing/v2/-/instances',
    '/rocketmq/v2/-/instances/i-1/topics/t/x',
    '/rocketmq/v1/-/instances',
    '/constructor/v2',
    '/__proto__/v2',
  ]) {
    expect(await refused(path, 404)).toMatchObject({
      code: 'gantry.not_an_operation',
      requestId: 'req-1',
      origin: 'gantry',
    })
  }
  expect((await h.send('/rocketmq/v2/-/instances')).status).toBe(200)
  const other = await h.send('/rocketmq/v2/-/instances/i-1', { method: 'PATCH' })
  expect([other.status, other.headers.get('allow')]).toEqual([405, 'GET, PUT, DELETE'])
})

test('P2 a segment is decoded once and encoded once', async () => {
  await h.send(topic('%252e%252e%252f'))
  expect(sent()).toBe(`/v2/${PROJECT}/instances/i-1/topics/%252e%252e%252f`)
  h.cloud.requests.length = 0
  await h.send(topic('%25252e'))
  expect(sent()).toBe(`/v2/${PROJECT}/instances/i-1/topics/%25252e`)
})

test('P3 dot segments are refused in any spelling', async () => {
  for (const dots of ['..', '.', '%2e%2e', '.%2e', '%2E%2E', '%2e', '..%5c', '..\\', '..%2f']) {
    expect(await refused(topic(dots), 400)).toMatchObject({ code: 'gantry.bad_parameter' })
    expect(await refused(`/rocketmq/v2/-/instances/${dots}/topics`, 400)).toMatchObject({
      code: 'gantry.bad_parameter',
    })
  }
  for (const odd of [
    `/${topic('t')}`,
    `/rocketmq//v2/-/instances`,
    `${topic('t')}/`,
    '/rocketmq/v2/-/instances/',
    '/rocketmq/V2/-/instances',
    '/RocketMQ/v2/-/instances',
  ]) {
    await refused(odd, 404)
  }
  // Dots within a name are a name.
  await h.send(topic('..;'))
  expect(sent()).toBe(`/v2/${PROJECT}/instances/i-1/topics/..%3B`)
  h.cloud.requests.length = 0
  await h.send(topic(encodeURIComponent('．．')))
  expect(sent()).toBe(`/v2/${PROJECT}/instances/i-1/topics/%EF%BC%8E%EF%BC%8E`)
})

test('P4 slashes cannot create a segment', async () => {
  for (const slash of ['a%2Fb', 'a%2fb', 'a%5Cb', 'a%5cb', 'a\\b']) await refused(topic(slash), 400)
  expect(await refused(topic('a/b'), 404)).toMatchObject({ code: 'gantry.not_an_operation' })
})

test('P5 control characters and broken UTF-8 are refused in path, query and headers', async () => {
  for (const bad of [
    '%00',
    'a%0d%0aX-Evil:1',
    '%09',
    '%7f',
    '%c2%85',
    '%e2%80%a8',
    '%c0%ae',
    '%ff',
    '%ed%a0%80',
    '%',
    '%zz',
    '%e4%b8',
  ]) {
    expect(await refused(topic(`a${bad}`), 400)).toMatchObject({ code: 'gantry.bad_parameter' })
    await refused(`/rocketmq/v2/-/instances?name=a${bad}`, 400)
  }
  await refused('/cse-engine/v2/-/enginemgr/engines', 400, { headers: { 'X-Enterprise-Project-ID': 'a\tb' } })
})

test('P6 marks of a URL inside a value are encoded', async () => {
  for (const [given, encoded] of [
    ['a%3Fb=c', 'a%3Fb%3Dc'],
    ['a%23b', 'a%23b'],
    ['a;v=1', 'a%3Bv%3D1'],
    ['x@evil', 'x%40evil'],
    ['a:b', 'a%3Ab'],
  ] as const) {
    h.cloud.requests.length = 0
    await h.send(topic(given))
    expect(sent()).toBe(`/v2/${PROJECT}/instances/i-1/topics/${encoded}`)
  }
})

test('P7 a name without end is refused', async () => {
  await refused(topic('a'.repeat(10_000)), 400)
  expect(await refused(`/rocketmq/v2/-/instances?name=${'a'.repeat(10_000)}`, 400)).toMatchObject({ field: 'name' })
})

test('P7 numbers, closed lists and lengths are the contract’s', async () => {
  for (const value of ['-1', '1e9', 'x', '1.5', '51', '٣'])
    expect(await refused(`/rocketmq/v2/-/instances?limit=${value}`, 400)).toMatchObject({ field: 'limit' })
  expect(await refused('/rocketmq/v2/-/instances?include_failure=maybe', 400)).toMatchObject({
    field: 'include_failure',
  })
  expect(await refused('/roma-link/v2/-/link/instances/i-1/products/1e3', 400)).toMatchObject({ field: 'product_id' })
  expect(
    await refused('/roma-link/v2/-/link/instances/i-1/products/export?product_ids=1&product_ids=x', 400),
  ).toMatchObject({ field: 'product_ids' })
  // A list that the cloud may extend stays open.
  expect((await h.send('/rocketmq/v2/-/instances?status=BRANDNEW&limit=50&include_failure=true')).status).toBe(200)
})

test('P8 another project is refused in path and body, ours may be named', async () => {
  const other = 'f'.repeat(32)
  expect(await refused(`/rocketmq/v2/${other}/instances`, 403)).toMatchObject({
    code: 'gantry.wrong_project',
    field: 'project_id',
  })
  expect(h.audits.at(-1)).toMatchObject({ operationId: 'listInstances', status: 403, user: 'ana', connection: 'c1' })
  const body = (value: object) => ({
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(value),
  })
  expect(await refused('/rocketmq/v2/-/instances/i-1', 403, body({ project_id: other }))).toMatchObject({
    code: 'gantry.wrong_project',
  })
  expect(await refused('/rocketmq/v2/-/instances/i-1', 400, body({ instance_id: 'i-2' }))).toMatchObject({
    code: 'gantry.bad_body',
    field: 'instance_id',
  })
  await h.send(`/rocketmq/v2/${PROJECT}/instances`)
  expect(sent()).toBe(`/v2/${PROJECT}/instances`)
})

test('P9 query names are the contract’s, each once', async () => {
  for (const query of [
    'limit=1&limit=2',
    'limit[]=1',
    '__proto__=1',
    'constructor[x]=1',
    'nothing=1',
    '=1',
    'limit=1&',
    '&',
  ]) {
    expect(await refused(`/rocketmq/v2/-/instances?${query}`, 400)).toMatchObject({ code: 'gantry.bad_parameter' })
  }
  await h.send('/roma-link/v2/-/link/instances/i-1/products/export?product_ids=2&product_ids=1')
  expect(sent()).toContain('product_ids=1&product_ids=2')
  h.cloud.requests.length = 0
  await h.send('/rocketmq/v2/-/instances?limit=1&engine=reliability&name=a+b%2Bc&status=')
  expect(sent()).toBe(`/v2/${PROJECT}/instances?engine=reliability&limit=1&name=a%20b%2Bc&status=`)
})

test('P10 what is signed is what is sent: names with percent signs, spaces, Chinese and marks', async () => {
  for (const name of [
    '%RETRY%group',
    '%DLQ%组',
    'a b',
    '订单-1',
    "it's",
    'a+b',
    'a~b*c',
    '(x)!',
    'ä&ö=1',
    '😀',
    '%2F',
    '100%',
  ]) {
    h.cloud.requests.length = 0
    const response = await h.send(`${topic(encodeURIComponent(name))}`)
    expect(response.status).toBe(200)
    expect(decodeURIComponent(sent().split('/').at(-1)!)).toBe(name)
  }
})

test('P12 the method is the operation’s; nothing overrides it', async () => {
  await h.send('/rocketmq/v2/-/instances/i-1', {
    headers: { 'X-HTTP-Method-Override': 'DELETE', 'X-Method': 'DELETE' },
  })
  expect(h.cloud.requests[0]?.method).toBe('GET')
  h.cloud.requests.length = 0
  await refused('/rocketmq/v2/-/instances/i-1?_method=DELETE', 400)
  expect((await h.send('/rocketmq/v2/-/instances/i-1', { method: 'HEAD' })).status).toBe(405)
  await refused('/rocketmq/v2/-/instances/i-1', 405, { method: 'OPTIONS' })
  expect(
    await refused('/rocketmq/v2/-/instances/i-1', 400, {
      method: 'DELETE',
      body: '{}',
      headers: { 'content-type': 'application/json' },
    }),
  ).toMatchObject({ code: 'gantry.bad_body' })
})

test('P15 spellings of one path are one operation', async () => {
  for (const path of ['/rocketmq/v2/-/instances/i-1/%74opics/t', '/rocketmq/%76%32/-/instances/i-1/topics/%74']) {
    h.cloud.requests.length = 0
    await h.send(path)
    expect(sent()).toBe(`/v2/${PROJECT}/instances/i-1/topics/t`)
  }
})

describe('an unknown connection', () => {
  test('is said so', async () => {
    h.deps.resolve = (
      (before) => (id: string) =>
        id === 'c1' ? undefined : before(id)
    )(h.deps.resolve)
    expect(await refused('/rocketmq/v2/-/instances', 404)).toMatchObject({ code: 'gantry.unknown_connection' })
  })
})
