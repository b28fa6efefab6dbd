/**
 * What the cloud has accepted but may still be carrying out: a deletion without a job, a new topic that is not there
 * yet. Reads again until it shows, a few times with growing pauses.
 */
import { useCallback, useSyncExternalStore } from 'react'
import type { Operation } from '~/contract/types.ts'
import { createListeners } from '~/lib/listeners.ts'
import { call } from './client.ts'
import { isApiError } from './error.ts'
import { keyOf } from './query.ts'
import { markStale, queryClient } from './queryClient.ts'
import type { AnyArgs, CallArgs } from './request.ts'

/** Looks after the first one; the pauses before them double: 1, 2, 4 and 8 s. */
const MORE_LOOKS = 4

/** `pending`: still not so after the last look · `unknown`: the last look failed, so nothing is known. */
export type Outcome = 'settled' | 'pending' | 'unknown'

class NotYet extends Error {}

/** Gone is what the cloud says is not there; a 404 of our own server (a deleted connection) says nothing of it. */
async function isThere(operation: Operation, args: AnyArgs): Promise<boolean> {
  try {
    await call(operation, args as never)
    return true
  } catch (error) {
    if (isApiError(error, 404) && error.problem.origin === 'cloud') return false
    throw error
  }
}

async function lookUntil(wanted: boolean, operation: Operation, args: AnyArgs, onWait?: () => void): Promise<Outcome> {
  let looks = 0
  let tell = onWait
  try {
    await queryClient.fetchQuery({
      queryKey: [...keyOf(operation, args), wanted ? 'there' : 'gone'],
      queryFn: async () => {
        looks++
        if ((await isThere(operation, args)) === wanted) return true
        tell?.()
        tell = undefined
        throw new NotYet()
      },
      // The pauses are those of the queries: none ends in a hidden tab.
      retry: MORE_LOOKS,
      retryDelay: (count) => 1000 * 2 ** count,
      staleTime: 0,
      gcTime: 0,
    })
  } catch (error) {
    return error instanceof NotYet ? 'pending' : 'unknown'
  }
  // What was read right after the change may be from before it took effect.
  if (looks > 1) void markStale(args.connection, operation.family)
  return 'settled'
}

const idOf = (operation: Operation, args: unknown) => JSON.stringify(keyOf(operation, args as AnyArgs))
let leaving: ReadonlySet<string> = new Set()
const { subscribe, tell } = createListeners()

function setLeaving(change: (ids: Set<string>) => void): void {
  const next = new Set(leaving)
  change(next)
  leaving = next
  tell()
}

const isAmong = (ids: ReadonlySet<string>, operation: Operation, args: unknown) =>
  ids.size > 0 && ids.has(idOf(operation, args))

/** Whether an object has been deleted and is not known to be gone. */
export function useIsLeaving<Op extends Operation>(operation: Op, args: CallArgs<Op>): boolean {
  return useSyncExternalStore(subscribe, () => isAmong(leaving, operation, args))
}

/** The same for many objects that one operation reads; another function after each change. */
export function useLeaving<Op extends Operation>(operation: Op): (args: CallArgs<Op>) => boolean {
  const ids = useSyncExternalStore(subscribe, () => leaving)
  return useCallback((args) => isAmong(ids, operation, args), [ids, operation])
}

/**
 * Reads a deleted object until the cloud does not know it any more; meanwhile `useIsLeaving` tells of it. Never rejects.
 * `operation` reads the one object that `args` name; `onWait` is called once, when it was still there.
 */
export async function untilGone<Op extends Operation>(
  operation: Op,
  args: CallArgs<Op>,
  onWait?: () => void,
): Promise<Outcome> {
  const id = idOf(operation, args)
  setLeaving((ids) => ids.add(id))
  try {
    return await lookUntil(false, operation, args as unknown as AnyArgs, onWait)
  } finally {
    setLeaving((ids) => ids.delete(id))
  }
}

/** Reads a created object until the cloud knows it. Never rejects. */
export function untilThere<Op extends Operation>(operation: Op, args: CallArgs<Op>): Promise<Outcome> {
  return lookUntil(true, operation, args as unknown as AnyArgs)
}
