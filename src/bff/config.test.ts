import { execFileSync } from 'node:child_process'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { decodeKey, readConfig, StartError, takeConfig } from './config.ts'

describe('readConfig', () => {
  it('has defaults that start on a laptop', () => {
    const config = readConfig({})
    expect(config).toMatchObject({
      host: '127.0.0.1',
      port: 8080,
      dataDir: './data',
      idleMs: 1_800_000,
      sessionMs: 43_200_000,
      simulatedCloud: true,
      logLevel: 'info',
    })
  })

  it.each([
    ['PORT', '80801'],
    ['PORT', '-1'],
    ['PORT', '8080x'],
    ['SESSION_IDLE_MINUTES', '0'],
    ['SESSION_HOURS', '1e3'],
    ['SIMULATED_CLOUD', 'yes'],
    ['LOG_LEVEL', 'verbose'],
    ['ALLOW_PRIVATE_ENDPOINTS', 'host/path'],
    ['ALLOW_PRIVATE_ENDPOINTS', 'user@host'],
    ['TRUSTED_PROXIES', 'proxy.example'],
    ['PUBLIC_URL', 'https://gantry.example/base'],
    ['PUBLIC_URL', 'gantry.example'],
    ['PUBLIC_URL', 'https://u:p@gantry.example'],
  ])('says at the value what is wrong: %s=%s', (name, value) => {
    expect(() => readConfig({ [name]: value })).toThrow(StartError)
    expect(() => readConfig({ [name]: value })).toThrow(name)
  })

  it('D3 refuses plain HTTP beyond this machine without an explicit switch', () => {
    expect(() => readConfig({ HOST: '0.0.0.0' })).toThrow('PUBLIC_URL')
    expect(() => readConfig({ HOST: '0.0.0.0', PUBLIC_URL: 'http://gantry.example' })).toThrow('ALLOW_INSECURE_HTTP')
    expect(() => readConfig({ PUBLIC_URL: 'http://gantry.example' })).toThrow('ALLOW_INSECURE_HTTP')
    expect(readConfig({ HOST: '0.0.0.0', PUBLIC_URL: 'http://gantry.example', ALLOW_INSECURE_HTTP: '1' }).host).toBe(
      '0.0.0.0',
    )
    expect(readConfig({ HOST: '0.0.0.0', PUBLIC_URL: 'https://gantry.example' }).publicUrl?.host).toBe('gantry.example')
    expect(readConfig({ HOST: '::1', PUBLIC_URL: 'http://localhost:9000' }).host).toBe('::1')
  })

  it('O7 does not start with certificate checks switched off', () => {
    expect(() => readConfig({ NODE_TLS_REJECT_UNAUTHORIZED: '0' })).toThrow('NODE_TLS_REJECT_UNAUTHORIZED')
    expect(() => readConfig({ NODE_TLS_REJECT_UNAUTHORIZED: '1' })).not.toThrow()
  })

  it('K1 does not repeat a malformed key in its message', () => {
    const almost = `${'A'.repeat(43)}=x`
    expect(() => readConfig({ GANTRY_KEY: almost })).toThrow('GANTRY_KEY')
    try {
      readConfig({ GANTRY_KEY: almost })
    } catch (error) {
      expect(String(error)).not.toContain('AAAA')
    }
  })

  it('reads keys as base64, base64url and hex', () => {
    const bytes = Uint8Array.from({ length: 32 }, (_, i) => 255 - i)
    for (const encoding of ['base64', 'base64url', 'hex'] as const) {
      expect(decodeKey(Buffer.from(bytes).toString(encoding))).toEqual(bytes)
    }
    expect(decodeKey(Buffer.from(bytes.subarray(1)).toString('base64'))).toBeUndefined()
  })
})

describe('K1 the key leaves the environment', () => {
  afterEach(() => delete process.env.GANTRY_KEY)
  const childSees = () =>
    execFileSync(process.execPath, ['-p', 'process.env.GANTRY_KEY'], { encoding: 'utf8', env: process.env }).trim()

  it('before anything else starts: neither this process nor a child shows it', () => {
    process.env.GANTRY_KEY = Buffer.alloc(32, 7).toString('hex')
    expect(childSees()).toBe(process.env.GANTRY_KEY)
    expect(takeConfig(process.env).key).toEqual(new Uint8Array(32).fill(7))
    expect(process.env).not.toHaveProperty('GANTRY_KEY')
    expect(childSees()).toBe('undefined')
    expect(JSON.stringify(process.report.getReport())).not.toContain('0707070707')
  })

  it('also when the server does not start', () => {
    const env = { GANTRY_KEY: 'not a key' }
    expect(() => takeConfig(env)).toThrow(StartError)
    expect(env).toEqual({})
  })

  it('is read nowhere else in the server', () => {
    const reads = globSync('**/*.ts', { cwd: import.meta.dirname }).flatMap((file) =>
      file.endsWith('.test.ts')
        ? []
        : [...readFileSync(join(import.meta.dirname, file), 'utf8').matchAll(/.*\bprocess\.env\b.*/g)].map(
            ([line]) => `${file}: ${line.trim()}`,
          ),
    )
    expect(reads).toEqual(['main.ts: const config = takeConfig(process.env)'])
  })
})
