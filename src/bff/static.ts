/** The built app: the files that stood in its folder at the start, and nothing else. */
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, brotliDecompress, constants, gzip } from 'node:zlib'
import { StartError } from './config.ts'

interface StaticFile {
  type: string
  etag: string
  /** The name holds a hash of the content: it may be kept for ever. */
  hashed: boolean
  body: Uint8Array<ArrayBuffer>
  br?: Uint8Array<ArrayBuffer>
  gzip?: Uint8Array<ArrayBuffer>
}

/** Answers GET and HEAD for the app's files and pages; undefined for what is not ours. */
export type StaticApp = (request: Request) => Response | undefined

const types: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  json: 'application/json; charset=utf-8',
  webmanifest: 'application/manifest+json',
  svg: 'image/svg+xml',
  png: 'image/png',
  jpg: 'image/jpeg',
  webp: 'image/webp',
  ico: 'image/x-icon',
  woff2: 'font/woff2',
  txt: 'text/plain; charset=utf-8',
}
const compressible = /^(text\/|application\/(json|manifest)|image\/svg)/

/** Folders that are never pages: an unknown name in them is an error, not a route of the app. */
const notPages = new Set(['api', 'cloud', 'assets', 'csp', 'healthz', 'readyz'])

/**
 * Reads the folder of the built app and compresses what is not compressed yet.
 * @throws StartError if there is no built app
 */
export async function loadStaticApp(dir: string): Promise<StaticApp> {
  const files = new Map<string, StaticFile>()
  for (const path of listFiles(dir)) {
    const type = types[path.split('.').at(-1) ?? '']
    if (type === undefined) continue
    const read = (name: string) => new Uint8Array(readFileSync(join(dir, name)))
    const twin = existsSync(join(dir, `${path}.br`)) ? read(`${path}.br`) : undefined
    files.set(`/${path}`, await prepare(path, type, read(path), twin))
  }
  const index = files.get('/index.html')
  if (!index) throw new StartError(`There is no built app in ${dir}: run npm run build.`)
  return (request) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return undefined
    const path = decode(new URL(request.url).pathname)
    if (path === undefined) return undefined
    const file = path === '/' ? index : files.get(path)
    if (file) return answer(request, file)
    return isPage(request, path) ? answer(request, index) : undefined
  }
}

/** Paths of regular files below a folder; links, hidden files, source maps and ready-compressed twins are left out. */
function listFiles(dir: string, prefix = ''): string[] {
  let entries
  try {
    entries = readdirSync(join(dir, prefix), { withFileTypes: true })
  } catch {
    return []
  }
  return entries.flatMap((entry) => {
    const path = prefix === '' ? entry.name : `${prefix}/${entry.name}`
    if (entry.name.startsWith('.') || /\.(map|br|gz)$/.test(entry.name)) return []
    if (entry.isDirectory()) return listFiles(dir, path)
    return entry.isFile() ? [path] : []
  })
}

/** @param twin what the build has compressed; it is used only when it is the same text */
async function prepare(
  path: string,
  type: string,
  body: Uint8Array<ArrayBuffer>,
  twin: Uint8Array<ArrayBuffer> | undefined,
): Promise<StaticFile> {
  const file: StaticFile = {
    type,
    etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`,
    hashed: path.startsWith('assets/') && /-[\w-]{8,}\.\w+$/.test(path),
    body,
  }
  if (!compressible.test(type) || body.length < 1024) return file
  const [br, gz] = await Promise.all([
    twin && (await isTwin(twin, body)) ? twin : compress(body),
    // For the few clients without brotli.
    promisify(gzip)(body, { level: 6 }),
  ])
  return { ...file, br, gzip: new Uint8Array(gz) }
}

async function compress(body: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: 10,
    [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
    [constants.BROTLI_PARAM_SIZE_HINT]: body.length,
  }
  return new Uint8Array(await promisify(brotliCompress)(body, { params }))
}

async function isTwin(twin: Uint8Array, body: Uint8Array): Promise<boolean> {
  try {
    return (await promisify(brotliDecompress)(twin, { maxOutputLength: body.length })).equals(body)
  } catch {
    return false
  }
}

function decode(path: string): string | undefined {
  try {
    return decodeURIComponent(path)
  } catch {
    return undefined
  }
}

/** A browser that opens an address of the app gets its document; everything else that is unknown is not found. */
function isPage(request: Request, path: string): boolean {
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
  if (/[\u0000-\u001f\\]/.test(path) || path.split('/').includes('..')) return false
  const first = path.split('/')[1] ?? ''
  if (first.startsWith('.') || notPages.has(first.toLowerCase())) return false
  if (/^\/[^/]*\.(map|js|css|json|php|txt|xml|ico|png|svg)$/i.test(path)) return false
  return (request.headers.get('accept') ?? '').includes('text/html')
}

function answer(request: Request, file: StaticFile): Response {
  const headers = new Headers({
    'content-type': file.type,
    'cache-control': file.hashed ? 'public, max-age=31536000, immutable' : 'no-cache',
    etag: file.etag,
    vary: 'accept-encoding',
  })
  if (
    request.headers
      .get('if-none-match')
      ?.split(/\s*,\s*/)
      .some((tag) => tag.replace(/^W\//, '') === file.etag)
  ) {
    headers.delete('content-type')
    return new Response(null, { status: 304, headers })
  }
  const accepted = (request.headers.get('accept-encoding') ?? '')
    .toLowerCase()
    .split(',')
    .map((part) => part.trim())
    .filter((part) => !/;\s*q=0(\.0*)?$/.test(part))
    .map((part) => part.split(';', 1)[0])
  const encoding = (['br', 'gzip'] as const).find((name) => accepted.includes(name) && file[name])
  const body = (encoding && file[encoding]) ?? file.body
  if (encoding) headers.set('content-encoding', encoding)
  headers.set('content-length', String(body.length))
  return new Response(request.method === 'HEAD' ? null : body, { headers })
}
