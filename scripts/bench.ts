/**
 * `npm run bench`: measures the built product and writes the tables of docs/performance.md.
 * `npm run bench -- page` or `-- server` measures one part and prints it without writing.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { join } from 'node:path'
import { browserVersion, ensureBrowser } from './browser.ts'
import { benchPage, RUNS, type ColdLoad, type PageBench } from './benchPage.ts'
import { benchServer, ROUNDS, type Comparison } from './benchServer.ts'
import { budget } from './sizes.ts'

const root = join(import.meta.dirname, '..')
const document = join(root, 'docs/performance.md')
const begin = '<!-- measured: begin -->'
const end = '<!-- measured: end -->'

const ms = (value: number) => `${value < 10 ? value.toFixed(1) : value.toFixed(0)} ms`
const kb = (value: number) => `${value.toFixed(1)} kB`
const verdict = (isMet: boolean) => (isMet ? 'met' : '**missed**')

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n')
}

function pageTables({ signIn, list, demo, warm, opening, large }: PageBench): string {
  const line = (name: string, load: ColdLoad) => [
    name,
    kb(load.scriptKb),
    String(load.scripts),
    kb(load.styleKb),
    String(load.requests),
    ms(load.fcp),
    ms(load.lcp),
    load.rows > 0 ? ms(load.rows) : '–',
    ms(load.blocked),
  ]
  const ratio = (kind: 'fast' | 'slow') => demo[kind].rows / list[kind].rows
  return [
    `### Cold loads\n\nMedian of ${RUNS}, empty cache. Slow: CPU slowed down 4 times, Fast 4G (8.1 Mbit/s down, 165 ms).\n`,
    table(
      ['page', 'JS', 'JS requests', 'CSS', 'all requests', 'FCP', 'LCP', 'rows visible', 'blocked'],
      [
        line('sign-in', signIn.fast),
        line('sign-in, slow', signIn.slow),
        line('first list', list.fast),
        line('first list, slow', list.slow),
        line('first list of the demo', demo.fast),
        line('first list of the demo, slow', demo.slow),
      ],
    ),
    '\n### Aims for pages\n',
    table(
      ['what', 'measured', 'aim', ''],
      [
        [
          'JavaScript of the first list',
          kb(list.fast.scriptKb),
          `≤ ${budget.scriptKb} kB`,
          verdict(list.fast.scriptKb <= budget.scriptKb),
        ],
        [
          'JavaScript requests of the first list',
          String(list.fast.scripts),
          `≤ ${budget.scriptRequests}`,
          verdict(list.fast.scripts <= budget.scriptRequests),
        ],
        ['demo : product, until rows', ratio('fast').toFixed(2), '≤ 1.5', verdict(ratio('fast') <= 1.5)],
        ['demo : product, until rows, slow', ratio('slow').toFixed(2), '≤ 1.5', verdict(ratio('slow') <= 1.5)],
        ['warm navigation, rows known', ms(warm.cached), '≤ 60 ms', verdict(warm.cached <= 60)],
        ['warm navigation, rows from the cloud', ms(warm.fresh), '–', ''],
        [
          `opening ${opening.operation} in the explorer, facts loaded`,
          ms(opening.ms),
          '≤ 150 ms',
          verdict(opening.ms <= 150),
        ],
        [`filter in ${large.rows.toLocaleString('en')} rows`, ms(large.filterMs), '–', ''],
        [
          `frames over 50 ms of ${large.scrollFrames} while scrolling them`,
          `${large.framesOver50} (worst ${ms(large.worstFrame)})`,
          '0',
          verdict(large.framesOver50 === 0),
        ],
        ['reading them, 50 a page', `${large.readSeconds.toFixed(1)} s`, '–', ''],
      ],
    ),
  ].join('\n')
}

function serverTables(comparisons: readonly Comparison[]): string {
  const rows = comparisons.flatMap(({ upstream, gantry, bare }) => [
    [upstream, 'Gantry', gantry.perSecond.toFixed(0), ms(gantry.p50), ms(gantry.p99)],
    [upstream, 'bare proxy', bare.perSecond.toFixed(0), ms(bare.p50), ms(bare.p99)],
  ])
  const [cloud] = comparisons
  const share = cloud?.share ?? Number.NaN
  const times = cloud ? cloud.gantry.p50 / cloud.bare.p50 : Number.NaN
  return [
    `### Server\n\nSigned GETs of the instance list (six rows, 20 kB), medians of ${ROUNDS} short rounds in turn with a bare Node pass-through proxy before the same upstream, after thousands of calls to warm up. Requests per second with 16 at a time, latency one after the other; the throughputs are compared round by round.\n`,
    table(['upstream', 'server', 'requests per second', 'p50', 'p99'], rows),
    '\n### Aims for the server\n',
    table(
      ['what', 'measured', 'aim', ''],
      [
        ['throughput : bare proxy, simulated cloud', `${(share * 100).toFixed(0)} %`, '≥ 80 %', verdict(share >= 0.8)],
        ['p50 : bare proxy, simulated cloud', times.toFixed(2), '≤ 1.5', verdict(times <= 1.5)],
      ],
    ),
  ].join('\n')
}

function machine(): string {
  const [cpu] = cpus()
  const browser = browserVersion(ensureBrowser())
  const day = new Date().toISOString().slice(0, 10)
  return `${day} · ${cpus().length} × ${cpu?.model.trim() ?? process.arch} · ${(totalmem() / 2 ** 30).toFixed(0)} GiB · ${process.platform} · Node ${process.versions.node} · ${browser}`
}

async function main(parts: readonly string[]): Promise<void> {
  for (const build of ['dist/app/index.html', 'dist/demo/index.html', 'dist/server/main.js'])
    if (!existsSync(join(root, build)))
      throw new Error(`${build} is missing: run npm run build and npm run demo first.`)
  const isWanted = (part: string) => parts.length === 0 || parts.includes(part)
  const sections = [`Measured ${machine()}.`]
  if (isWanted('page')) sections.push(pageTables(await benchPage()))
  if (isWanted('server')) sections.push(serverTables(await benchServer()))
  const text = sections.join('\n\n')
  console.log(text)
  if (parts.length > 0) return
  const before = readFileSync(document, 'utf8')
  const [head = ''] = before.split(begin)
  const tail = before.split(end)[1] ?? ''
  writeFileSync(document, `${head}${begin}\n\n${text}\n\n${end}${tail}`)
}

await main(process.argv.slice(2))
