/**
 * The last answers of each call, for comparing: in memory, however long one looks elsewhere, and gone when the session
 * ends (`client.clear()`).
 */
import type { QueryClient } from '@tanstack/react-query'
import type { Operation } from '~/contract/types.ts'

export interface KeptAnswer {
  /** Unix ms at which the call was sent. */
  at: number
  /** Without secrets. */
  args: Record<string, unknown>
  status: number
  result: unknown
}

/** Answers of one call. */
const MAX = 5
/** Calls whose answers are kept; those that were run longest ago are forgotten first. */
const MAX_CALLS = 40

const root = ['explorer', 'answers'] as const
const keyOf = (connection: string, operation: Operation) =>
  [...root, connection, operation.family, operation.id] as const

/** Newest first. */
export function keptAnswers(client: QueryClient, connection: string, operation: Operation): readonly KeptAnswer[] {
  return client.getQueryData<readonly KeptAnswer[]>(keyOf(connection, operation)) ?? []
}

export function keepAnswer(client: QueryClient, connection: string, operation: Operation, answer: KeptAnswer): void {
  if (answer.result instanceof Blob || answer.result === undefined) return
  // Nothing on screen looks at them until they are compared, and what nobody looks at is dropped after minutes.
  client.setQueryDefaults(root, { gcTime: Infinity })
  client.setQueryData<readonly KeptAnswer[]>(keyOf(connection, operation), (kept = []) =>
    [answer, ...kept].slice(0, MAX),
  )
  const cache = client.getQueryCache()
  const newest = (query: { state: { data?: unknown } }) => (query.state.data as readonly KeptAnswer[])[0]?.at ?? 0
  const old = cache.findAll({ queryKey: root }).toSorted((a, b) => newest(b) - newest(a))
  for (const query of old.slice(MAX_CALLS)) cache.remove(query)
}
