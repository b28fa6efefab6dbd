import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { MASK, type Problem } from '~/contract/console.ts'
import { isSigned, PROJECT, replyJson, startHarness, type Harness } from './harness.ts'

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
const put = (body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}): RequestInit => ({ method: 'PUT', body, headers: { 'content-type': 'application/json', ...headers } })
async function problem(response: Response, status: number): Promise<Problem> {
  expect(response.status).toBe(status)
  expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8')
  const body: Problem = JSON.parse(await response.text())
  return body
}

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
    const refusal = await problem(await h.send('/rocketmq/v2/-/instances/i-1', put(body)), 400)
    expect(refusal.code).toBe('gantry.bad_body')
    expect(refusal.field).toBe(field)
    expect(h.cloud.requests).toEqual([])
    expect(Reflect.get({}, 'admin')).toBeUndefined()
  })

  test('keys that only look alike pass', async () => {
    expect((await h.send('/rocketmq/v2/-/instances/i-1', put('{"a":"a","b":{"a":[{"a":1},{"a":"\\"a\\":{"}]},"A":1}'))).status).toBe(200)
  })

  test('broken UTF-8 is refused', async () => {
    expect((await problem(await h.send('/rocketmq/v2/-/instances/i-1', put(new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]))), 400)).code).toBe('gantry.bad_body')
  })

  test('12 MB pass, one byte more does not', async () => {
    const body = (size: number) => `{"a":"${'x'.repeat(size - 8)}"}`
    expect((await h.send('/rocketmq/v2/-/instances/i-1', put(body(12 * 1024 * 1024)))).status).toBe(200)
    expect(h.cloud.requests[0]?.body.length).toBe(12 * 1024 * 1024)
    h.cloud.requests.length = 0
    expect((await problem(await h.send('/rocketmq/v2/-/instances/i-1', put(body(12 * 1024 * 1024 + 1))), 413)).code).toBe('gantry.too_large')
    expect(h.cloud.requests).toEqual([])
  })

  test('other types than the operation’s are refused', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/json; charset=utf-7', 'multipart/form-data; boundary=x', 'text/json']) {
      expect((await problem(await h.send('/rocketmq/v2/-/instances/i-1', put('{}', { 'content-type': type })), 415)).code).toBe('gantry.unsupported_type')
    }
    const form = '--x\r\nContent-Disposition: form-data; name="file"; filename="t.csv"\r\n\r\na,b\r\n--x--\r\n'
    const sent = await h.send('/roma-mqs/v2/-/mqs/instances/i-1/topics/import?mode=Merge', { method: 'POST', body: form, headers: { 'content-type': 'multipart/form-data; boundary=x' } })
    expect(sent.status).toBe(200)
    expect(h.cloud.requests[0]?.headers.get('content-type')).toBe('multipart/form-data; boundary=x')
    expect(h.cloud.requests[0]?.body.toString()).toBe(form)
  })

  test('a hidden secret cannot be saved as dots', async () => {
    const body = JSON.stringify({ access_key: 'u', secret_key: MASK })
    expect(await problem(await h.send(`${users}/u`, put(body)), 400)).toMatchObject({ code: 'gantry.bad_body', field: 'secret_key' })
  })
})

