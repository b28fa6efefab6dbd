import { useSuspenseQuery } from '@tanstack/react-query'
import { useRecentCalls } from '~/api/recentCalls.ts'
import { withEngine } from '../engine.ts'
import { useRequests } from '../history/useRequests.ts'
import { readShared, sharedPart } from './shared.ts'

export interface Given {
  /** The part of the address that names the values: the page starts over when it changes. '' for none. */
  part: string
  /** Parameters by wire name, `body`, and the engine; undefined when there are none. */
  values?: Record<string, unknown>
  /** `broken`: cannot be read. `gone`: no longer kept in this browser. */
  problem?: 'broken' | 'gone'
  /** They came in the address itself: anyone can have made it. */
  isShared?: true
  /** The body was too large to be kept. */
  isCut?: true
}

/** The values that an address gives to the form: written in it, or kept in this browser under the id that it names. */
export function useGivenValues(search: URLSearchParams): Given {
  const { past, saved } = useRequests()
  const calls = useRecentCalls()
  const shared = sharedPart(search)
  const { data } = useSuspenseQuery({
    queryKey: ['explorer', 'shared', shared],
    queryFn: async () => (await readShared(shared)) ?? null,
    staleTime: Infinity,
    gcTime: 60_000,
  })
  if (data === 'broken') return { part: shared, problem: 'broken' }
  if (data) return { part: shared, values: data, isShared: true }
  for (const [name, list] of [
    ['past', past],
    ['saved', saved],
    ['call', calls],
  ] as const) {
    const id = search.get(name)
    if (id === null) continue
    const part = `${name}=${id}`
    const found = list.find((one) => String(one.id) === id)
    if (!found) return { part, problem: 'gone' }
    const values = withEngine(found.args, 'engine' in found ? found.engine : undefined)
    return { part, values, ...('isCut' in found && found.isCut ? { isCut: true } : {}) }
  }
  return { part: shared }
}
