/** Part (a) of the bench: the built app in a browser, cold and warm, on a fast and on a slow machine. */
import { chromium, type Browser, type CDPSession, type Page } from '@playwright/test'
import { join } from 'node:path'
import { newContext } from './benchContext.ts'
import { benchOpening } from './benchOpening.ts'
import { browserArgs, ensureBrowser } from './browser.ts'
import { clickToRows, plantProbe, readLoad, typeToRows, type Load } from './benchProbe.ts'
import { median } from './benchServer.ts'
import { callGantry, startServerStack, type ServerStack } from './stack.ts'
import { serveFolder } from './staticServer.ts'

/** Loads of each kind; the median counts. `BENCH_RUNS=1` tries the bench itself out. */
export const RUNS = Number(process.env.BENCH_RUNS ?? 7)
/** Warm navigations in each run: a console stays open, so what counts is not the second click of its life. */
const VISITS = 5
/** Between two clicks of a person at the least, ms: what the one before has left to do is done. */
const PAUSE_MS = 200

/** A middling laptop on mobile data: DevTools' "4x slowdown" and "Fast 4G". */
const slow = {
  cpu: 4,
  network: { offline: false, latency: 165, downloadThroughput: 1_012_500, uploadThroughput: 168_750 },
}

export interface Transfer {
  scriptKb: number
  styleKb: number
  scripts: number
  requests: number
}

export interface ColdLoad extends Load, Transfer {}

export interface PageBench {
  signIn: { fast: ColdLoad; slow: ColdLoad }
  list: { fast: ColdLoad; slow: ColdLoad }
  demo: { fast: ColdLoad; slow: ColdLoad }
  /** Click on a tab until its rows are painted; `cached`: the rows were read before. Milliseconds. */
  warm: { cached: number; fresh: number }
  /** Click on the largest operation of the largest family until its form is painted; its facts were loaded before. */
  opening: { operation: string; ms: number }
  large: {
    rows: number
    readSeconds: number
    filterMs: number
    scrollFrames: number
    framesOver50: number
    worstFrame: number
  }
}

/** Counts what comes over the wire, compressed, by kind. */
async function countTransfer(session: CDPSession): Promise<() => Transfer> {
  await session.send('Network.enable')
  const kinds = new Map<string, string>()
  const sizes = new Map<string, number>()
  session.on('Network.responseReceived', ({ requestId, type }) => kinds.set(requestId, type))
  // Bodies as they come, compressed; what headers add depends on the server and says nothing of the app.
  session.on('Network.dataReceived', ({ requestId, encodedDataLength }) =>
    sizes.set(requestId, (sizes.get(requestId) ?? 0) + encodedDataLength),
  )
  return () => {
    const of = (type: string) => [...sizes].filter(([id]) => kinds.get(id) === type)
    const kb = (entries: [string, number][]) => entries.reduce((sum, [, bytes]) => sum + bytes, 0) / 1000
    return {
      scriptKb: kb(of('Script')),
      styleKb: kb(of('Stylesheet')),
      scripts: of('Script').length,
      requests: kinds.size,
    }
  }
}

interface Visit {
  url: string
  cookie?: string
  /** Wait for rows; else for the form. */
  hasRows: boolean
  isSlow: boolean
}

async function loadOnce(browser: Browser, { url, cookie, hasRows, isSlow }: Visit): Promise<ColdLoad> {
  const context = await newContext(browser, url, cookie)
  try {
    const page = await context.newPage()
    await plantProbe(page)
    const session = await context.newCDPSession(page)
    const transfer = await countTransfer(session)
    if (isSlow) {
      await session.send('Network.emulateNetworkConditions', slow.network)
      await session.send('Emulation.setCPUThrottlingRate', { rate: slow.cpu })
    }
    await page.goto(url)
    if (hasRows) await page.waitForFunction(() => window.probe.rows > 0, undefined, { timeout: 60_000 })
    else await page.getByRole('button', { name: 'Sign in' }).waitFor({ timeout: 60_000 })
    // The second after it still counts as loading: for the largest paint, and for what blocks.
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 1500)))
    return { ...(await readLoad(page)), ...transfer() }
  } finally {
    await context.close()
  }
}

/** The median of each number by itself. */
function medians(loads: readonly ColdLoad[]): ColdLoad {
  const of = (key: keyof ColdLoad) => median(loads.map((load) => load[key]))
  return {
    fcp: of('fcp'),
    lcp: of('lcp'),
    rows: of('rows'),
    blocked: of('blocked'),
    scriptKb: of('scriptKb'),
    styleKb: of('styleKb'),
    scripts: of('scripts'),
    requests: of('requests'),
  }
}

async function warmUp(page: Page, path: string): Promise<void> {
  await page.goto(path)
  await page.waitForFunction(() => document.querySelector('tbody a') !== null, undefined, { timeout: 30_000 })
}

/** Ids of instances that run, first those with the most to show. */
async function instanceIds(stack: ServerStack, cookie: string): Promise<string[]> {
  const { value } = await callGantry<{ instances: { instance_id: string; status: string; name: string }[] }>(
    stack.origin,
    'GET',
    `/cloud/${stack.connection}/rocketmq/v2/-/instances?limit=50`,
    undefined,
    cookie,
  )
  return value.instances.filter(({ status }) => status === 'RUNNING').map(({ instance_id }) => instance_id)
}

