import { mkdtempSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TrackedJob } from '~/contract/console.ts'
import { readConfig } from './config.ts'
import { createLog, createScrubber } from './log.ts'
import { jsonAnswer } from './proxy/call.ts'
import { startServer, type RunningServer } from './server.ts'
import { createPasswords } from './sessions/passwords.ts'

let dir: string
let server: RunningServer
const lines: string[] = []

async function start(more: Record<string, string> = {}): Promise<RunningServer> {
  const scrubber = createScrubber()
  return startServer({
    config: readConfig({ PORT: '0', DATA_DIR: join(dir, 'data'), LOG_LEVEL: 'debug', ...more }),
    appDir: join(dir, 'app'),
    version: '1.2.3',
    scrubber,
    log: createLog({ level: 'debug', scrubber, now: Date.now, write: (line) => lines.push(line) }),
    now: Date.now,
    passwords: createPasswords({ N: 2 ** 8, r: 8, p: 1 }),
    proxy:
      () =>
      async ({ target }) => {
        await (target.endsWith('/hangs') ? new Promise(() => undefined) : sleep(300))
        return jsonAnswer({ done: true }, 200)
      },
    cloudCalls: () => ({
      test: async () => ({ ok: true, checks: [] }),
      projects: async () => [],
      engineOrigins: async () => [],
      close: async () => undefined,
    }),
    startSimulatedCloud: () => Promise.reject(new Error('not here')),
  })
}

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'gantry-server-'))
  mkdirSync(join(dir, 'app'))
  writeFileSync(join(dir, 'app/index.html'), '<!doctype html><title>Gantry</title>')
  server = await start()
})
afterAll(async () => {
  await server.close(1000)
  rmSync(dir, { recursive: true, force: true })
})

const host = () => new URL(server.address).host

/** Sends bytes as they are; what comes back until the server closes or half a second passes. */
async function raw(text: string): Promise<{ text: string; closed: boolean }> {
  const socket = connect(Number(new URL(server.address).port), '127.0.0.1')
  let received = ''
  let closed = false
  socket.on('data', (chunk) => (received += chunk.toString('latin1')))
  socket.on('error', () => undefined)
  socket.on('close', () => (closed = true))
  socket.write(text, 'latin1')
  for (let i = 0; i < 50 && !closed; i += 1) await sleep(10)
  socket.destroy()
  return { text: received, closed }
}
const statusOf = (answer: { text: string }) => answer.text.match(/^HTTP\/1\.1 (\d+)/)?.[1]
const good = () => `GET /healthz HTTP/1.1\r\nHost: ${host()}\r\n\r\n`

it('serves the app and says where the administrator is created', async () => {
  const page = await fetch(`${server.address}/`, { headers: { accept: 'text/html' } })
  expect([page.status, await page.text()]).toEqual([200, '<!doctype html><title>Gantry</title>'])
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'")
  expect(server.setupLink).toMatch(new RegExp(`^${server.address}/setup#token=[A-Za-z0-9_-]{32}$`))
})

describe('X1 ambiguous framing is refused and the connection closed', () => {
  it.each([
    ['length and chunked', 'Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n'],
    ['two lengths', 'Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello'],
    ['two equal lengths', 'Content-Length: 5\r\nContent-Length: 5\r\n\r\nhello'],
    ['a list of lengths', 'Content-Length: 5, 5\r\n\r\nhello'],
    ['a signed length', 'Content-Length: +5\r\n\r\nhello'],
    ['blank before the colon', 'Content-Length : 5\r\n\r\nhello'],
    ['a folded header', 'X-A: b\r\n c\r\n\r\n'],
    ['a bare line feed', 'X-A: b\nX-B: c\r\n\r\n'],
    ['another coding', 'Transfer-Encoding: gzip\r\n\r\n'],
    ['chunked twice', 'Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n'],
    ['a bad chunk size', 'Transfer-Encoding: chunked\r\n\r\n0x5\r\nhello\r\n0\r\n\r\n'],
    ['a header without a name', ': x\r\n\r\n'],
    ['NUL in a header', 'X-A: b\u0000c\r\n\r\n'],
  ])('%s', async (_what, rest) => {
    const answer = await raw(`POST /csp HTTP/1.1\r\nHost: ${host()}\r\n${rest}${good()}`)
    expect(statusOf(answer)).toBe('400')
    expect(answer.closed).toBe(true)
    expect(answer.text.match(/HTTP\/1\.1/g)).toHaveLength(1)
  })
})

describe('P11 and X2 on the wire', () => {
  it.each([
    ['GET http://evil/x HTTP/1.1', '400'],
    ['GET //evil/x HTTP/1.1', '400'],
    ['GET /\\evil/x HTTP/1.1', '400'],
    ['OPTIONS * HTTP/1.1', '400'],
    ['CONNECT evil:443 HTTP/1.1', '400'],
    ['TRACE / HTTP/1.1', '405'],
    ['GET /a/%2e%2e/b HTTP/1.1', '400'],
  ])('%s', async (line, status) => {
    const answer = await raw(`${line}\r\nHost: ${host()}\r\n\r\n`)
    expect([statusOf(answer), answer.closed]).toEqual([status, true])
  })

  it.each([
    ['two', 'Host: HOST\r\nHost: evil\r\n', '400'],
    ['a strange one', 'Host: evil\r\n', '421'],
    ['one with a user', 'Host: console@evil\r\n', '421'],
    ['none', '', '400'],
  ])('Host: %s', async (_what, headers, status) => {
    const answer = await raw(`GET / HTTP/1.1\r\n${headers.replace('HOST', host())}\r\n`)
    expect([statusOf(answer), answer.closed]).toEqual([status, true])
  })

  it('X3 two cookies headers', async () => {
    const answer = await raw(`GET / HTTP/1.1\r\nHost: ${host()}\r\nCookie: a=1\r\nCookie: b=2\r\n\r\n`)
    expect(statusOf(answer)).toBe('400')
    expect(answer.text).toContain('nosniff')
  })
})

