import { ApiError } from '~/api/error.ts'
import type { JobItem, TrackedJob } from '~/contract/console.ts'
import { limiter } from '~/lib/limiter.ts'

export type BulkStatus = 'waiting' | 'running' | 'done' | 'failed' | 'unknown' | 'cancelled'

export interface BulkResult<Item> {
  item: Item
  status: BulkStatus
  error?: Error
}

export interface BulkOptions<Item> {
  /** How many calls may be under way at once. */
  concurrency: number
  /** Aborted: no further item is started. What is under way is awaited, for its outcome would be unknown. */
  signal: AbortSignal
  onChange: (results: readonly BulkResult<Item>[]) => void
  /** Waits before the next call after a 429; replaced in tests. */
  wait?: (ms: number, signal: AbortSignal) => Promise<void>
}

/**
 * Runs one call per item and never stops at a failure. A write is never repeated by itself: a 429 fails its item and
 * holds back the items that have not been started for as long as the server asked (5 s when it did not say).
 */
export async function runBulk<Item>(
  items: readonly Item[],
  run: (item: Item) => Promise<unknown>,
  { concurrency, signal, onChange, wait = pause }: BulkOptions<Item>,
): Promise<BulkResult<Item>[]> {
  let results: BulkResult<Item>[] = items.map((item) => ({ item, status: 'waiting' }))
  let quietUntil: Promise<void> | undefined
  const set = (index: number, change: Partial<BulkResult<Item>>) => {
    results = results.map((result, i) => (i === index ? { ...result, ...change } : result))
    onChange(results)
  }
  const work = async (item: Item, index: number) => {
    while (quietUntil) await quietUntil
    if (signal.aborted) return
    set(index, { status: 'running' })
    try {
      await run(item)
      set(index, { status: 'done' })
    } catch (cause) {
      const error = cause instanceof Error ? cause : new Error(String(cause))
      set(index, { status: isUnknown(error) ? 'unknown' : 'failed', error })
      const held = throttle(error)
      if (held !== undefined) {
        const pause = wait(held, signal).finally(() => {
          if (quietUntil === pause) quietUntil = undefined
        })
        quietUntil = pause
      }
    }
  }
  onChange(results)
  const inTurn = limiter(concurrency)
  await Promise.all(items.map((item, index) => inTurn(() => work(item, index))))
  results = results.map((result) => (result.status === 'waiting' ? { ...result, status: 'cancelled' } : result))
  onChange(results)
  return results
}

/** Whether the outcome of a failed write is not known: looked at before it is tried again, never retried in bulk. */
function isUnknown(error: Error): boolean {
  return error instanceof ApiError && error.problem.unknownOutcome === true
}

/** Milliseconds that a refusal asks everyone to wait; undefined for any other failure. */
function throttle(error: Error): number | undefined {
  return error instanceof ApiError && error.status === 429 ? (error.retryAfter ?? 5) * 1000 : undefined
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve()
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, ms)
    signal.addEventListener('abort', end)
  })
}

/** The items of a job as results; what has no end yet is under way, and in a run of the server waits for its turn. */
export function resultsOf({ items = [], run, state, family }: TrackedJob): BulkResult<JobItem>[] {
  const rest = state !== 'running' ? 'unknown' : run === undefined ? 'running' : 'waiting'
  return items.map((item) => {
    const status = item.outcome === 'stopped' ? 'cancelled' : (item.outcome ?? (item.running ? 'running' : rest))
    if (!item.problem) return { item, status }
    // A run may have been stored before its failures said of which family they are.
    const problem = item.problem.origin === 'cloud' ? { family, ...item.problem } : item.problem
    return { item, status, error: new ApiError(0, problem) }
  })
}

/** How many results have each status. */
export function countResults(results: readonly BulkResult<unknown>[]): Record<BulkStatus, number> {
  const counts: Record<BulkStatus, number> = { waiting: 0, running: 0, done: 0, failed: 0, unknown: 0, cancelled: 0 }
  for (const result of results) counts[result.status]++
  return counts
}
