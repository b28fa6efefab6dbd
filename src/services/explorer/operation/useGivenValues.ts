import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import type { ApiError } from '~/api/error.ts'
import { requestsQuery } from '~/api/keptRequests.ts'
import { useRecentCalls } from '~/api/recentCalls.ts'
import { withEngine } from '../engine.ts'
import { readShared, sharedPart, writeShared } from './shared.ts'

export interface Given {
  /** The part of the address that names the values: the page starts over when it changes. '' for none. */
  part: string
  /** Parameters by wire name, `body`, and the engine; undefined when there are none. */
  values?: Record<string, unknown>
  /** `broken`: cannot be read. `gone`: no longer kept. `callGone`: no longer in this tab. */
  problem?: 'broken' | 'gone' | 'callGone'
  /** They came in the address itself: anyone can have made it. */
  isShared?: true
  /** The body was too large to be kept. */
  isCut?: true
  /** They are too many for an address, and in this tab only. */
  isHeld?: true
  /** Another query of the address that holds these very values. */
  moved?: string
  /** They are still to come from the server, or did not. */
  waiting?: { error: ApiError | null; retry: () => void }
}

/** The values that an address gives to the form: written in it, kept by the server, or held in this tab. */
export function useGivenValues(search: URLSearchParams): Given {
  const shared = sharedPart(search)
  const { data } = useSuspenseQuery({
    queryKey: ['explorer', 'shared', shared],
    queryFn: async () => (await readShared(shared)) ?? null,
    staleTime: Infinity,
    gcTime: 60_000,
  })
  const held = useHeldCall(search)
  const kept = useKept(search)
  const isCut = search.has('cut') ? { isCut: true as const } : {}
  if (data === 'broken') return { part: shared, problem: 'broken' }
  if (data) return { part: shared, values: data, isShared: true, ...isCut }
  return kept ?? held ?? { part: shared, ...isCut }
}

/** What the server keeps under the id in the address; undefined when it names none. */
function useKept(search: URLSearchParams): Given | undefined {
  const list = (['past', 'saved'] as const).find((name) => search.has(name))
  const { data, error, refetch } = useQuery({ ...requestsQuery, enabled: list !== undefined })
  if (!list) return undefined
  const id = search.get(list)
  const part = `${list}=${id}`
  if (!data) return { part, waiting: { error, retry: () => void refetch() } }
  const found = data[list].find((one) => one.id === id)
  if (!found) return { part, problem: 'gone' }
  return { part, values: found.args, ...('isCut' in found && found.isCut ? { isCut: true } : {}) }
}

/** The call of this tab whose number stands in the address; undefined when there is none in it. */
function useHeldCall(search: URLSearchParams): Given | undefined {
  const number = search.get('call')
  const calls = useRecentCalls()
  const found = number === null ? undefined : calls.find(({ id }) => String(id) === number)
  const values = found && withEngine(found.args, found.engine)
  const { data: packed } = useSuspenseQuery({
    queryKey: ['explorer', 'call', number],
    queryFn: async () => (values && (await writeShared(values))) ?? null,
    staleTime: Infinity,
    gcTime: 60_000,
  })
  if (number === null) return undefined
  const part = `call=${number}`
  if (!found || !values) return { part, problem: 'callGone' }
  if (packed === null) return { part, values, isHeld: true }
  // In the address itself they outlive a reload, and go along with a copy of it.
  const next = new URLSearchParams(packed)
  for (const [name, value] of search) if (name !== 'call') next.append(name, value)
  return { part, moved: `?${next.toString()}` }
}
