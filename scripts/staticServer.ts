/** Serves a built app from a folder, compressed, on a loopback port: what any web host would do. */
import { readFileSync, readdirSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join, relative, sep } from 'node:path'
import { pathToFileURL } from 'node:url'
import { brotliCompressSync, constants } from 'node:zlib'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
}
const compressible = new Set(['.html', '.js', '.css', '.json', '.svg'])

/**
 * The server's policy, so that the demo lives under the same rules. Without trusted types: registering the worker of
 * the simulated cloud is one of the calls that they guard, and the product never registers one.
 */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "object-src 'none'",
  "frame-ancestors 'none'",
].join('; ')

interface File {
  /** Compressed when first asked for. */
  body: () => Buffer
  headers: Record<string, string>
}

function load(folder: string, compress: boolean): Map<string, File> {
  const files = new Map<string, File>()
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    const name = `/${relative(folder, path).split(sep).join('/')}`
    const extension = extname(name)
    const type = types[extension]
    if (type === undefined) continue
    const body = readFileSync(path)
    const headers: Record<string, string> = {
      'content-type': type,
      'cache-control': name.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
      'x-content-type-options': 'nosniff',
      ...(extension === '.html' ? { 'content-security-policy': policy } : {}),
    }
    if (!compress || !compressible.has(extension)) {
      files.set(name, { body: () => body, headers })
      continue
    }
    let compressed: Buffer | undefined
    const params = { [constants.BROTLI_PARAM_QUALITY]: 10, [constants.BROTLI_PARAM_SIZE_HINT]: body.length }
    files.set(name, {
      body: () => (compressed ??= brotliCompressSync(body, { params })),
      headers: { ...headers, 'content-encoding': 'br', vary: 'accept-encoding' },
    })
  }
  return files
}

interface ServeOptions {
  /** 0 for any free one. */
  port?: number
  /** Off where nothing is measured: compressing costs seconds, and the loopback has no need of it. */
  compress?: boolean
}

/**
 * Starts serving.
 * @returns the origin, and how to stop
 */
export async function serveFolder(
  folder: string,
  { port = 0, compress = true }: ServeOptions = {},
): Promise<{ origin: string; close: () => Promise<void> }> {
  const files = load(folder, compress)
  const index = files.get('/index.html')
  if (!index) throw new Error(`There is no built app in ${folder}.`)
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost')
    const isPage = !pathname.startsWith('/assets/') && !/\.\w+$/.test(pathname) && !/^\/(api|cloud)\//.test(pathname)
    const file =
      files.get(pathname) ?? (isPage || (request.headers.accept ?? '').includes('text/html') ? index : undefined)
    if (!file) {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('Not found\n')
      return
    }
    response.writeHead(200, file.headers).end(request.method === 'HEAD' ? undefined : file.body())
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { origin } = await serveFolder(process.argv[2] ?? 'dist/demo', { port: Number(process.argv[3] ?? 4173) })
  console.log(origin)
}
