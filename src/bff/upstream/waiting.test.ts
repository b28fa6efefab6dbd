import { describe, expect, test } from 'vitest'
import { createInflight } from './inflight.ts'
import { createThrottle } from './throttle.ts'

describe('the throttle', () => {
  function setup(maxWait = 15_000) {
    const state = { time: 0, waits: [] as number[] }
    const throttle = createThrottle({
      now: () => state.time,
      limits: { ddm: 3 },
      maxWait,
      wait: async (ms) => void state.waits.push(ms),
    })
    return { state, throttle }
  }

  test('R1 in no minute more than the limit, in the order of arrival', async () => {
    const { state, throttle } = setup(200_000)
    for (let i = 0; i < 8; i += 1) await throttle.turn('k', 'ddm')
    expect(state.waits).toEqual([61_000, 61_000, 61_000, 122_000, 122_000])
    state.time = 50_000
    await throttle.turn('k', 'ddm')
    expect(state.waits.at(-1)).toBe(122_000 - 50_000)
  })

  test('waits a little, refuses when it would be long', async () => {
    const { state, throttle } = setup()
    for (let i = 0; i < 3; i += 1) await throttle.turn('k', 'ddm')
    await expect((async () => throttle.turn('k', 'ddm'))()).rejects.toMatchObject({
      status: 429,
      options: { retryAfterSeconds: 61 },
    })
    state.time = 50_000
    await throttle.turn('k', 'ddm')
    expect(state.waits).toEqual([11_000])
  })

  test('keys and families do not hold each other back', async () => {
    const { state, throttle } = setup()
    for (let i = 0; i < 3; i += 1) await throttle.turn('k', 'ddm')
    await throttle.turn('other', 'ddm')
    for (let i = 0; i < 100; i += 1) await throttle.turn('k2', 'rocketmq')
    expect(state.waits).toEqual([])
  })

  test('giving up gives the place back', async () => {
    let time = 0
    const throttle = createThrottle({
      now: () => time,
      limits: { ddm: 1 },
      maxWait: 70_000,
      wait: (_ms, signal) =>
        new Promise((_, reject) => signal?.addEventListener('abort', () => reject(new Error('stop')))),
    })
    await throttle.turn('k', 'ddm')
    const stop = new AbortController()
    const waiting = throttle.turn('k', 'ddm', stop.signal)
    stop.abort(new Error('left'))
    await expect(waiting).rejects.toThrow('left')
    time = 61_001
    expect(throttle.turn('k', 'ddm')).toBeUndefined()
  })
})

describe('reads in flight', () => {
  test('one that leaves does not end it for the others, and a failure reaches everyone', async () => {
    const inflight = createInflight<string>()
    const one = new AbortController()
    let fail: (error: Error) => void = () => undefined
    let starts = 0
    const start = () => {
      starts += 1
      return new Promise<string>((_, reject) => (fail = reject))
    }
    const first = inflight.join('k', one.signal, start)
    const second = inflight.join('k', new AbortController().signal, start)
    one.abort(new Error('left'))
    await expect(first).rejects.toThrow('left')
    fail(new Error('broken'))
    await expect(second).rejects.toThrow('broken')
    expect(starts).toBe(1)
    await expect(inflight.join('k', AbortSignal.abort(new Error('late')), start)).rejects.toThrow('late')
    expect(starts).toBe(1)
  })

  test('a call that everyone left is not joined by the next one', async () => {
    const inflight = createInflight<string>()
    const one = new AbortController()
    const first = inflight.join('k', one.signal, () => new Promise(() => undefined))
    one.abort()
    await expect(first).rejects.toThrow('aborted')
    await expect(inflight.join('k', new AbortController().signal, async () => 'fresh')).resolves.toBe('fresh')
  })
})
