import { createServer, type AddressInfo, type LookupFunction, type Server, type Socket } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { makeCertificate, type Certificate } from '../../../scripts/certificate.ts'
import type { Endpoint } from '../types.ts'
import { ConnectFailure, toFailure, UpstreamFailure } from './failure.ts'
import { startRecorder, type Recorder } from './recorder.ts'
import { createTransport, readAll, type Transport } from './request.ts'

let transport: Transport
beforeEach(() => {
  transport = createTransport({ timeouts: { connect: 500, headers: 900, body: 700, total: 4000 } })
})
afterEach(() => transport.close())

const get = (endpoint: Endpoint, path = '/', signal?: AbortSignal, by = transport) =>
  by.request(endpoint, { method: 'GET', path, headers: [['host', endpoint.url.host]], body: null, signal })

async function failureOf(promise: Promise<unknown>): Promise<UpstreamFailure> {
  const error: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (!(error instanceof UpstreamFailure)) throw new Error(`expected an UpstreamFailure, got ${String(error)}`)
  return error
}

const text = async (promise: ReturnType<typeof get>) => Buffer.from(await readAll(await promise, 1e6)).toString()

/** A port without a server of ours behind it: `greet` decides what a connection gets. */
async function listening(greet: (socket: Socket) => void): Promise<{ url: URL; close: () => Promise<void> }> {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket.on('error', () => undefined))
    greet(socket)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: new URL(`https://127.0.0.1:${(server.address() as AddressInfo).port}`),
    close: async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

describe('over TLS', () => {
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
    expect(await text(get({ url: server.url, ca: good.ca, allowPrivate: true }))).toBe('{}')
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
    expect(await text(get({ url, ca: good.ca, allowPrivate: true }, '/', undefined, rebinding))).toBe('{}')
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
})

describe('hostile and broken answers', () => {
  let server: Recorder
  let endpoint: Endpoint
  beforeEach(async () => {
    server = await startRecorder()
    endpoint = { url: server.url, allowPrivate: true }
  })
  afterEach(() => server.close())

  test('O6 a redirect is an error and is not followed', async () => {
    const other = await startRecorder()
    for (const status of [301, 302, 303, 307, 308]) {
      server.reply((_request, response) => response.writeHead(status, { location: `${other.url.origin}/x` }).end())
      expect(await failureOf(get(endpoint))).toMatchObject({ kind: 'bad_answer' })
    }
    expect(other.requests).toEqual([])
    await other.close()
  })

  test('H9 compressed answers are refused, whatever they unpack to', async () => {
    server.reply((_request, response) =>
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(1e6))),
    )
    expect(await failureOf(get(endpoint))).toMatchObject({ kind: 'bad_answer' })
  })

  test('H9 an answer that drips, or does not come, ends in time', async () => {
    server.reply(() => undefined)
    expect(await failureOf(get(endpoint))).toMatchObject({ kind: 'timeout', status: 504 })
    const dripping = createTransport({ timeouts: { total: 600 } })
    server.reply((_request, response) => {
      const drip = setInterval(() => response.write(' '), 50)
      response.on('close', () => clearInterval(drip))
    })
    expect(await failureOf(text(get(endpoint, '/', undefined, dripping)))).toMatchObject({ kind: 'timeout' })
    await dripping.close()
  })

  test('H9 giving up closes the connection to the cloud', async () => {
    const stop = new AbortController()
    server.reply(() => stop.abort())
    expect(await failureOf(get(endpoint, '/', stop.signal))).toMatchObject({ kind: 'aborted' })
    await expect.poll(() => server.open(), { timeout: 1000 }).toBe(0)
  })

  test('H9 a size limit holds', async () => {
    server.reply((_request, response) => response.end(Buffer.alloc(2000)))
    expect(await failureOf(get(endpoint).then((answer) => readAll(answer, 1000)))).toMatchObject({ kind: 'bad_answer' })
  })

  test('a truncated answer is not taken as whole', async () => {
    server.reply((_request, response) => {
      response.writeHead(200, { 'content-length': '100' })
      response.write('{"a":')
      setTimeout(() => response.destroy(), 20)
    })
    expect(await failureOf(text(get(endpoint)))).toMatchObject({ kind: 'bad_answer' })
    server.reply((_request, response) => {
      response.write('{"a":')
      setTimeout(() => response.destroy(), 20)
    })
    expect(await failureOf(text(get(endpoint)))).toMatchObject({ kind: 'bad_answer' })
  })

  test('plain HTTP leaves the machine never, and only where the endpoint is ours', async () => {
    expect(await failureOf(get({ url: server.url, allowPrivate: false }))).toMatchObject({ kind: 'unreachable' })
    expect(await failureOf(get({ url: new URL('http://192.168.0.1'), allowPrivate: true }))).toMatchObject({
      kind: 'unreachable',
      sent: false,
    })
    expect(await failureOf(get({ url: new URL('http://cloud.example'), allowPrivate: true }))).toMatchObject({
      kind: 'unreachable',
      sent: false,
    })
  })

  test('P11 a path that names another host is not sent', async () => {
    for (const path of ['//evil/x', 'http://evil/x', 'x'])
      expect(await failureOf(get(endpoint, path))).toMatchObject({ sent: false })
    expect(server.requests).toEqual([])
  })
})

