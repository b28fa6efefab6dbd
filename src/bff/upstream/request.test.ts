import { createServer, type AddressInfo, type LookupFunction, type Server, type Socket } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { failureOf, getBy, listening, quickTransport, textOf } from '../testing/outgoing.ts'
import type { Endpoint } from '../types.ts'
import { ConnectFailure, toFailure, type UpstreamFailure } from './failure.ts'
import { startRecorder, type Recorder } from './recorder.ts'
import { createTransport, readAll, type Transport } from './request.ts'

let transport: Transport
beforeEach(() => {
  transport = quickTransport()
})
afterEach(() => transport.close())

const get = (endpoint: Endpoint, path?: string, signal?: AbortSignal, by = transport) =>
  getBy(by, endpoint, path, signal)

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
    const dripping = createTransport({ timeouts: { total: 300 } })
    server.reply((_request, response) => {
      const drip = setInterval(() => response.write(' '), 50)
      response.on('close', () => clearInterval(drip))
    })
    expect(await failureOf(textOf(get(endpoint, '/', undefined, dripping)))).toMatchObject({ kind: 'timeout' })
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
    expect(await failureOf(textOf(get(endpoint)))).toMatchObject({ kind: 'bad_answer' })
    server.reply((_request, response) => {
      response.write('{"a":')
      setTimeout(() => response.destroy(), 20)
    })
    expect(await failureOf(textOf(get(endpoint)))).toMatchObject({ kind: 'bad_answer' })
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
    const failure = await failureOf(textOf(get(endpoint)))
    expect(failure.status).toBe(502)
  })

  test('an early hint is skipped', async () => {
    answer = (socket) =>
      socket.end('HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}')
    expect(await textOf(get(endpoint))).toBe('{}')
  })

  test('a connection that breaks before an answer is known as such', async () => {
    answer = (socket) => socket.destroy()
    expect(await failureOf(get(endpoint))).toMatchObject({ kind: 'unreachable', broken: true, sent: true })
  })
})
