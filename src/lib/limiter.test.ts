import { describe, expect, test } from 'vitest'
import { limiter } from './limiter.ts'

function gates(count: number) {
  const started: number[] = []
  const ends: (() => void)[] = []
  const task = (at: number) => () => {
    started.push(at)
    return new Promise<number>((resolve) => (ends[at] = () => resolve(at)))
  }
  return { started, ends, tasks: Array.from({ length: count }, (_, at) => task(at)) }
}
const settle = () => new Promise((resolve) => setTimeout(resolve))

describe('limiter', () => {
  test('runs no more than so many at once, the rest in order', async () => {
    const run = limiter(2)
    const { started, ends, tasks } = gates(4)
    const results = tasks.map((task) => run(task))
    await settle()
    expect(started).toEqual([0, 1])
    ends[1]?.()
    await settle()
    expect(started).toEqual([0, 1, 2])
    ends[0]?.()
    ends[2]?.()
    await settle()
    ends[3]?.()
    expect(await Promise.all(results)).toEqual([0, 1, 2, 3])
  })

  test('a failure gives its place on', async () => {
    const run = limiter(1)
    await expect(run(() => Promise.reject(new Error('no')))).rejects.toThrow('no')
    expect(await run(() => Promise.resolve(7))).toBe(7)
  })

  test('who leaves the queue never starts, and holds up nobody', async () => {
    const run = limiter(1)
    const { started, ends, tasks } = gates(3)
    const stop = new AbortController()
    const [first = tasks[0], second = first, third = first] = tasks
    if (!first || !second || !third) throw new Error('three tasks')
    const running = run(first)
    const left = run(second, stop.signal)
    const stays = run(third)
    stop.abort(new Error('stopped'))
    await expect(left).rejects.toThrow('stopped')
    ends[0]?.()
    await running
    await settle()
    expect(started).toEqual([0, 2])
    ends[2]?.()
    expect(await stays).toBe(2)
  })
})