describe('variants', () => {
  const run = async (query: string, body: object) => {
    await h.send(`/rocketmq/v2/-/instances${query}`, { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } })
    return h.audits.at(-1)
  }
  test('the record names what is really done', async () => {
    expect(await run('/i-1/topics', { name: 't' })).toMatchObject({ operationId: 'createTopic', risk: 'change', target: { instance_id: 'i-1', project_id: PROJECT } })
    expect(await run('/i-1/topics?action=delete', { topics: ['t'] })).toMatchObject({ operationId: 'batchDeleteTopics', risk: 'destructive' })
    expect(await run('/i-1/topics?action=other', {})).toMatchObject({ operationId: 'createOrBatchDeleteTopics', risk: 'destructive', status: 400 })
    expect(await run('/action', { action: 'delete', instances: ['i'] })).toMatchObject({ operationId: 'batchDeleteInstancesById' })
    expect(await run('/action', { action: 'delete', all_failure: 'reliability' })).toMatchObject({ operationId: 'deleteFailedInstances' })
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

describe('headers', () => {
  test('H1 nothing of the request reaches the cloud but what the operation lists', async () => {
    const canary = 'canary-1'
    const names = ['Authorization', 'X-Auth-Token', 'X-Sdk-Date', 'X-Project-Id', 'X-Domain-Id', 'X-Security-Token', 'X-Sdk-Content-Sha256', 'Cookie', 'X-Forwarded-For', 'X-Forwarded-Host', 'TE', 'Trailer', 'Expect', 'Proxy-Authorization', 'Via', 'traceparent', 'X-Gantry', 'Origin', 'Referer', 'User-Agent', 'X-Language', 'Accept-Encoding']
    await h.send('/cse-engine/v2/-/enginemgr/engines', { headers: { ...Object.fromEntries(names.map((name) => [name, canary])), 'X-Enterprise-Project-ID': ' all ' } })
    const [request] = h.cloud.requests
    expect([...(request?.headers.values() ?? [])].join('\n')).not.toContain(canary)
    expect([...(request?.headers.keys() ?? [])].toSorted()).toEqual(['accept', 'accept-encoding', 'authorization', 'connection', 'host', 'user-agent', 'x-enterprise-project-id', 'x-project-id', 'x-sdk-date'])
    expect(request?.headers.get('x-enterprise-project-id')).toBe('all')
    expect(request?.headers.get('accept-encoding')).toBe('identity')
    expect(request && isSigned(request, 'SECRET-KEY-CANARY')).toBe(true)
  })

  test('H2 header values are printable ASCII, bounded', async () => {
    for (const value of ['é', 'a\tb', 'x'.repeat(8192)]) {
      expect(await problem(await h.send('/cse-engine/v2/-/enginemgr/engines', { headers: { 'X-Enterprise-Project-ID': value } }), 400)).toMatchObject({ field: 'X-Enterprise-Project-ID' })
    }
    expect(h.cloud.requests).toEqual([])
  })

  test('H3 of the answer only listed headers pass', async () => {
    const evil = { 'set-cookie': 'a=b', 'access-control-allow-origin': '*', 'content-security-policy': 'x', location: 'https://evil', 'x-subject-token': 'T', server: 's', refresh: '0', 'clear-site-data': '"*"', link: '</x>', 'service-worker-allowed': '/', 'strict-transport-security': 'max-age=0', 'retry-after': '7', 'x-request-id': 'cloud-1' }
    for (const status of [200, 400]) {
      replyJson(h.cloud, {}, status, evil)
      const response = await h.send('/rocketmq/v2/-/instances')
      expect([...response.headers.keys()].toSorted()).toEqual(['cache-control', 'content-type', 'retry-after', 'x-content-type-options', 'x-request-id'])
      expect(response.headers.get('cache-control')).toBe('no-store')
    }
  })

  test('H4 JSON is retyped, everything else is refused or a download', async () => {
    replyJson(h.cloud, '{"html":"<script>"}', 200, { 'content-type': 'text/html' })
    const typed = await h.send('/rocketmq/v2/-/instances')
    expect(typed.headers.get('content-type')).toBe('application/json; charset=utf-8')
    for (const page of ['<html><script>alert(1)</script></html>', '<svg/>', '{"a":', 'nothing']) {
      replyJson(h.cloud, page, 200, { 'content-type': 'text/html' })
      expect(await problem(await h.send('/rocketmq/v2/-/instances'), 502)).toMatchObject({ code: 'gantry.bad_answer' })
    }
    replyJson(h.cloud, '<script>', 200, { 'content-type': 'text/html', 'content-disposition': `inline; filename="x"; filename*=UTF-8''..%2F..%2Fa%E2%80%AEb%3Cc%3E%0D%0A.html` })
    const file = await h.send('/roma-link/v2/-/link/instances/i-1/products/export')
    expect(Object.fromEntries(file.headers)).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-disposition': `attachment; filename="abc.html"; filename*=UTF-8''abc.html`,
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
    })
    expect(await file.text()).toBe('<script>')
  })
})

describe('secrets', () => {
  const list = '{"users":[{"access_key":"u","secret_key":"CANARY-1","n":9007199254740993},{"access_key":"v","secret_key":""}],"total":2}'
  test('H5 secrets of an answer are masked before they leave, and nothing else changes', async () => {
    replyJson(h.cloud, list)
    expect(await (await h.send(users)).text()).toBe(list.replace('CANARY-1', MASK))
    expect(h.audits).toEqual([])
    replyJson(h.cloud, '{"users":[{"secret_key":"CANARY-1"')
    const cut = await h.send(users)
    expect(cut.status).toBe(502)
    expect(await cut.text()).not.toContain('CANARY')
  })

  test('H5 revealing needs a fresh sign-in, and is recorded', async () => {
    replyJson(h.cloud, list, 200, { 'x-request-id': 'cloud-7' })
    const reveal = { headers: { 'X-Gantry-Reveal': '1' } }
    expect(await problem(await h.send(users, reveal), 403)).toMatchObject({ code: 'gantry.reauth_required' })
    expect(h.cloud.requests).toEqual([])
    expect(h.audits).toMatchObject([{ operationId: 'listUsers', status: 403, reveal: true }])
    h.fresh.value = true
    const shown = await h.send(users, reveal)
    expect(await shown.text()).toBe(list)
    expect(shown.headers.get('cache-control')).toBe('no-store')
    expect(h.audits.at(-1)).toMatchObject({ operationId: 'listUsers', status: 200, reveal: true, cloudRequestId: 'cloud-7', user: 'ana' })
    expect(JSON.stringify(h.audits)).not.toContain('CANARY')
  })

  test('H6 operations that issue tokens are not there', async () => {
    for (const [path, method] of [
      ['/cse-engine/v2/-/enginemgr/engines/e/tokens', 'POST'],
      ['/servicecomb/v4/token', 'POST'],
    ] as const) {
      expect((await h.send(path, { method, body: '{}', headers: { 'content-type': 'application/json' } })).status).toBe(404)
    }
    expect(h.cloud.requests).toEqual([])
  })

  test('an error that repeats what was typed does not show it', async () => {
    replyJson(h.cloud, { error_code: 'DMS.1', error_msg: 'secret_key hunter22 is too weak; SECRET-KEY-CANARY' }, 400)
    const refusal = await problem(await h.send(users, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"access_key":"u","secret_key":"hunter22"}' }), 400)
    expect(refusal.message).toBe('secret_key … is too weak; …')
  })
})

describe('failures', () => {
  test('the cloud’s errors come with hint, field, request id and permission', async () => {
    replyJson(h.cloud, { error_code: 'DMS.00400010', error_msg: 'The instance name is invalid.' }, 400, { 'x-request-id': 'cloud-9' })
    expect(await problem(await h.send('/rocketmq/v2/-/instances/i-1', put('{}')), 400)).toMatchObject({ code: 'DMS.00400010', field: 'name', origin: 'cloud', requestId: 'cloud-9' })
    expect(h.audits.at(-1)).toMatchObject({ operationId: 'updateInstance', status: 400, cloudRequestId: 'cloud-9' })
    replyJson(h.cloud, { error_code: 'DMS.403', error_msg: 'no' }, 403)
    expect(await problem(await h.send('/rocketmq/v2/-/instances/i-1'), 403)).toMatchObject({ permission: 'dms:instance:get' })
  })

  test('H7 the canonical request of a refused signature does not leave the server', async () => {
    replyJson(h.cloud, { error_code: 'APIGW.0301', error_msg: 'Incorrect IAM authentication information: verify aksk signature fail, canonicalRequest:GET|/v2/||host:inner.example|x-security-token:CANARY||host|e3b0' }, 401)
    const refusal = await h.send('/rocketmq/v2/-/instances')
    const text = await refusal.text()
    expect(text).toContain('gantry.credentials_refused')
    expect(text).not.toMatch(/CANARY|inner\.example|canonical/)
    expect(h.logs.join('\n')).toContain('inner.example')
    expect(h.logs.join('\n')).not.toMatch(/CANARY/)
    replyJson(h.cloud, {})
    expect((await h.send('/rocketmq/v2/-/instances')).status).toBe(200)
  })

  test('R2 a write whose answer is lost is sent once, and its outcome is said to be unknown', async () => {
    h.cloud.reply((_request, response) => void response.destroy())
    expect(await problem(await h.send('/rocketmq/v2/-/instances/i-1', put('{}')), 502)).toMatchObject({ unknownOutcome: true })
    expect(h.cloud.requests).toHaveLength(1)
    h.cloud.reply(() => undefined)
    expect(await problem(await h.send('/rocketmq/v2/-/instances/i-1', { method: 'DELETE' }), 504)).toMatchObject({ code: 'gantry.timeout', unknownOutcome: true })
    expect(h.cloud.requests).toHaveLength(2)
    expect(h.audits.map(({ status }) => status)).toEqual([502, 504])
  })

  test('R2 a read is tried once more when its connection breaks', async () => {
    let times = 0
    h.cloud.reply((_request, response) => void (times++ === 0 ? response.destroy() : response.end('{"ok":1}')))
    expect(await (await h.send('/rocketmq/v2/-/instances')).json()).toEqual({ ok: 1 })
    h.cloud.reply((_request, response) => void response.destroy())
    h.cloud.requests.length = 0
    expect(await problem(await h.send('/rocketmq/v2/-/instances'), 502)).not.toHaveProperty('unknownOutcome')
    expect(h.cloud.requests).toHaveLength(2)
  })

  test('no address for a family, and the engines of servicecomb', async () => {
    expect(await problem(await h.send('/servicecomb/v4/default/registry/microservices'), 502)).toMatchObject({ code: 'gantry.unreachable', origin: 'gantry' })
    const bare = await startHarness({ families: ['rocketmq'] })
    expect(await problem(await bare.send('/ddm/v3/-/jobs'), 502)).toMatchObject({ code: 'gantry.unreachable' })
    await bare.close()
  })

  test('204 has no body, and an empty 200 is an empty 200', async () => {
    h.cloud.reply((_request, response) => response.writeHead(204).end())
    const gone = await h.send('/rocketmq/v2/-/instances/i-1', { method: 'DELETE' })
    expect([gone.status, await gone.text()]).toEqual([204, ''])
    h.cloud.reply((_request, response) => response.end())
    const empty = await h.send('/rocketmq/v2/-/instances/i-1')
    expect([empty.status, await empty.text()]).toEqual([200, ''])
  })
})

describe('reads in flight', () => {
  test('R4 identical reads are one call; different ones are not', async () => {
    h.cloud.reply((_request, response) => void setTimeout(() => response.end('{"a":1}'), 50))
    const answers = await Promise.all(Array.from({ length: 50 }, () => h.send('/rocketmq/v2/-/instances?limit=1')))
    expect(new Set(await Promise.all(answers.map((answer) => answer.text())))).toEqual(new Set(['{"a":1}']))
    expect(h.cloud.requests).toHaveLength(1)
    await Promise.all([h.send('/rocketmq/v2/-/instances?limit=2'), h.send('/rocketmq/v2/-/instances?limit=3')])
    expect(h.cloud.requests).toHaveLength(3)
  })

  test('a revealed answer is never handed to one who did not reveal', async () => {
    h.fresh.value = true
    h.cloud.reply((_request, response) => void setTimeout(() => response.end('{"users":[{"secret_key":"CANARY"}]}'), 50))
    const [shown, hidden] = await Promise.all([h.send(users, { headers: { 'X-Gantry-Reveal': '1' } }), h.send(users)])
    expect(await shown?.text()).toContain('CANARY')
    expect(await hidden?.text()).not.toContain('CANARY')
  })

  test('H9 a read is given up when everyone has left, not before', async () => {
    h.cloud.reply(() => undefined)
    const one = new AbortController()
    const two = new AbortController()
    const first = h.send('/rocketmq/v2/-/instances?limit=4', { signal: one.signal })
    const second = h.send('/rocketmq/v2/-/instances?limit=4', { signal: two.signal })
    await expect.poll(() => h.cloud.requests.length).toBe(1)
    const open = h.cloud.open()
    one.abort()
    await first
    expect(h.cloud.open()).toBe(open)
    two.abort()
    await second
    await expect.poll(() => h.cloud.open(), { timeout: 1000 }).toBeLessThan(open)
  })

  test('long answers are streamed, each asker gets a whole one', async () => {
    const long = JSON.stringify({ rows: 'x'.repeat(6 * 1024 * 1024) })
    replyJson(h.cloud, long)
    const answers = await Promise.all([h.send('/rocketmq/v2/-/instances?limit=5'), h.send('/rocketmq/v2/-/instances?limit=5')])
    for (const answer of answers) expect((await answer.text()) === long).toBe(true)
  })
})
