import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { MASK } from '~/contract/console.ts'
import { isSigned, problemIn, replyJson, startHarness, type Harness } from './harness.ts'

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

describe('headers', () => {
  test('H1 nothing of the request reaches the cloud but what the operation lists', async () => {
    const canary = 'canary-1'
    const names = [
      'Authorization',
      'X-Auth-Token',
      'X-Sdk-Date',
      'X-Project-Id',
      'X-Domain-Id',
      'X-Security-Token',
      'X-Sdk-Content-Sha256',
      'Cookie',
      'X-Forwarded-For',
      'X-Forwarded-Host',
      'TE',
      'Trailer',
      'Expect',
      'Proxy-Authorization',
      'Via',
      'traceparent',
      'X-Gantry',
      'Origin',
      'Referer',
      'User-Agent',
      'X-Language',
      'Accept-Encoding',
    ]
    await h.send('/cse-engine/v2/-/enginemgr/engines', {
      headers: { ...Object.fromEntries(names.map((name) => [name, canary])), 'X-Enterprise-Project-ID': ' all ' },
    })
    const [request] = h.cloud.requests
    expect([...(request?.headers.values() ?? [])].join('\n')).not.toContain(canary)
    expect([...(request?.headers.keys() ?? [])].toSorted()).toEqual([
      'accept',
      'accept-encoding',
      'authorization',
      'connection',
      'host',
      'user-agent',
      'x-enterprise-project-id',
      'x-project-id',
      'x-sdk-date',
    ])
    expect(request?.headers.get('x-enterprise-project-id')).toBe('all')
    expect(request?.headers.get('accept-encoding')).toBe('identity')
    expect(request && isSigned(request, 'SECRET-KEY-CANARY')).toBe(true)
  })

  test('H2 header values are printable ASCII, bounded', async () => {
    for (const value of ['é', 'a\tb', 'x'.repeat(8192)]) {
      expect(
        await problemIn(
          await h.send('/cse-engine/v2/-/enginemgr/engines', { headers: { 'X-Enterprise-Project-ID': value } }),
          400,
        ),
      ).toMatchObject({ field: 'X-Enterprise-Project-ID' })
    }
    expect(h.cloud.requests).toEqual([])
  })

  test('H3 of the answer only listed headers pass', async () => {
    const evil = {
      'set-cookie': 'a=b',
      'access-control-allow-origin': '*',
      'content-security-policy': 'x',
      location: 'https://evil',
      'x-subject-token': 'T',
      server: 's',
      refresh: '0',
      'clear-site-data': '"*"',
      link: '</x>',
      'service-worker-allowed': '/',
      'strict-transport-security': 'max-age=0',
      'retry-after': '7',
      'x-request-id': 'cloud-1',
    }
    for (const status of [200, 400]) {
      replyJson(h.cloud, {}, status, evil)
      const response = await h.send('/rocketmq/v2/-/instances')
      expect([...response.headers.keys()].toSorted()).toEqual(['content-type', 'retry-after', 'x-request-id'])
    }
  })

  test('H4 JSON is retyped, everything else is refused or a download', async () => {
    replyJson(h.cloud, '{"html":"<script>"}', 200, { 'content-type': 'text/html' })
    const typed = await h.send('/rocketmq/v2/-/instances')
    expect(typed.headers.get('content-type')).toBe('application/json; charset=utf-8')
    for (const page of ['<html><script>alert(1)</script></html>', '<svg/>', '{"a":', 'nothing']) {
      replyJson(h.cloud, page, 200, { 'content-type': 'text/html' })
      expect(await problemIn(await h.send('/rocketmq/v2/-/instances'), 502)).toMatchObject({
        code: 'gantry.bad_answer',
      })
    }
    replyJson(h.cloud, '<script>', 200, {
      'content-type': 'text/html',
      'content-disposition': `inline; filename="x"; filename*=UTF-8''..%2F..%2Fa%E2%80%AEb%3Cc%3E%0D%0A.html`,
    })
    const file = await h.send('/roma-link/v2/-/link/instances/i-1/products/export')
    expect(Object.fromEntries(file.headers)).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-disposition': `attachment; filename="abc.html"; filename*=UTF-8''abc.html`,
    })
    expect(await file.text()).toBe('<script>')
  })
})

describe('secrets', () => {
  const list =
    '{"users":[{"access_key":"u","secret_key":"CANARY-1","n":9007199254740993},{"access_key":"v","secret_key":""}],"total":2}'
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
    expect(await problemIn(await h.send(users, reveal), 403)).toMatchObject({ code: 'gantry.reauth_required' })
    expect(h.cloud.requests).toEqual([])
    expect(h.audits).toMatchObject([{ operationId: 'listUsers', status: 403, reveal: true }])
    h.fresh.value = true
    const shown = await h.send(users, reveal)
    expect(await shown.text()).toBe(list)
    expect(h.audits.at(-1)).toMatchObject({
      operationId: 'listUsers',
      status: 200,
      reveal: true,
      cloudRequestId: 'cloud-7',
      user: 'ana',
    })
    expect(JSON.stringify(h.audits)).not.toContain('CANARY')
  })

  test('an error that repeats what was typed does not show it', async () => {
    replyJson(h.cloud, { error_code: 'DMS.1', error_msg: 'secret_key hunter22 is too weak; SECRET-KEY-CANARY' }, 400)
    const refusal = await problemIn(
      await h.send(users, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{"access_key":"u","secret_key":"hunter22"}',
      }),
      400,
    )
    expect(refusal.message).toBe('secret_key … is too weak; …')
  })
})
