import { describe, expect, it } from 'vitest'
import { createLog, createScrubber } from './log.ts'

function capture() {
  const lines: string[] = []
  const scrubber = createScrubber()
  const log = createLog({ level: 'info', scrubber, now: () => 0, write: (line) => lines.push(line) })
  return { lines, scrubber, log }
}

describe('L3 no secret in the log', () => {
  it.each([
    'password',
    'secretKey',
    'secret_key',
    'access_key',
    'securityToken',
    'Authorization',
    'cookie',
    'app_secret',
    'private_key',
    'user_password',
    'sign_secret',
  ])('blanks the field %s', (name) => {
    const { lines, log } = capture()
    log.info('x', { outer: [{ [name]: 'canary-value' }] })
    expect(lines[0]).not.toContain('canary-value')
  })

  it('blanks known values wherever they stand, also encoded, in errors and their causes', () => {
    const { lines, scrubber, log } = capture()
    const secret = 'SK-canary/secret+1'
    scrubber.add(secret)
    const error = new Error(`signing with ${secret} failed`, {
      cause: new Error(Buffer.from(secret).toString('base64')),
    })
    log.error('x', { error, text: `hex ${Buffer.from(secret).toString('hex')}`, url: new URL(`http://h/?q=${secret}`) })
    expect(lines[0]).not.toContain(secret)
    expect(lines[0]).not.toContain(Buffer.from(secret).toString('base64'))
    expect(lines[0]).not.toContain(Buffer.from(secret).toString('hex'))
  })

  it.each([
    'SDK-HMAC-SHA256 Access=AKCANARY, SignedHeaders=host, Signature=canary0123',
    'Authorization: Bearer canary.canary.canary',
    '{"password":"canary-pass"}',
    'http://h/setup#token=canary-token',
    '-----BEGIN RSA PRIVATE KEY-----\ncanary\n-----END RSA PRIVATE KEY-----',
  ])('blanks what looks like a secret: %s', (text) => {
    const { lines, log } = capture()
    log.warn('x', { text })
    expect(lines[0]?.toLowerCase()).not.toContain('canary')
  })

  it('writes one line per event whatever a name holds', () => {
    const { lines, log } = capture()
    log.info('x', { user: 'eve\r\n{"level":"info","event":"fake"}\u001b[2J\u2028\u0085' })
    expect(lines).toHaveLength(1)
    for (const character of ['\n', '\r', '\u001b', '\u2028', '\u0085'])
      expect(lines[0]?.trimEnd()).not.toContain(character)
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ event: 'x', level: 'info' })
  })

  it('leaves ordinary fields alone', () => {
    const { lines, log } = capture()
    log.info('x', { path: '/cloud/c/rocketmq/v2/-/instances', status: 200, reveal: true })
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      path: '/cloud/c/rocketmq/v2/-/instances',
      status: 200,
      reveal: true,
    })
  })

  it('keeps below its level quiet', () => {
    const { lines, log } = capture()
    log.debug('x')
    expect(lines).toEqual([])
  })
})