it('X5 refuses headers above 16 KB', async () => {
  const answer = await raw(`GET / HTTP/1.1\r\nHost: ${host()}\r\nX-A: ${'a'.repeat(20_000)}\r\n\r\n`)
  expect([statusOf(answer), answer.closed]).toEqual(['431', true])
})

it.each(['websocket', 'h2c'])('X6 does not upgrade to %s', async (protocol) => {
  const answer = await raw(`GET / HTTP/1.1\r\nHost: ${host()}\r\nConnection: Upgrade\r\nUpgrade: ${protocol}\r\n\r\n`)
  expect([statusOf(answer), answer.closed]).toEqual(['426', true])
})

it('X1 pipelined requests of two sessions each get their own answer', async () => {
  const call = (cookie: string) =>
    `GET /api/session HTTP/1.1\r\nHost: ${host()}\r\nX-Gantry: 1\r\nSec-Fetch-Site: same-origin\r\nCookie: ${cookie}\r\n\r\n`
  const { id } = await firstSession()
  const answer = await raw(call(`gantry=${id}`) + call('gantry=none') + call(`gantry=${id}`))
  expect([...answer.text.matchAll(/"state":"([a-z-]+)"/g)].map((match) => match[1])).toEqual([
    'signed-in',
    'anonymous',
    'signed-in',
  ])
})

it('S8 and L3 the set-up link and session ids are in no log', async () => {
  const { id } = await firstSession()
  await fetch(`${server.address}/api/jobs`, {
    headers: { 'x-gantry': '1', origin: server.address, cookie: `gantry=${id}` },
  })
  const all = lines.join('')
  expect(all).toContain('"path":"/api/jobs"')
  expect(all).not.toContain(id)
  expect(all).not.toContain(server.setupLink?.split('token=')[1])
  for (const line of lines) expect(() => JSON.parse(line) as unknown).not.toThrow()
})

it('stops: finishes what is running, then the store is whole and opens again', async () => {
  const { id } = await firstSession()
  const running = fetch(`${server.address}/cloud/x/slow`, {
    headers: { 'x-gantry': '1', origin: server.address, cookie: `gantry=${id}` },
  })
  await sleep(100)
  const closing = server.close(5000)
  await expect(fetch(`${server.address}/healthz`)).rejects.toThrow('fetch failed')
  expect(await (await running).json()).toEqual({ done: true })
  await closing
  expect(readdirSync(join(dir, 'data')).toSorted()).toEqual(['gantry.db', 'gantry.key'])
  const key = readFileSync(join(dir, 'data/gantry.key'), 'utf8').trim()
  await expect(start({ GANTRY_KEY: Buffer.alloc(32, 1).toString('base64') })).rejects.toThrow('not the key')
  server = await start({ GANTRY_KEY: key })
  expect(server.setupLink).toBeUndefined()
})

it('does not wait for a run longer than it may, and tells of it after the next start', async () => {
  const dataDir = join(dir, 'run')
  const stopped = await start({ DATA_DIR: dataDir })
  const origin = stopped.address
  const headers = { 'x-gantry': '1', origin, 'content-type': 'application/json' }
  const post = (path: string, body: object, cookie = '') =>
    fetch(`${origin}${path}`, { method: 'POST', headers: { ...headers, cookie }, body: JSON.stringify(body) })
  const account = { name: 'ada', password: 'correct horse battery staple' }
  const setup = await post('/api/setup', { token: stopped.setupLink?.split('token=')[1], ...account })
  const cookie = setup.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  const run = { id: 'r-1', connection: 'x', family: 'rocketmq', operationId: 'deleteUser', title: 'Delete users' }
  const items = ['hangs', 'b', 'c', 'd', 'e']
  await post('/api/runs', { ...run, args: { instance_id: 'i-1' }, run: 'user_name', items }, cookie)
  await sleep(50)
  await stopped.close(400)
  const again = await start({ DATA_DIR: dataDir })
  const answer = await fetch(`${again.address}/api/jobs`, { headers: { ...headers, origin: again.address, cookie } })
  const { jobs } = (await answer.json()) as { jobs: TrackedJob[] }
  expect(jobs[0]?.items?.map(({ outcome }) => outcome)).toEqual(['unknown', 'done', 'done', 'done', 'stopped'])
  await again.close(1000)
})

it('says which port is taken', async () => {
  await expect(start({ PORT: new URL(server.address).port, DATA_DIR: join(dir, 'other') })).rejects.toThrow('is in use')
})

let session: { id: string } | undefined
async function firstSession(): Promise<{ id: string }> {
  if (session) return session
  const answer = await fetch(`${server.address}/api/setup`, {
    method: 'POST',
    headers: { 'x-gantry': '1', origin: server.address, 'content-type': 'application/json' },
    body: JSON.stringify({
      token: server.setupLink?.split('token=')[1],
      name: 'ada',
      password: 'correct horse battery staple',
    }),
  })
  session = { id: answer.headers.getSetCookie()[0]?.match(/^gantry=([^;]+)/)?.[1] ?? '' }
  return session
}
