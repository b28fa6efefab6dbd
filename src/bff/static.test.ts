import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadStaticApp, type StaticApp } from './static.ts'

const script = `console.log(${JSON.stringify('gantry '.repeat(500))})`
/** Recognized by its size: the server's own would be another. */
const twin = brotliCompressSync(script, { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } })
let dir: string
let serve: StaticApp

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'gantry-app-'))
  mkdirSync(join(dir, 'assets'))
  mkdirSync(join(dir, '.git'))
  writeFileSync(join(dir, 'index.html'), '<!doctype html><title>Gantry</title>')
  writeFileSync(join(dir, 'favicon.svg'), '<svg/>')
  writeFileSync(join(dir, 'assets/index-D3adB33f.js'), script)
  writeFileSync(join(dir, 'assets/index-D3adB33f.js.map'), '{}')
  writeFileSync(join(dir, 'notes.unknown'), 'x')
  writeFileSync(join(dir, '.env'), 'GANTRY_KEY=canary')
  writeFileSync(join(dir, '.git/config'), 'canary')
  // One twin of the build is right, one is left from another build, one is no brotli at all.
  for (const name of ['right', 'stale', 'broken']) writeFileSync(join(dir, `assets/${name}-D3adB33f.js`), script)
  writeFileSync(join(dir, 'assets/right-D3adB33f.js.br'), twin)
  writeFileSync(join(dir, 'assets/stale-D3adB33f.js.br'), brotliCompressSync(`${script}//`))
  writeFileSync(join(dir, 'assets/broken-D3adB33f.js.br'), 'x')
  symlinkSync('/etc/passwd', join(dir, 'assets/link-12345678.txt'))
  serve = await loadStaticApp(dir)
})
afterAll(() => rmSync(dir, { recursive: true, force: true }))

const get = (path: string, headers: Record<string, string> = {}) =>
  serve(new Request(`http://127.0.0.1${path}`, { headers }))
const html = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' }

describe('P14 only files of the build', () => {
  it.each([
    '/assets/..%2f..%2fetc/passwd',
    '/.git/config',
    '/.env',
    '/%2eenv',
    '/assets/index-D3adB33f.js.map',
    '/assets/link-12345678.txt',
    '/index.html%00.js',
    '/assets/',
    '/assets/missing.js',
    '/app.js.map',
    '/assets%5c..%5c.env',
    '/notes.unknown%00',
    '/%zz',
    '/api/x',
    '/ASSETS/x',
  ])('does not serve %s', (path) => {
    expect(get(path, html)).toBeUndefined()
  })

  it('serves nothing for other methods', () => {
    expect(serve(new Request('http://127.0.0.1/', { method: 'POST' }))).toBeUndefined()
  })
})

it('takes what the build has compressed, if it is the same text', async () => {
  const sent = async (name: string) => {
    const response = get(`/assets/${name}-D3adB33f.js`, { 'accept-encoding': 'br' })
    return response ? Buffer.from(await response.arrayBuffer()) : Buffer.alloc(0)
  }
  expect((await sent('right')).equals(twin)).toBe(true)
  for (const name of ['stale', 'broken']) {
    expect(brotliDecompressSync(await sent(name)).toString()).toBe(script)
    expect(get(`/assets/${name}-D3adB33f.js.br`)).toBeUndefined()
  }
})

it('C8 keeps hashed assets for ever and the document never unchecked', () => {
  expect(get('/assets/index-D3adB33f.js')?.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
  expect(get('/')?.headers.get('cache-control')).toBe('no-cache')
  expect(get('/favicon.svg')?.headers.get('cache-control')).toBe('no-cache')
})

it('gives the document for pages of the app, also with dots and Chinese in their names', async () => {
  for (const path of [
    '/',
    '/rocketmq/instances/i-1/topics/order.paid',
    '/c/x/topics/%E8%AE%A2%E5%8D%95',
    '/a/topics/foo.map',
  ]) {
    const response = get(path, html)
    expect([path, response?.status, response?.headers.get('content-type')]).toEqual([
      path,
      200,
      'text/html; charset=utf-8',
    ])
  }
  expect(get('/rocketmq/instances', { accept: '*/*' })).toBeUndefined()
})

it('sends brotli to those who take it, and what it sends is the file', async () => {
  const response = get('/assets/index-D3adB33f.js', { 'accept-encoding': 'gzip, deflate, br;q=0.9' })
  expect(response?.headers.get('content-encoding')).toBe('br')
  const bytes = new Uint8Array((await response?.arrayBuffer()) ?? new ArrayBuffer(0))
  expect(bytes.length).toBe(Number(response?.headers.get('content-length')))
  expect(brotliDecompressSync(bytes).toString()).toBe(script)
  expect(get('/assets/index-D3adB33f.js', { 'accept-encoding': 'gzip, br;q=0' })?.headers.get('content-encoding')).toBe(
    'gzip',
  )
  expect(await get('/assets/index-D3adB33f.js')?.text()).toBe(script)
})

it('answers 304 to a known tag', () => {
  const etag = get('/')?.headers.get('etag') ?? ''
  expect(get('/', { 'if-none-match': `W/${etag}, "other"` })?.status).toBe(304)
  expect(get('/', { 'if-none-match': '"other"' })?.status).toBe(200)
})

it('says that there is no build', async () => {
  await expect(loadStaticApp(join(dir, 'nothing'))).rejects.toThrow('npm run build')
})
