import { describe, expect, it } from 'vitest'
import { ApiError } from '~/api/error.ts'
import type { Problem, TrackedJob } from '~/contract/console.ts'
import { countResults, resultsOf, runBulk, type BulkResult } from './bulk.ts'

const problem = (status: number, extra = {}, retryAfter?: number) =>
  new ApiError(status, { code: 'X', message: 'refused', requestId: 'r', origin: 'cloud', ...extra }, retryAfter)
const items = Array.from({ length: 20 }, (_, i) => i + 1)
const options = () => ({
  concurrency: 4,
  signal: new AbortController().signal,
  onChange: () => {},
  wait: () => Promise.resolve(),
})

describe('runBulk', () => {
  it('goes on after failures and sends only the failed ones again', async () => {
    const sent: number[] = []
    const run = (item: number) => {
      sent.push(item)
      return item === 3
        ? Promise.reject(problem(429, {}, 2))
        : item === 7
          ? Promise.reject(problem(409))
          : Promise.resolve()
    }
    const results = await runBulk(items, run, options())
    expect(countResults(results)).toMatchObject({ done: 18, failed: 2 })
    expect(sent).toHaveLength(20)
    const failed = results.filter((result) => result.status === 'failed').map((result) => result.item)
    expect(failed).toEqual([3, 7])
    sent.length = 0
    await runBulk(failed, () => Promise.resolve(sent.push(0)), options())
    expect(sent).toHaveLength(2)
  })

  it('never has more calls under way than allowed', async () => {
    let open = 0
    let most = 0
    await runBulk(
      items,
      async () => {
        most = Math.max(most, ++open)
        await new Promise((resolve) => setTimeout(resolve, 1))
        open--
      },
      options(),
    )
    expect(most).toBe(4)
  })

  it('waits as long as the server asked before it starts the next item', async () => {
    const events: string[] = []
    await runBulk(
      [1, 2, 3],
      (item) => {
        events.push(`run ${item}`)
        return item === 1 ? Promise.reject(problem(429, {}, 7)) : Promise.resolve()
      },
      { ...options(), concurrency: 1, wait: (ms) => Promise.resolve(void events.push(`wait ${ms}`)) },
    )
    expect(events).toEqual(['run 1', 'wait 7000', 'run 2', 'run 3'])
  })

  it('keeps an unknown outcome apart from a failure', async () => {
    const results = await runBulk([1], () => Promise.reject(problem(504, { unknownOutcome: true })), options())
    expect(results[0]?.status).toBe('unknown')
  })

  it('starts nothing after a cancel but awaits what is under way', async () => {
    const stop = new AbortController()
    let last: readonly BulkResult<number>[] = []
    const results = await runBulk(
      items,
      async (item) => {
        await Promise.resolve()
        if (item === 2) stop.abort()
      },
      { ...options(), concurrency: 2, signal: stop.signal, onChange: (now) => (last = now) },
    )
    const counts = countResults(results)
    expect(counts.running).toBe(0)
    expect(counts.done).toBeGreaterThanOrEqual(2)
    expect(counts.done + counts.cancelled).toBe(20)
    expect(counts.cancelled).toBeGreaterThan(10)
    expect(last).toEqual(results)
  })
})

describe('resultsOf', () => {
  const job = (problem: Problem): TrackedJob => ({
    id: 'run-1',
    connection: 'c1',
    family: 'rocketmq',
    operationId: 'deleteUser',
    args: {},
    title: 'Delete users',
    startedAt: '2026-11-21T12:00:00Z',
    state: 'failed',
    items: [{ name: 'ada', outcome: 'failed', problem }],
    run: 'user_name',
  })
  const familyOf = (problem: Partial<Problem>) => {
    const [result] = resultsOf(job({ code: 'X', message: 'No.', requestId: 'r', origin: 'cloud', ...problem }))
    return result?.error instanceof ApiError ? result.error.problem.family : 'no failure'
  }

  it('takes the family of an old failure from the run, and leaves a newer one and our own as they are', () => {
    expect(familyOf({})).toBe('rocketmq')
    expect(familyOf({ family: 'ddm' })).toBe('ddm')
    expect(familyOf({ origin: 'gantry' })).toBeUndefined()
  })
})
