/** What the bench plants in the page before anything of the app runs. Plain browser code, passed on as text. */
import type { Page } from '@playwright/test'

interface Probe {
  fcp: number
  lcp: number
  /** Long tasks: [start, duration], ms. */
  long: [number, number][]
  /** When the first row with a link in it was painted, ms since navigation. */
  rows: number
  /** Gaps between frames while `watchFrames` runs. */
  frames: number[]
  watchFrames: boolean
}

declare global {
  interface Window {
    probe: Probe
    /** Calls back when the frame has been painted whose callback this is called from. */
    painted: (then: () => void) => void
  }
}

/** Starts watching each page that this one opens, before its first script. */
export async function plantProbe(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const probe: Probe = { fcp: 0, lcp: 0, long: [], rows: 0, frames: [], watchFrames: false }
    window.probe = probe
    // Sent from a frame's callback, a message is received when that frame has been painted.
    window.painted = (then) => {
      const { port1, port2 } = new MessageChannel()
      port1.addEventListener('message', then, { once: true })
      port1.start()
      port2.postMessage(undefined)
    }
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) if (entry.name === 'first-contentful-paint') probe.fcp = entry.startTime
    }).observe({ type: 'paint', buffered: true })
    new PerformanceObserver((list) => {
      probe.lcp = list.getEntries().at(-1)?.startTime ?? probe.lcp
    }).observe({ type: 'largest-contentful-paint', buffered: true })
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) probe.long.push([entry.startTime, entry.duration])
    }).observe({ type: 'longtask', buffered: true })
    let last = performance.now()
    const frame = (now: number) => {
      if (probe.watchFrames) probe.frames.push(now - last)
      last = now
      if (probe.rows === 0 && document.querySelector('tbody a'))
        window.painted(() => (probe.rows ||= performance.now()))
      requestAnimationFrame(frame)
    }
    requestAnimationFrame(frame)
  })
}

export interface Load {
  fcp: number
  lcp: number
  rows: number
  /** Long tasks beyond 50 ms each, from the first paint until a second after the rows (or the last paint). */
  blocked: number
}

/** Reads what the probe has seen of a load. */
export async function readLoad(page: Page): Promise<Load> {
  return page.evaluate(() => {
    const { fcp, lcp, rows, long } = window.probe
    const end = Math.max(rows, lcp) + 1000
    const blocked = long
      .filter(([start]) => start < end)
      .reduce((sum, [start, duration]) => sum + Math.max(0, start + duration - Math.max(start, fcp) - 50), 0)
    return { fcp, lcp, rows, blocked }
  })
}

/**
 * Clicks and waits until rows of the new table are painted.
 * @param selector of what is clicked: a link by its address
 * @returns milliseconds from the click event
 */
export async function clickToRows(page: Page, selector: string): Promise<number> {
  return page.evaluate(async (target) => {
    const link = document.querySelector<HTMLElement>(target)
    if (!link) throw new Error(`nothing at ${target}`)
    const before = document.querySelector('table')
    const started = performance.now()
    link.click()
    return new Promise<number>((resolve, reject) => {
      const look = () => {
        const table = document.querySelector('table')
        if (table && table !== before && table.querySelector('tbody a'))
          window.painted(() => resolve(performance.now() - started))
        else if (performance.now() - started > 20_000) reject(new Error(`no rows after a click on ${target}`))
        else requestAnimationFrame(look)
      }
      requestAnimationFrame(look)
    })
  }, selector)
}

/**
 * Clicks and waits until the form of the explorer is painted.
 * @param selector of the link to the operation
 * @returns milliseconds from the click event
 */
export async function clickToForm(page: Page, selector: string): Promise<number> {
  return page.evaluate(async (target) => {
    const link = document.querySelector<HTMLElement>(target)
    if (!link) throw new Error(`nothing at ${target}`)
    const started = performance.now()
    link.click()
    return new Promise<number>((resolve, reject) => {
      const look = () => {
        if (document.querySelector('section[aria-label="Values"] :is(input, textarea, select)'))
          window.painted(() => resolve(performance.now() - started))
        else if (performance.now() - started > 20_000) reject(new Error(`no form after a click on ${target}`))
        else requestAnimationFrame(look)
      }
      requestAnimationFrame(look)
    })
  }, selector)
}

/**
 * Types a text into the filter of the table at once, and waits until only the rows that fit are painted.
 * @param left how many rows stay
 */
export async function typeToRows(page: Page, text: string, left: number): Promise<number> {
  return page.evaluate(
    async ([word, rows]) => {
      const field = document.querySelector<HTMLInputElement>('main input:not([type=checkbox])')
      if (!field) throw new Error('no filter field')
      const started = performance.now()
      // As React wants it: the native setter, then the event.
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field, word)
      field.dispatchEvent(new Event('input', { bubbles: true }))
      return new Promise<number>((resolve, reject) => {
        const look = () => {
          const links = [...document.querySelectorAll('tbody tr')].filter((row) => row.querySelector('a'))
          if (links.length === rows && links.every((row) => row.textContent.includes(word)))
            window.painted(() => resolve(performance.now() - started))
          else if (performance.now() - started > 20_000) reject(new Error(`${links.length} rows for ${word}`))
          else requestAnimationFrame(look)
        }
        requestAnimationFrame(look)
      })
    },
    [text, left] as const,
  )
}
