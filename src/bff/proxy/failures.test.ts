import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { problemIn, replyJson, startHarness, type Harness } from './harness.ts'

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

describe('failures', () => {
  test('the cloud’s errors come with hint, field, request id and permission', async () => {
    replyJson(h.cloud, { error_code: 'DMS.00400010', error_msg: 'The instance name is invalid.' }, 400, {
      'x-request-id': 'cloud-9',
    })
    expect(await problemIn(await h.send('/rocketmq/v2/-/instances/i-1', put('{}')), 400)).toMatchObject({
      code: 'DMS.00400010',
      field: 'name',
      origin: 'cloud',
      requestId: 'cloud-9',
    })
    expect(h.audits.at(-1)).toMatchObject({ operationId: 'updateInstance', status: 400, cloudRequestId: 'cloud-9' })
    replyJson(h.cloud, { error_code: 'DMS.403', error_msg: 'no' }, 403)
    expect(await problemIn(await h.send('/rocketmq/v2/-/instances/i-1'), 403)).toMatchObject({
      permission: 'dms:instance:get',
    })
  })

  test('H7 the canonical request of a refused signature does not leave the server', async () => {
    replyJson(
      h.cloud,
      {
        error_code: 'APIGW.0301',
        error_msg:
          'Incorrect IAM authentication information: verify aksk signature fail, canonicalRequest:GET|/v2/||host:inner.example|x-security-token:CANARY||host|e3b0',
      },
      401,
    )
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
    expect(await problemIn(await h.send('/rocketmq/v2/-/instances/i-1', put('{}')), 502)).toMatchObject({
      unknownOutcome: true,
    })
    expect(h.cloud.requests).toHaveLength(1)
    h.cloud.reply(() => undefined)
    expect(await problemIn(await h.send('/rocketmq/v2/-/instances/i-1', { method: 'DELETE' }), 504)).toMatchObject({
      code: 'gantry.timeout',
      unknownOutcome: true,
    })
    expect(h.cloud.requests).toHaveLength(2)
    expect(h.audits.map(({ status }) => status)).toEqual([502, 504])
  })

  test('R2 a read is tried once more when its connection breaks', async () => {
    let times = 0
    h.cloud.reply((_request, response) => void (times++ === 0 ? response.destroy() : response.end('{"ok":1}')))
    expect(await (await h.send('/rocketmq/v2/-/instances')).json()).toEqual({ ok: 1 })
    h.cloud.reply((_request, response) => void response.destroy())
    h.cloud.requests.length = 0
    expect(await problemIn(await h.send('/rocketmq/v2/-/instances'), 502)).not.toHaveProperty('unknownOutcome')
    expect(h.cloud.requests).toHaveLength(2)
  })

  test('R1 a request for fewer requests is a 429 whatever its status, and the lane keeps quiet', async () => {
    // Its own: the quiet lane would hold back the other tests.
    const own = await startHarness()
    const body = JSON.stringify({ error_code: 'DMS.10240407', error_msg: 'Too many requests.' })
    const say = (status: number, headers: Record<string, string>) =>
      own.cloud.reply((_request, response) => void response.writeHead(status, headers).end(body))
    say(404, { 'retry-after': '120' })
    const first = await own.send('/rocketmq/v2/-/instances/i-1')
    expect(first.headers.get('retry-after')).toBe('120')
    expect(await problemIn(first, 429)).toMatchObject({ code: 'DMS.10240407', origin: 'cloud' })
    expect(await problemIn(await own.send('/rocketmq/v2/-/instances/i-2'), 429)).toMatchObject({
      code: 'gantry.throttled',
    })
    expect(own.cloud.requests).toHaveLength(1)
    say(413, { 'retry-after': '60' })
    expect((await own.send('/ddm/v1/-/instances')).status).toBe(429)
    await own.close()
  })

  test('no address for a family, and the engines of servicecomb', async () => {
    const headers = { 'x-gantry-engine': 'engine-1' }
    expect(
      await problemIn(await h.send('/servicecomb/v4/default/registry/microservices', { headers }), 502),
    ).toMatchObject({ code: 'gantry.unreachable', origin: 'gantry' })
    const bare = await startHarness({ families: ['rocketmq'] })
    expect(await problemIn(await bare.send('/ddm/v3/-/jobs'), 502)).toMatchObject({ code: 'gantry.unreachable' })
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
    h.cloud.reply(
      (_request, response) => void setTimeout(() => response.end('{"users":[{"secret_key":"CANARY"}]}'), 50),
    )
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
    const answers = await Promise.all([
      h.send('/rocketmq/v2/-/instances?limit=5'),
      h.send('/rocketmq/v2/-/instances?limit=5'),
    ])
    for (const answer of answers) expect((await answer.text()) === long).toBe(true)
  })
})
