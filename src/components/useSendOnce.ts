import { useQueryClient, type Mutation } from '@tanstack/react-query'
import { useRef } from 'react'

/**
 * Runs what it is given, unless the mutation that this started before is still under way. Its `isPending` does not
 * tell in time: it is drawn a moment after the start, and an Enter that is held down is faster.
 */
export function useSendOnce(): (send: () => void) => void {
  const client = useQueryClient()
  const started = useRef<Mutation<unknown, Error, unknown>>(undefined)
  return (send) => {
    if (started.current?.state.status === 'pending') return
    const cache = client.getMutationCache()
    const before = new Set(cache.getAll())
    send()
    started.current = cache.getAll().find((mutation) => !before.has(mutation))
  }
}
