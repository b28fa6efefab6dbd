import { createHash } from 'node:crypto'
import { inspect } from 'node:util'
import { AKSKSigner } from '@huaweicloud/huaweicloud-sdk-core/auth/AKSKSigner'
import { DerivedAKSKSigner } from '@huaweicloud/huaweicloud-sdk-core/auth/DerivedAKSKSigner'
import { BasicCredentials } from '@huaweicloud/huaweicloud-sdk-core/auth/BasicCredentials'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonicalPath, canonicalQuery, encodeValue, queryOf, wirePath } from './canonical.ts'
import { sdkDate, secretKeyOf, sign } from './sign.ts'

const secret = 'MFyfvK41ba2giqM7Uio6PznpdUKGpownRZlmVmHc'
const key = { ak: 'QTWAOYTTINDUT2QVKYUC', sk: secretKeyOf(secret) }
const now = Date.UTC(2019, 10, 15, 3, 36, 55)

test('the check value of the public signing guide', () => {
  const url =
    'https://service.region.example.com/v1/77b6a44cba5143ab91d13ab9a8ff44fd/vpcs?limit=2&marker=13551d6b-755d-4757-b956-536f674975c0'
  const signed = sign({ method: 'GET', url, headers: [['Content-Type', 'application/json']], body: null }, key, { now })
  expect(createHash('sha256').update(signed.canonicalRequest).digest('hex')).toBe(
    'b25362e603ee30f4f25e7858e8a7160fd36e803bb2dfe206278659d71a9bcd7a',
  )
  expect(signed.headers.get('authorization')).toBe(
    'SDK-HMAC-SHA256 Access=QTWAOYTTINDUT2QVKYUC, SignedHeaders=content-type;host;x-sdk-date, ' +
      'Signature=7be6668032f70418fcc22abc52071e57aff61b84a1d2381bb430d6870f4f6ebe',
  )
})

/** The rules on which the vendor's SDKs agree: plain ASCII path values, one value per query name, trimmed ASCII headers, a JSON object. */
const segment = fc.stringMatching(/^[A-Za-z0-9._~-]{1,20}$/).filter((s) => s !== '.' && s !== '..')
const request = fc.record({
  method: fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'PATCH'),
  host: fc.domain(),
  port: fc.option(fc.integer({ min: 1024, max: 65535 })),
  segments: fc.array(segment, { minLength: 1, maxLength: 8 }),
  slash: fc.boolean(),
  query: fc.dictionary(
    fc.stringMatching(/^[a-z_]{1,10}$/).filter((name) => name !== '__proto__'),
    fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 20 }),
      fc.array(fc.stringMatching(/^[ -~]{0,10}$/), { minLength: 1, maxLength: 4 }),
    ),
    { maxKeys: 6 },
  ),
  language: fc.option(fc.stringMatching(/^[!-~]([ -~]{0,20}[!-~])?$/)),
  project: fc.option(fc.stringMatching(/^[0-9a-f]{32}$/)),
  token: fc.option(fc.stringMatching(/^[A-Za-z0-9+/=]{1,200}$/)),
  body: fc.option(
    fc.dictionary(fc.string({ maxLength: 8 }), fc.jsonValue({ maxDepth: 2 }), { minKeys: 1, maxKeys: 4 }),
  ),
  time: fc.integer({ min: Date.UTC(2015, 0), max: Date.UTC(2040, 0) }),
  ak: fc.stringMatching(/^[A-Z0-9]{20}$/),
  sk: fc.stringMatching(/^[A-Za-z0-9]{40}$/),
})

type Sample = typeof request extends fc.Arbitrary<infer T> ? T : never

function ours(sample: Sample, derived?: { regionId: string; service: string }) {
  const pairs = Object.entries(sample.query).flatMap(([name, value]) =>
    [value].flat().map((v): [string, string] => [name, v]),
  )
  const host = sample.port === null ? sample.host : `${sample.host}:${sample.port}`
  const path = `/${sample.segments.join('/')}${sample.slash ? '/' : ''}`
  const headers: [string, string][] = [['content-type', 'application/json']]
  if (sample.language !== null) headers.push(['X-Language', sample.language])
  return sign(
    {
      method: sample.method,
      url: `https://${host}${path}${pairs.length > 0 ? `?${queryOf(pairs)}` : ''}`,
      headers,
      body: sample.body === null ? null : Buffer.from(JSON.stringify(sample.body)),
    },
    {
      ak: sample.ak,
      sk: secretKeyOf(sample.sk),
      projectId: sample.project ?? undefined,
      securityToken: sample.token ?? undefined,
    },
    { now: sample.time, derived },
  ).headers.get('authorization')
}

function theirs(sample: Sample, derived?: { regionId: string; service: string }): unknown {
  const host = sample.port === null ? sample.host : `${sample.host}:${sample.port}`
  const credentials = new BasicCredentials().withAk(sample.ak).withSk(sample.sk)
  const input = {
    method: sample.method,
    endpoint: `https://${host}/${sample.segments.join('/')}${sample.slash ? '/' : ''}`,
    queryParams: structuredClone(sample.query),
    headers: {
      'content-type': 'application/json',
      'X-Sdk-Date': sdkDate(sample.time),
      ...(sample.language === null ? {} : { 'X-Language': sample.language }),
      ...(sample.project === null ? {} : { 'X-Project-Id': sample.project }),
      ...(sample.token === null ? {} : { 'X-Security-Token': sample.token }),
    },
    data: sample.body ?? undefined,
  }
  if (!derived) return Reflect.get(AKSKSigner.sign(input, credentials), 'Authorization')
  credentials.regionId = derived.regionId
  credentials.derivedAuthServiceName = derived.service
  return Reflect.get(DerivedAKSKSigner.sign(input, credentials), 'Authorization')
}

