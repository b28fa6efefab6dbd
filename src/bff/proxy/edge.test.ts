/** The proxy behind the real HTTP server, spoken to by raw sockets. */
import { createServer, type Server } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { testConnection } from '../upstream/checks.ts'
import { upstreamOf } from '../upstream/upstream.ts'
import { PROJECT, replyJson, startHarness, type Harness } from './harness.ts'
import { cloudListener } from '../cloudListener.ts'
import { createProxy } from './proxy.ts'

let h: Harness
let server: Server
let port: number
beforeAll(async () => {
  h = await startHarness()
  const proxy = createProxy(h.deps)
  const log = { ...h.deps.log, debug: () => undefined, enabled: () => true }
  server = createServer(cloudListener((call) => proxy(call, { requestId: 'req-1' }), log))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  port = (server.address() as AddressInfo).port
})
afterAll(async () => {
  await upstreamOf(h.deps).close()
  await h.close()
  await new Promise((resolve) => server.close(resolve))
})
beforeEach(() => {
  h.cloud.requests.length = 0
  replyJson(h.cloud, {})
})

/** Sends a request as text and reads everything that comes back until the server closes. */
function raw(head: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () =>
      socket.write(`${head}\r\nHost: 127.0.0.1:${port}\r\nConnection: close\r\n\r\n`),
    )
    let text = ''
    socket.on('data', (chunk: Buffer) => (text += chunk.toString()))
    socket.on('close', () => resolve(text))
    socket.on('error', reject)
  })
}

test('P3 dot segments on the wire are seen before anything resolves them', async () => {
  for (const path of [
    '/cloud/c1/rocketmq/v2/-/instances/i-1/topics/../users',
    '/cloud/c1/rocketmq/v2/-/instances/%2e%2e/instances',
    '/cloud/c1/rocketmq/v2/./-/instances',
    '/cloud/c1/rocketmq/v2/-/instances/i-1/topics/..\\users',
  ]) {
    expect(await raw(`GET ${path} HTTP/1.1`)).toMatch(/^HTTP\/1\.1 40[04]/)
  }
  expect(h.cloud.requests).toEqual([])
  expect(await raw('GET /cloud/c1/rocketmq/v2/-/instances/i-1/topics/%25DLQ%25g HTTP/1.1')).toMatch(/^HTTP\/1\.1 200/)
  expect(h.cloud.requests.map(({ url }) => url)).toEqual([`/v2/${PROJECT}/instances/i-1/topics/%25DLQ%25g`])
})

test('P11 targets that name another host are refused', async () => {
  for (const line of [
    'GET http://evil/cloud/c1/rocketmq/v2/-/instances HTTP/1.1',
    'GET //evil/cloud/c1/rocketmq/v2/-/instances HTTP/1.1',
    'GET /\\evil/cloud/c1/rocketmq/v2/-/instances HTTP/1.1',
    'OPTIONS * HTTP/1.1',
    'CONNECT evil:443 HTTP/1.1',
    'TRACE /cloud/c1/rocketmq/v2/-/instances HTTP/1.1',
  ]) {
    expect(await raw(line)).toMatch(/^(HTTP\/1\.1 (400|404|405)|$)/)
  }
  expect(h.cloud.requests).toEqual([])
})

test('H9 closing the tab closes the connection to the cloud', async () => {
  h.cloud.reply(() => undefined)
  const before = h.cloud.open()
  const socket = connect(port, '127.0.0.1', () =>
    socket.write(`GET /cloud/c1/rocketmq/v2/-/instances?limit=9 HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n\r\n`),
  )
  await expect.poll(() => h.cloud.requests.length).toBe(1)
  const busy = h.cloud.open()
  expect(busy).toBeGreaterThanOrEqual(before)
  socket.destroy()
  await expect.poll(() => h.cloud.open(), { timeout: 1000 }).toBeLessThan(busy)
})

test('H8 a long answer that is cut off never looks whole', async () => {
  h.cloud.reply((_request, response) => {
    response.writeHead(200, { 'content-length': String(9 * 1024 * 1024) })
    response.write(`{"rows":"${'x'.repeat(6 * 1024 * 1024)}`)
    setTimeout(() => response.destroy(), 300)
  })
  await expect(
    fetch(`http://127.0.0.1:${port}/cloud/c1/rocketmq/v2/-/instances`).then((response) => response.text()),
  ).rejects.toThrow('terminated')
})

test('the proxy and the connection test share the breaker', async () => {
  replyJson(h.cloud, { error_code: 'APIGW.0301', error_msg: 'verify aksk signature fail' }, 401)
  const call = () => fetch(`http://127.0.0.1:${port}/cloud/c1/rocketmq/v2/-/instances`).then(({ status }) => status)
  expect([await call(), await call(), await call()]).toEqual([401, 401, 401])
  expect(h.cloud.requests).toHaveLength(2)
  replyJson(h.cloud, {})
  const target = h.deps.resolve('c1')
  if (!target) throw new Error('no target')
  await testConnection(target, h.deps)
  expect(await call()).toBe(200)
})
