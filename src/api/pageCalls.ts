/** Which calls are behind what a page shows: those that it made, and those whose answers it took from the cache. */
import type { QueryClient } from '@tanstack/react-query'
import { families, type Family } from '~/contract/types.ts'
import { stringifyJson } from '~/lib/json.ts'
import type { RecentCall } from './recentCalls.ts'

export type PageCall = Pick<RecentCall, 'connection' | 'family' | 'operationId' | 'args' | 'engine'> &
  // Absent for an answer that is older than the calls which are remembered.
  Partial<Pick<RecentCall, 'id' | 'status' | 'isCut'>>

/** Keys of the reads that something on screen is looking at. */
export function activeReads(client: QueryClient): (readonly unknown[])[] {
  return client
    .getQueryCache()
    .findAll({ type: 'active' })
    .map(({ queryKey }) => queryKey)
}

/** The read that a key of `keyOf` stands for; a list's key goes on behind it. */
function readOf([connection, family, operationId, args]: readonly unknown[]): PageCall | undefined {
  if (typeof connection !== 'string' || typeof operationId !== 'string' || !families.includes(family as Family))
    return undefined
  const { body: _body, ...rest } = (args ?? {}) as Record<string, unknown>
  return { connection, family: family as Family, operationId, args: rest }
}

/** A list is read page by page: its calls say more than its key. */
function isOf(call: RecentCall, read: PageCall): boolean {
  return (
    call.connection === read.connection &&
    call.family === read.family &&
    call.operationId === read.operationId &&
    Object.entries(read.args).every(([name, value]) => stringifyJson(call.args[name]) === stringifyJson(value))
  )
}

/**
 * The calls of a page, the newest first and each only once.
 * @param recent newest first
 * @param reads keys of what the page looks at (`activeReads`)
 */
export function pageCalls(
  page: string,
  recent: readonly RecentCall[],
  reads: readonly (readonly unknown[])[],
): PageCall[] {
  const made: PageCall[] = recent.filter((call) => call.page === page)
  const cached = reads.flatMap((key) => {
    const read = readOf(key)
    return read ? [recent.find((call) => isOf(call, read)) ?? read] : []
  })
  const seen = new Set<string>()
  return [...made, ...cached]
    .toSorted((a, b) => (b.id ?? 0) - (a.id ?? 0))
    .filter(({ connection, family, operationId, args }) => {
      const key = `${connection} ${family} ${operationId} ${stringifyJson(args)}`
      return !seen.has(key) && Boolean(seen.add(key))
    })
}
