import { describe, expect, it } from 'vitest'
import type { Problem } from '~/contract/console.ts'
import type { CloudProxy } from './proxy/call.ts'
import { testApp } from './testing/testApp.ts'

describe('C6 and C7 headers on every answer', () => {
  const fails = (): CloudProxy => () => Promise.reject(new Error('SELECT secret FROM /var/lib/inner.host'))

  /** Of pages and files. */
  const page = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "object-src 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'report-uri /csp',
  ].join('; ')
  /** Of data: nothing of it runs, should a browser take it for a page. */
  const data = "default-src 'none'; frame-ancestors 'none'; sandbox; report-uri /csp"

  it.each([
    ['/', 404, page],
    ['/deep/link', 404, page],
    ['/healthz', 200, page],
    ['/api/nothing', 401, data],
    ['/api/session', 200, data],
    ['/cloud/x/y', 500, data],
  ])('%s (%d)', async (path, status, policy) => {
    const t = testApp({ publicUrl: 'https://gantry.example', proxy: fails })
    const cookie = path.startsWith('/cloud') ? await t.setUp() : undefined
    const { headers, status: got } = await t.call(path, { cookie })
    expect(got).toBe(status)
    expect(headers.get('content-security-policy')).toBe(policy)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('referrer-policy')).toBe('no-referrer')
    expect(headers.get('strict-transport-security')).toBe('max-age=31536000; includeSubDomains')
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin')
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin')
    expect(headers.get('permissions-policy')).toContain('camera=()')
    expect(headers.get('x-request-id')).toBeTruthy()
  })

  it('L5 an unforeseen fault tells nothing of the inside', async () => {
    const t = testApp({ proxy: fails })
    const cookie = await t.setUp()
    const answer = await t.call<Problem>('/cloud/x/y', { cookie })
    expect(answer.json).toMatchObject({ code: 'gantry.internal', origin: 'gantry' })
    expect(answer.text).not.toMatch(/SELECT|inner\.host|at .*\.ts/)
    expect(answer.json.requestId).toBe(answer.headers.get('x-request-id'))
    expect(t.lines.some((line) => line.includes(answer.json.requestId) && line.includes('inner.host'))).toBe(true)
  })
})

describe('C6 reports of the content security policy', () => {
  it('takes small ones, refuses large ones, and does not flood the log', async () => {
    const t = testApp()
    const send = (body: string) =>
      t.call('/csp', { method: 'POST', body, bare: true, headers: { 'content-type': 'application/csp-report' } })
    const report = JSON.stringify({
      'csp-report': { 'effective-directive': 'script-src', 'blocked-uri': 'https://evil.example/x?token=abcdefgh' },
    })
    expect((await send(report)).status).toBe(204)
    expect(t.lines.join('')).toContain('https://evil.example/x')
    expect(t.lines.join('')).not.toContain('abcdefgh')
    expect((await send('x'.repeat(1_000_000))).status).toBe(413)
    const statuses = []
    for (let i = 0; i < 100; i += 1) statuses.push((await send(report)).status)
    expect(statuses.filter((status) => status === 429).length).toBeGreaterThan(60)
    expect(t.lines.filter((line) => line.includes('csp.report')).length).toBeLessThanOrEqual(30)
  })
})
