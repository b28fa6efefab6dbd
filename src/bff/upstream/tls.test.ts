/** TLS, addresses and names of the way out. */
import type { LookupFunction } from 'node:net'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { makeCertificate, type Certificate } from '../../../scripts/certificate.ts'
import { failureOf, getBy, listening, quickTransport, textOf } from '../testing/outgoing.ts'
import type { Endpoint } from '../types.ts'
import { startRecorder, type Recorder } from './recorder.ts'
import { createTransport, type Transport } from './request.ts'

let transport: Transport
beforeEach(() => {
  transport = quickTransport()
})
afterEach(() => transport.close())

const get = (endpoint: Endpoint, path?: string, signal?: AbortSignal, by = transport) =>
  getBy(by, endpoint, path, signal)

let good: Certificate
let expired: Certificate
let otherName: Certificate
let server: Recorder
beforeAll(async () => {
  good = makeCertificate(['cloud.example', '127.0.0.1'])
  otherName = makeCertificate(['other.example'])
  expired = makeCertificate(['127.0.0.1'], -1)
  server = await startRecorder({ key: good.key, cert: good.cert })
})
afterAll(() => server.close())

test('O7 a private CA is trusted for the endpoint that names it, and only there', async () => {
  expect(await textOf(get({ url: server.url, ca: good.ca, allowPrivate: true }))).toBe('{}')
  const failure = await failureOf(get({ url: server.url, allowPrivate: true }))
  expect(failure).toMatchObject({ kind: 'tls', sent: false, status: 502 })
  expect(await failureOf(get({ url: server.url, ca: otherName.ca, allowPrivate: true }))).toMatchObject({
    kind: 'tls',
  })
})

test('O7 a wrong name and an expired certificate are refused', async () => {
  const wrong = await startRecorder({ key: otherName.key, cert: otherName.cert })
  const old = await startRecorder({ key: expired.key, cert: expired.cert })
  expect(await failureOf(get({ url: wrong.url, ca: otherName.ca, allowPrivate: true }))).toMatchObject({
    kind: 'tls',
  })
  expect(await failureOf(get({ url: old.url, ca: expired.ca, allowPrivate: true }))).toMatchObject({ kind: 'tls' })
  expect([...wrong.requests, ...old.requests]).toEqual([])
  await Promise.all([wrong.close(), old.close()])
})

test('O7 the environment cannot switch verification off', async () => {
  process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0'
  try {
    expect(await failureOf(get({ url: server.url, allowPrivate: true }))).toMatchObject({ kind: 'tls' })
  } finally {
    delete process.env.NODE_TLS_REJECT_UNAUTHORIZED
  }
})

test('O7 TLS below 1.2 is refused', async () => {
  const old = await startRecorder({
    key: good.key,
    cert: good.cert,
    minVersion: 'TLSv1',
    maxVersion: 'TLSv1.1',
    ciphers: 'DEFAULT@SECLEVEL=0',
  })
  expect(await failureOf(get({ url: old.url, ca: good.ca, allowPrivate: true }))).toMatchObject({ kind: 'tls' })
  await old.close()
})

test('O7 an answer in TLS 1.0 is refused', async () => {
  const hello = Buffer.from(`020000260301${'00'.repeat(32)}00c01300`, 'hex')
  const old = await listening((socket) =>
    socket.once('data', () => socket.end(Buffer.concat([Buffer.from([22, 3, 1, 0, hello.length]), hello]))),
  )
  expect(await failureOf(get({ url: old.url, allowPrivate: true }))).toMatchObject({ kind: 'tls', sent: false })
  await old.close()
})

test('O5 a name is resolved once for a connection, and the name stays in SNI and Host', async () => {
  let asked = 0
  const lookup: LookupFunction = (_name, _options, callback) =>
    callback(null, [{ address: asked++ === 0 ? '127.0.0.1' : '169.254.169.254', family: 4 }])
  const rebinding = createTransport({ lookup })
  const url = new URL(`https://cloud.example:${server.url.port}`)
  expect(await textOf(get({ url, ca: good.ca, allowPrivate: true }, '/', undefined, rebinding))).toBe('{}')
  expect(asked).toBe(1)
  expect(server.requests.at(-1)?.headers.get('host')).toBe(url.host)
  await rebinding.close()
})

test('O3 a public name that leads inside is refused before connecting', async () => {
  const before = server.opened()
  for (const address of [
    '127.0.0.1',
    '10.0.0.1',
    '169.254.169.254',
    '::ffff:127.0.0.1',
    '64:ff9b::7f00:1',
    '100.100.100.200',
  ]) {
    const inside = createTransport({
      lookup: (_name, _options, callback) => callback(null, [{ address, family: address.includes(':') ? 6 : 4 }]),
    })
    const failure = await failureOf(
      get(
        { url: new URL(`https://cloud.example:${server.url.port}`), ca: good.ca, allowPrivate: false },
        '/',
        undefined,
        inside,
      ),
    )
    expect(failure).toMatchObject({ kind: 'unreachable', sent: false })
    await inside.close()
  }
  expect(server.opened()).toBe(before)
})

test('O4 IP literals in any spelling are refused, although no resolver is asked', async () => {
  for (const host of [
    '127.0.0.1',
    '[::1]',
    '2130706433',
    '0x7f.1',
    '0177.0.0.1',
    '127.1',
    '１２７.0.0.1',
    '[::ffff:127.0.0.1]',
    '0.0.0.0',
    '169.254.169.254',
  ]) {
    const failure = await failureOf(
      get({ url: new URL(`https://${host}:${server.url.port}`), ca: good.ca, allowPrivate: false }),
    )
    expect(failure).toMatchObject({ kind: 'unreachable', sent: false })
  }
})