describe('O9 the inside cannot be mapped', () => {
  /** What the browser is told, of a read and of a write. */
  const told = (failure: UpstreamFailure) => ({
    status: failure.status,
    read: failure.toProblem('r', false),
    write: failure.toProblem('r', true),
  })
  let closed: ReturnType<typeof told>
  beforeEach(async () => {
    const free = await listening(() => undefined)
    await free.close()
    closed = told(await failureOf(get({ url: free.url, allowPrivate: true })))
  })

  test('a closed port is unreachable, and nothing more is said', () => {
    expect(closed.read).toMatchObject({ code: 'gantry.unreachable' })
    expect(closed.write).toEqual(closed.read)
    expect(JSON.stringify(closed)).not.toMatch(/127\.0\.0\.1|ECONN|unknownOutcome/)
  })

  test.each<[string, (socket: Socket) => void]>([
    ['HTTP', (socket) => socket.once('data', () => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'))],
    ['a greeting', (socket) => socket.end('220 smtp.example ESMTP\r\n')],
    ['an alert', (socket) => socket.once('data', () => socket.end(Buffer.from([21, 3, 3, 0, 2, 2, 40])))],
    ['noise', (socket) => socket.end(Buffer.alloc(2000, 0x16))],
    ['a hang-up', (socket) => socket.once('data', () => socket.destroy())],
    ['silence', () => undefined],
  ])('a port without TLS that answers with %s looks like a closed one', async (_name, greet) => {
    const server = await listening(greet)
    expect(told(await failureOf(get({ url: server.url, allowPrivate: true })))).toEqual(closed)
    await server.close()
  })

  test.each<[string, LookupFunction]>([
    [
      'does not exist',
      (name, _options, callback) => callback(Object.assign(new Error(name), { code: 'ENOTFOUND' }), []),
    ],
    ['nobody answers for', () => undefined],
    ['leads inside', (_name, _options, callback) => callback(null, [{ address: '10.0.0.1', family: 4 }])],
  ])('a name that %s looks like a closed port', async (_case, lookup) => {
    const there = createTransport({ lookup, timeouts: { connect: 300 } })
    const url = new URL('https://nowhere.example')
    expect(told(await failureOf(get({ url, allowPrivate: false }, '/', undefined, there)))).toEqual(closed)
    await there.close()
  })

  test.each(['ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'ECONNREFUSED', 'EAI_AGAIN'])(
    'a connection that ends with %s looks like a closed port',
    (code) => {
      expect(told(toFailure(new ConnectFailure(Object.assign(new Error(code), { code }))))).toEqual(closed)
    },
  )
})

describe('H8 odd answers on the wire', () => {
  let server: Server
  let endpoint: Endpoint
  let answer: (socket: Socket) => void
  const sockets = new Set<Socket>()
  beforeEach(async () => {
    server = createServer((socket) => {
      sockets.add(socket)
      socket.on('error', () => undefined).on('close', () => sockets.delete(socket))
      socket.once('data', () => answer(socket))
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    endpoint = { url: new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`), allowPrivate: true }
  })
  afterEach(async () => {
    for (const socket of sockets) socket.destroy()
    await new Promise((resolve) => server.close(resolve))
  })

  test.each([
    ['an upgrade nobody asked for', 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n'],
    ['two lengths', 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}'],
    ['length and chunks', 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n{}'],
    ['a header bomb', `HTTP/1.1 200 OK\r\nX-Bomb: ${'x'.repeat(40_000)}\r\n\r\n{}`],
    ['NUL in a header', 'HTTP/1.1 200 OK\r\nX-Nul: a\u0000b\r\nContent-Length: 2\r\n\r\n{}'],
    ['no HTTP at all', '220 smtp.example ESMTP\r\n'],
  ])('%s is an error', async (_name, wire) => {
    answer = (socket) => socket.end(wire)
    const failure = await failureOf(text(get(endpoint)))
    expect(failure.status).toBe(502)
  })

  test('an early hint is skipped', async () => {
    answer = (socket) =>
      socket.end('HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}')
    expect(await text(get(endpoint))).toBe('{}')
  })

  test('a connection that breaks before an answer is known as such', async () => {
    answer = (socket) => socket.destroy()
    expect(await failureOf(get(endpoint))).toMatchObject({ kind: 'unreachable', broken: true, sent: true })
  })
})
