/**
 * The size budget: what a browser loads until one can sign in, and until the first list stands. From the build's
 * manifest: the entry, the page's own chunks, and everything that they import statically, compressed as the server does.
 * And what the product must not have at all: the simulated cloud of the browser.
 */
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { basename, dirname, join, relative, resolve, sep } from 'node:path'
import { pathToFileURL } from 'node:url'
import { brotliCompressSync } from 'node:zlib'
import { brotliParams } from './brotli.ts'
import { dist } from './places.ts'

const root = join(import.meta.dirname, '..')
const workers = join(root, 'mocks/browser/workers')

export interface ManifestChunk {
  file: string
  src?: string
  isEntry?: boolean
  imports?: string[]
  dynamicImports?: string[]
  css?: string[]
}
export type Manifest = Record<string, ManifestChunk>

/** kB of 1,000 bytes, as the browser's network panel counts. */
export const budget = { scriptKb: 165, scriptRequests: 15 }

const entries = {
  'sign-in': ['index.html', 'src/app/session/SignInPage.tsx'],
  'first list': ['index.html', 'src/services/rocketmq/instances/InstanceListPage.tsx'],
}

/** Code that has no business in the first load: charts, graphs, editors, viewers. */
const banned =
  /chart|graph|topology|time-?line|hexview|jsonview|textview|[/\\]trace|(code|json)-?editor|d3-|monaco|codemirror|recharts/i

/** Nothing of the explorer but its addresses and their names: the first list pays for none of it. */
const explorer =
  /^src[/]services[/]explorer[/](?!(?:routes\.tsx|explorerMessages\.ts|find[/](?:FindCrumb\.tsx|useChosenService\.ts|chosenFamilies\.ts))$)/

/** Whether a source file has no business in the first load. */
export function isBanned(source: string): boolean {
  return banned.test(source) || explorer.test(source)
}

/** Code of the simulated cloud. */
const simulation = /^mocks[/]|node_modules[/]msw[/]/

/** The chunks that load together: the given ones and all that they import statically, each once. */
export function closure(manifest: Manifest, roots: readonly string[]): ManifestChunk[] {
  const seen = new Map<string, ManifestChunk>()
  const visit = (key: string) => {
    const chunk = manifest[key]
    if (!chunk) throw new Error(`The build has no chunk ${key}: is the route still there?`)
    if (seen.has(key)) return
    seen.set(key, chunk)
    for (const next of chunk.imports ?? []) visit(next)
  }
  for (const key of roots) visit(key)
  return [...seen.values()]
}

/** Bytes after brotli, as the server sends them. */
export function brotliSize(content: Uint8Array): number {
  return brotliCompressSync(content, { params: brotliParams(content.length) }).length
}

/** Source files that were built into a chunk, from its source map; a chunk of the bundler's own helpers has none. */
function sourcesOf(folder: string, file: string): string[] {
  const path = join(folder, `${file}.map`)
  if (!existsSync(path)) return []
  const { sources } = JSON.parse(readFileSync(path, 'utf8')) as { sources: string[] }
  return sources.map((source) =>
    relative(root, resolve(dirname(path), source))
      .split(sep)
      .join('/'),
  )
}

/** What stands in a build although only the demo may have it: files by their names, and chunks by what is in them. */
export function simulationIn(folder: string): string[] {
  const names = new Set(readdirSync(workers))
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).flatMap((file) => {
    if (names.has(basename(file).replace(/\.(br|gz|map)$/, ''))) return [`${file} is of the simulated cloud`]
    const sources = sourcesOf(folder, file).filter((source) => simulation.test(source))
    return sources.map((source) => `${source} is in ${file}`)
  })
}

interface PageSize {
  page: string
  files: { file: string; bytes: number }[]
  scriptKb: number
  cssKb: number
}

/** Measures a build: each page that has a budget, and what is wrong. */
export function measure(folder: string): { pages: PageSize[]; problems: string[] } {
  const manifest = JSON.parse(readFileSync(join(folder, '.vite/manifest.json'), 'utf8')) as Manifest
  const pages = Object.entries(entries).map(([page, roots]) => sizeOf(folder, page, closure(manifest, roots)))
  return { pages, problems: [...pages.flatMap((page) => problemsOf(folder, page)), ...simulationIn(folder)] }
}

function sizeOf(folder: string, page: string, chunks: readonly ManifestChunk[]): PageSize {
  const scripts = [...new Set(chunks.map(({ file }) => file).filter((file) => file.endsWith('.js')))]
  const styles = [...new Set(chunks.flatMap(({ css = [] }) => css))]
  const size = (file: string) => ({ file, bytes: brotliSize(readFileSync(join(folder, file))) })
  const files = scripts.map(size).sort((a, b) => b.bytes - a.bytes)
  const kb = (sizes: readonly { bytes: number }[]) => sizes.reduce((sum, { bytes }) => sum + bytes, 0) / 1000
  return { page, files, scriptKb: kb(files), cssKb: kb(styles.map(size)) }
}

function problemsOf(folder: string, { page, files, scriptKb }: PageSize): string[] {
  const sources = files.map(({ file }) => ({ file, sources: sourcesOf(folder, file) }))
  if (!sources.some((one) => one.sources.includes('src/main.tsx')))
    throw new Error('The build has no source maps, so what is in it is not known: build with --sourcemap hidden.')
  return [
    ...(scriptKb > budget.scriptKb
      ? [`${page}: ${scriptKb.toFixed(1)} kB of JavaScript, the budget is ${budget.scriptKb} kB`]
      : []),
    ...(files.length > budget.scriptRequests
      ? [`${page}: ${files.length} JavaScript requests, the budget is ${budget.scriptRequests}`]
      : []),
    ...sources.flatMap((one) =>
      one.sources.filter(isBanned).map((source) => `${page}: ${source} is loaded at once (${basename(one.file)})`),
    ),
  ]
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { pages, problems } = measure(join(dist, 'app'))
  for (const { page, files, scriptKb, cssKb } of pages) {
    console.log(
      `${page}: ${scriptKb.toFixed(1)} of ${budget.scriptKb} kB JavaScript in ${files.length} of ${budget.scriptRequests} requests, ${cssKb.toFixed(1)} kB CSS (brotli)`,
    )
    for (const { file, bytes } of problems.length > 0 || process.argv.includes('--files') ? files : [])
      console.log(`  ${(bytes / 1000).toFixed(1).padStart(7)} kB  ${file}`)
  }
  for (const problem of problems) console.log(`not as it should be: ${problem}`)
  process.exitCode = problems.length > 0 ? 1 : 0
}