const settle = (page: Page) => page.waitForTimeout(PAUSE_MS)

/** Code loaded; rows from the cache (back to a tab seen before) and from the cloud (a tab of another instance). */
async function benchWarm(browser: Browser, stack: ServerStack, cookie: string): Promise<PageBench['warm']> {
  const [a, b] = await instanceIds(stack, cookie)
  if (!a || !b) throw new Error('two running instances wanted')
  const base = `/c/${stack.connection}/rocketmq/instances`
  const tab = (id: string, name: string) => `a[href$="${base}/${id}/${name}"]`
  const cached: number[] = []
  const fresh: number[] = []
  for (let run = 0; run < RUNS; run++) {
    const context = await newContext(browser, stack.origin, cookie)
    const page = await context.newPage()
    await plantProbe(page)
    await warmUp(page, `${stack.origin}${base}/${a}/topics`)
    await clickToRows(page, tab(a, 'groups'))
    await clickToRows(page, tab(a, 'topics'))
    for (let visit = 0; visit < VISITS; visit++) {
      await settle(page)
      cached.push(await clickToRows(page, tab(a, 'groups')))
      await settle(page)
      await clickToRows(page, tab(a, 'topics'))
    }
    await settle(page)
    await clickToRows(page, `a[href$="${base}"]`)
    await page.locator(`a[href$="${base}/${b}"]`).first().click()
    await page.locator(tab(b, 'topics')).waitFor()
    fresh.push(await clickToRows(page, tab(b, 'topics')))
    await context.close()
  }
  return { cached: median(cached), fresh: median(fresh) }
}

/** 10,000 topics in one list. */
async function benchLarge(browser: Browser, stack: ServerStack, cookie: string): Promise<PageBench['large']> {
  await stack.cloud.reset('large')
  const { value } = await callGantry<{ instances: { instance_id: string; name: string }[] }>(
    stack.origin,
    'GET',
    `/cloud/${stack.connection}/rocketmq/v2/-/instances?limit=50`,
    undefined,
    cookie,
  )
  const mega = value.instances.find(({ name }) => name === 'mega-cluster')
  if (!mega) throw new Error('the scenario has no mega-cluster')
  const context = await newContext(browser, stack.origin, cookie)
  const page = await context.newPage()
  await plantProbe(page)
  let reads = 0
  page.on('requestfinished', (request) => {
    if (/\/topics\?/.test(request.url())) reads++
  })
  const started = performance.now()
  await page.goto(`${stack.origin}/c/${stack.connection}/rocketmq/instances/${mega.instance_id}/topics?size=all`)
  while (reads < 200) await page.waitForEvent('requestfinished', { timeout: 60_000 })
  await page.waitForLoadState('networkidle')
  const readSeconds = (performance.now() - started) / 1000
  const rows = Number(await page.locator('table').first().getAttribute('aria-rowcount')) - 1

  await page.locator('tbody').first().hover()
  await page.evaluate(() => (window.probe.watchFrames = true))
  for (let step = 0; step < 60; step++) {
    await page.mouse.wheel(0, step < 40 ? 2_000 : -4_000)
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)))
  }
  const frames = await page.evaluate(() => {
    window.probe.watchFrames = false
    return window.probe.frames
  })

  const times: number[] = []
  for (let run = 0; run < RUNS; run++) {
    times.push(await typeToRows(page, `topic-0${1234 + run}`, 1))
    // Back to all rows before the next word.
    await page.getByRole('main').locator('input:not([type=checkbox])').first().fill('')
    await page.waitForFunction(() => document.querySelectorAll('tbody a').length > 5)
  }
  await context.close()
  return {
    rows,
    readSeconds,
    filterMs: median(times),
    scrollFrames: frames.length,
    framesOver50: frames.filter((gap) => gap > 50).length,
    worstFrame: Math.max(...frames),
  }
}

/** Runs all of part (a). */
export async function benchPage(): Promise<PageBench> {
  const browser = await chromium.launch({ executablePath: ensureBrowser(), args: browserArgs })
  const stack = await startServerStack()
  const demo = await serveFolder(join(import.meta.dirname, '../dist/demo'))
  try {
    const cookie = await stack.signIn()
    const list = (origin: string, connection: string) => `${origin}/c/${connection}/rocketmq/instances`
    const visits = {
      signIn: { url: `${stack.origin}/sign-in`, hasRows: false },
      list: { url: list(stack.origin, stack.connection), cookie, hasRows: true },
      demo: { url: list(demo.origin, 'orders'), hasRows: true },
    }
    const measure = async (name: keyof typeof visits, isSlow: boolean) => {
      const loads: ColdLoad[] = []
      // The first load pays for the server's first compression and is not counted.
      for (let run = 0; run <= RUNS; run++) {
        const load = await loadOnce(browser, { ...visits[name], isSlow })
        if (run > 0) loads.push(load)
      }
      return medians(loads)
    }
    const both = async (name: keyof typeof visits) => ({
      fast: await measure(name, false),
      slow: await measure(name, true),
    })
    return {
      signIn: await both('signIn'),
      list: await both('list'),
      demo: await both('demo'),
      warm: await benchWarm(browser, stack, cookie),
      opening: await benchOpening(browser, stack, cookie, RUNS),
      large: await benchLarge(browser, stack, cookie),
    }
  } finally {
    await browser.close()
    await Promise.all([stack.stop(), demo.close()])
  }
}