describe('against the signer of the vendor', () => {
  test('SDK-HMAC-SHA256 agrees', () => {
    fc.assert(
      fc.property(request, (sample) => {
        expect(ours(sample)).toBe(theirs(sample))
      }),
      { numRuns: 600 },
    )
  })
  test('V11-HMAC-SHA256 agrees', () => {
    const derived = { regionId: 'cn-north-4', service: 'iotda' }
    fc.assert(
      fc.property(request, (sample) => {
        expect(ours(sample, derived)).toBe(theirs(sample, derived))
      }),
      { numRuns: 200 },
    )
  })
})

describe('P10 what is signed is what is sent', () => {
  const value = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }).filter((s) => s.isWellFormed())

  test('re-canonicalising a path that was sent changes nothing', () => {
    fc.assert(
      fc.property(
        fc.array(
          value.filter((s) => !s.includes('/')),
          { minLength: 1, maxLength: 6 },
        ),
        (values) => {
          const sent = `/${values.map(encodeValue).join('/')}`
          expect(wirePath(sent)).toBe(sent)
          expect(canonicalPath(sent)).toBe(`${sent}/`)
        },
      ),
      { numRuns: 500 },
    )
  })

  test('re-canonicalising a query that was sent changes nothing', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(
            value,
            fc.string({ unit: 'grapheme' }).filter((s) => s.isWellFormed()),
          ),
          { maxLength: 6 },
        ),
        (pairs) => {
          const sent = queryOf(pairs)
          expect(canonicalQuery(sent)).toBe(sent)
        },
      ),
      { numRuns: 500 },
    )
  })

  test('names with percent signs, spaces, Chinese and marks have one spelling', () => {
    expect(encodeValue('%RETRY%group')).toBe('%25RETRY%25group')
    expect(encodeValue("a b+c*d~e!'()订单")).toBe('a%20b%2Bc%2Ad~e%21%27%28%29%E8%AE%A2%E5%8D%95')
    expect(canonicalQuery('b=2&a=1&b=1&c&d=')).toBe('a=1&b=1&b=2&c=&d=')
    expect(canonicalQuery('a=1+1')).toBe('a=1%2B1')
    // By byte: U+FF01 before U+1F600, although its UTF-16 unit is greater than the surrogate.
    expect(
      queryOf([
        ['😀', ''],
        ['！', ''],
      ]),
    ).toBe('%EF%BC%81=&%F0%9F%98%80=')
    expect(() => encodeValue('\ud800')).toThrow(URIError)
  })

  test('any signed byte changes the signature, an unsigned header does not', () => {
    const base = {
      method: 'POST',
      url: 'https://dms.example.com/v2/p/instances?limit=1',
      headers: [['x-language', 'en-us']] as [string, string][],
      body: Buffer.from('{}'),
    }
    const signature = (change: Partial<typeof base>, by = key) =>
      sign({ ...base, ...change }, by, { now }).headers.get('authorization')
    const original = signature({})
    const changed = [
      signature({ method: 'PUT' }),
      signature({ url: 'https://dms.example.com/v2/p/instancet?limit=1' }),
      signature({ url: 'https://dms.example.com/v2/p/instances?limit=2' }),
      signature({ url: 'https://dms.example.org/v2/p/instances?limit=1' }),
      signature({ headers: [['x-language', 'zh-cn']] }),
      signature({ body: Buffer.from('{ }') }),
      signature({}, { ...key, sk: secretKeyOf(`${secret}x`) }),
    ]
    expect(new Set([original, ...changed]).size).toBe(changed.length + 1)
    expect(
      signature({
        headers: [
          ...base.headers,
          ['User-Agent', 'x'],
          ['X-Forwarded-For', '1.2.3.4'],
          ['traceparent', '00'],
          ['x_engine', '1'],
        ],
      }),
    ).toBe(original)
  })

  test('the host is signed as it stands on the wire', () => {
    const host = (url: string) =>
      sign({ method: 'GET', url, headers: [], body: null }, key, { now }).headers.get('host')
    expect(host('https://DMS.Example.com:443/')).toBe('dms.example.com')
    expect(host('https://dms.example.com:8443/')).toBe('dms.example.com:8443')
    expect(host('http://127.0.0.1:80/')).toBe('127.0.0.1')
    expect(host('https://[2407:C080::1]:30110/')).toBe('[2407:c080::1]:30110')
  })

  test('an unsigned payload says so', () => {
    const signed = sign({ method: 'POST', url: 'https://a.example/', headers: [], body: 'UNSIGNED' }, key, { now })
    expect(signed.headers.get('x-sdk-content-sha256')).toBe('UNSIGNED-PAYLOAD')
    expect(signed.canonicalRequest.endsWith('\nUNSIGNED-PAYLOAD')).toBe(true)
  })
})

test('a secret key does not print itself', () => {
  expect(`${inspect(key, { depth: 9, showHidden: true })} ${JSON.stringify(key)}`).not.toContain(secret)
})
