import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { MASK } from '~/contract/console.ts'
import { isSigned, PROJECT, problemIn, replyJson, startHarness, type Harness } from './harness.ts'

let h: Harness
beforeAll(async () => {
  h = await startHarness()
})
afterAll(() => h.close())
beforeEach(() => {
  h.cloud.requests.length = 0
  h.audits.length = 0
  h.fresh.value = false
  replyJson(h.cloud, {})
})

const users = '/rocketmq/v2/-/instances/i-1/users'
const put = (body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}): RequestInit => ({
  method: 'PUT',
  body,
  headers: { 'content-type': 'application/json', ...headers },
})

describe('P13 the body', () => {
  test('goes out as the identical bytes, big numbers and spacing included, and is signed so', async () => {
    const body = '{ "name": "订单",\n "n":9007199254740993, "p": 1.10, "e":1E3 }'
    expect((await h.send('/rocketmq/v2/-/instances/i-1', put(body))).status).toBe(200)
    const [request] = h.cloud.requests
    expect(request?.body.toString()).toBe(body)
    expect(request && isSigned(request, 'SECRET-KEY-CANARY')).toBe(true)
    expect(request?.headers.get('content-type')).toBe('application/json')
  })

  test.each([
    ['a field twice', '{"a":1,"a":2}', 'a'],
    ['a field twice in another spelling', '{"a":{"b":1,"\\u0062":2}}', 'b'],
    ['__proto__', '{"__proto__":{"admin":true}}', '__proto__'],
    ['__proto__ in a list, escaped', '[{"__pr\\u006fto__":{}}]', '__proto__'],
    ['deep nesting', '['.repeat(10_000) + ']'.repeat(10_000), undefined],
    ['a bare value', '"text"', undefined],
    ['half a document', '{"a":', undefined],
    ['a byte order mark', '\ufeff{}', undefined],
  ])('%s is refused', async (_name, body, field) => {
    const refusal = await problemIn(await h.send('/rocketmq/v2/-/instances/i-1', put(body)), 400)
    expect(refusal.code).toBe('gantry.bad_body')
    expect(refusal.field).toBe(field)
    expect(h.cloud.requests).toEqual([])
    expect(Reflect.get({}, 'admin')).toBeUndefined()
  })

  test('keys that only look alike pass', async () => {
    expect(
      (await h.send('/rocketmq/v2/-/instances/i-1', put('{"a":"a","b":{"a":[{"a":1},{"a":"\\"a\\":{"}]},"A":1}')))
        .status,
    ).toBe(200)
  })

  test('broken UTF-8 is refused', async () => {
    expect(
      (
        await problemIn(
          await h.send('/rocketmq/v2/-/instances/i-1', put(new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]))),
          400,
        )
      ).code,
    ).toBe('gantry.bad_body')
  })

  test('12 MB pass, one byte more does not', async () => {
    const body = (size: number) => `{"a":"${'x'.repeat(size - 8)}"}`
    expect((await h.send('/rocketmq/v2/-/instances/i-1', put(body(12 * 1024 * 1024)))).status).toBe(200)
    expect(h.cloud.requests[0]?.body.length).toBe(12 * 1024 * 1024)
    h.cloud.requests.length = 0
    expect(
      (await problemIn(await h.send('/rocketmq/v2/-/instances/i-1', put(body(12 * 1024 * 1024 + 1))), 413)).code,
    ).toBe('gantry.too_large')
    expect(h.cloud.requests).toEqual([])
  })

  test('other types than the operation’s are refused', async () => {
    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'application/json; charset=utf-7',
      'multipart/form-data; boundary=x',
      'text/json',
    ]) {
      expect(
        (await problemIn(await h.send('/rocketmq/v2/-/instances/i-1', put('{}', { 'content-type': type })), 415)).code,
      ).toBe('gantry.unsupported_type')
    }
    const form = '--x\r\nContent-Disposition: form-data; name="file"; filename="t.csv"\r\n\r\na,b\r\n--x--\r\n'
    const sent = await h.send('/roma-mqs/v2/-/mqs/instances/i-1/topics/import?mode=Merge', {
      method: 'POST',
      body: form,
      headers: { 'content-type': 'multipart/form-data; boundary=x' },
    })
    expect(sent.status).toBe(200)
    expect(h.cloud.requests[0]?.headers.get('content-type')).toBe('multipart/form-data; boundary=x')
    expect(h.cloud.requests[0]?.body.toString()).toBe(form)
  })

  test('a hidden secret cannot be saved as dots', async () => {
    const body = JSON.stringify({ access_key: 'u', secret_key: MASK })
    expect(await problemIn(await h.send(`${users}/u`, put(body)), 400)).toMatchObject({
      code: 'gantry.bad_body',
      field: 'secret_key',
    })
  })
})

describe('variants', () => {
  const run = async (query: string, body: object) => {
    await h.send(`/rocketmq/v2/-/instances${query}`, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json' },
    })
    return h.audits.at(-1)
  }
  test('the record names what is really done', async () => {
    expect(await run('/i-1/topics', { name: 't' })).toMatchObject({
      operationId: 'createTopic',
      risk: 'change',
      target: { instance_id: 'i-1', project_id: PROJECT },
    })
    expect(await run('/i-1/topics?action=delete', { topics: ['t'] })).toMatchObject({
      operationId: 'batchDeleteTopics',
      risk: 'destructive',
    })
    expect(await run('/i-1/topics?action=other', {})).toMatchObject({
      operationId: 'createOrBatchDeleteTopics',
      risk: 'destructive',
      status: 400,
    })
    expect(await run('/action', { action: 'delete', instances: ['i'] })).toMatchObject({
      operationId: 'batchDeleteInstancesById',
    })
    expect(await run('/action', { action: 'delete', all_failure: 'reliability' })).toMatchObject({
      operationId: 'deleteFailedInstances',
    })
  })
  test('the newer of two paths is not taken for the older one', async () => {
    await h.send('/rocketmq/v2/-/rocketmq/instances/i-1/groups/g/accesspolicy')
    await h.send('/rocketmq/v2/reliability/-/instances/i-1/groups/g/accesspolicy')
    expect(h.cloud.requests.map(({ url }) => url)).toEqual([
      `/v2/${PROJECT}/rocketmq/instances/i-1/groups/g/accesspolicy`,
      `/v2/reliability/${PROJECT}/instances/i-1/groups/g/accesspolicy`,
    ])
  })
})
