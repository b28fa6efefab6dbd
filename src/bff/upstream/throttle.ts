import { setTimeout as sleep } from 'node:timers/promises'
import type { Family } from '~/contract/types.ts'
import { Refusal } from '../problem.ts'

/** Calls a minute that the cloud allows; families without a published limit are not held back. */
const perMinute: Partial<Record<Family, number>> = { ddm: 60 }
/** A little more than a minute, for the way between our clock and the cloud's. */
const WINDOW = 61_000
const MAX_WAIT = 15_000

export interface Throttle {
  /**
   * Takes the turn of a call: undefined when that is now, else what to wait for.
   * @throws Refusal 429 at once, with the seconds to wait, when that would take too long; the promise rejects with the
   *   signal's reason when it aborts
   */
  turn: (key: string, family: Family, signal?: AbortSignal) => Promise<void> | undefined
  /** The cloud asked for a pause. */
  hold: (key: string, seconds: number) => void
}

export interface ThrottleOptions {
  now: () => number
  limits?: Partial<Record<Family, number>>
  maxWait?: number
  wait?: (ms: number, signal?: AbortSignal) => Promise<void>
}

async function waitFor(ms: number, signal?: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal })
}

/**
 * A sliding window per key: each call takes the earliest place that keeps every window within the limit. Calls go out
 * in the order in which they came.
 */
export function createThrottle({
  now,
  limits = perMinute,
  maxWait = MAX_WAIT,
  wait = waitFor,
}: ThrottleOptions): Throttle {
  const places = new Map<string, number[]>()
  const holds = new Map<string, number>()

  function refuse(ms: number): never {
    throw new Refusal(429, 'gantry.throttled', 'Too many requests to this service at the moment.', {
      hint: 'The cloud limits how often a user may call this service. Try again in a little while.',
      retryAfterSeconds: Math.ceil(ms / 1000),
    })
  }

  /** @throws the signal's reason when it aborts: the place is free again */
  async function waitUntil(at: number, key: string, signal: AbortSignal | undefined): Promise<void> {
    try {
      await wait(at - now(), signal)
    } catch (error) {
      const list = places.get(key)
      const index = list?.indexOf(at) ?? -1
      if (index >= 0) list?.splice(index, 1)
      throw signal?.aborted ? signal.reason : error
    }
  }

  return {
    turn(key, family, signal) {
      const limit = limits[family]
      if (limit === undefined && holds.size === 0) return undefined
      const time = now()
      const held = holds.get(key) ?? 0
      if (held <= time) holds.delete(key)
      let at = Math.max(time, held)
      let mine: number[] | undefined
      if (limit !== undefined) {
        mine = (places.get(key) ?? []).filter((place) => place > time - WINDOW)
        const blocking = mine[mine.length - limit]
        if (blocking !== undefined) at = Math.max(at, blocking + WINDOW)
        places.set(key, mine)
      }
      if (at - time > maxWait) refuse(at - time)
      mine?.push(at)
      return at <= time ? undefined : waitUntil(at, key, signal)
    },
    hold(key, seconds) {
      holds.set(key, Math.max(holds.get(key) ?? 0, now() + Math.min(seconds, 300) * 1000))
    },
  }
}
