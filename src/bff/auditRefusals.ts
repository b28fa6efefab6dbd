/**
 * Refusals that a stranger can cause. A row for each would let anybody fill the record, and a record that cannot be
 * written stops every change: the first is written at once, those that follow are counted and written as one row when
 * a quarter of an hour is over. While many addresses are refused, all further ones share one count.
 */
import type { OwnEvent } from './audit.ts'
import type { RequestContext, RequestStore } from './context.ts'

/** As long as the longest wait that the limiter of sign-ins imposes. */
const WINDOW_MS = 15 * 60_000
/** Addresses, accounts and actions that are told apart in a window. */
const KEPT = 100

interface Window {
  event: OwnEvent
  /** Of the first refusal: where the row of the others gets its address and its request id from. */
  context: RequestContext
  since: number
  /** How many came after the row that has been written. */
  more: number
}

interface Deps {
  requests: RequestStore
  record: (event: OwnEvent) => Promise<void>
  now: () => number
}

interface Refusals {
  /** Records a refusal: at once, or with the next count. */
  note(event: OwnEvent): Promise<void>
  /** Writes down all that has only been counted. */
  flush(): Promise<void>
}

export function createRefusals({ requests, record, now }: Deps): Refusals {
  const windows = new Map<string, Window>()
  let timer: NodeJS.Timeout | undefined

  /** Writes the counts of the windows that `isOver`. One that had a count goes on, so that each has one row. */
  async function close(isOver: (window: Window) => boolean): Promise<void> {
    for (const [key, window] of windows) {
      if (!isOver(window)) continue
      const { event, context, since, more } = window
      if (more === 0) {
        windows.delete(key)
        continue
      }
      window.since = now()
      window.more = 0
      const target = { ...event.target, refusals: String(more), since: new Date(since).toISOString() }
      await requests.run(context, () => record({ ...event, target }))
    }
  }

  const closeEnded = () => close(({ since }) => now() - since >= WINDOW_MS)

  /** Counts are written although nobody comes any more. */
  function watch(): void {
    timer ??= setTimeout(() => {
      timer = undefined
      void closeEnded().then(() => {
        if (windows.size > 0) watch()
      })
    }, WINDOW_MS).unref()
  }

  return {
    async note(event) {
      await closeEnded()
      const asked: RequestContext = requests.getStore() ?? { requestId: '', address: 'server', agent: '' }
      const { action, status } = event
      // Whoever has to wait may go on under any name.
      const account = status === 429 ? undefined : event.user
      const own = JSON.stringify([action, status, asked.address, account])
      const isOneOfMany = !windows.has(own) && windows.size >= KEPT
      const key = isOneOfMany ? JSON.stringify([action, status]) : own
      const window = windows.get(key)
      if (window) {
        window.more += 1
        return
      }
      const first = isOneOfMany
        ? { event: { action, status }, context: { ...asked, address: 'many', session: undefined } }
        : { event, context: asked }
      windows.set(key, { ...first, since: now(), more: 0 })
      watch()
      await requests.run(first.context, () => record(first.event))
    },
    flush: () => close(() => true),
  }
}
