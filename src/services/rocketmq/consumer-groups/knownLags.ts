import type { QueryClient } from '@tanstack/react-query'
import type { InstanceParams } from '~/paths/rocketmq.ts'
import { totalLag, type GroupLag } from './groupLag.ts'
import { groupOfLagRead, isLagRead } from './groupQueries.ts'

/** Lag by the name of the group, of those that have been read; the others are not known. */
export type KnownLags = ReadonlyMap<string, bigint>

interface LagStore {
  read: () => KnownLags
  subscribe: (onChange: () => void) => () => void
}

/** Follows the reads of lag in the cache; a new map only when a total has changed, not with every topic of a group. */
export function lagStore(client: QueryClient, params: InstanceParams): LagStore {
  const cache = client.getQueryCache()
  const predicate = isLagRead(params)
  const collect = (): KnownLags =>
    new Map(
      cache.findAll({ predicate }).flatMap(({ queryKey, state }) => {
        const total = totalLag(state.data as GroupLag | undefined)
        return total === undefined ? [] : [[groupOfLagRead(queryKey), total] as const]
      }),
    )
  let known = collect()
  return {
    read: () => known,
    subscribe(onChange) {
      known = collect()
      return cache.subscribe(({ query, type }) => {
        if (!predicate(query)) return
        const group = groupOfLagRead(query.queryKey)
        const total = type === 'removed' ? undefined : totalLag(query.state.data as GroupLag | undefined)
        if (known.get(group) === total) return
        const next = new Map(known)
        if (total === undefined) next.delete(group)
        else next.set(group, total)
        known = next
        onChange()
      })
    },
  }
}
