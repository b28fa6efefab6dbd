/** The last answers of each call, for comparing: in memory, and gone when the session ends (`client.clear()`). */
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

const MAX = 5

const keyOf = (connection: string, operation: Operation) =>
  ['explorer', 'answers', connection, operation.family, operation.id] as const

/** Newest first. */
export function keptAnswers(client: QueryClient, connection: string, operation: Operation): readonly KeptAnswer[] {
  return client.getQueryData<readonly KeptAnswer[]>(keyOf(connection, operation)) ?? []
}

export function keepAnswer(client: QueryClient, connection: string, operation: Operation, answer: KeptAnswer): void {
  if (answer.result instanceof Blob || answer.result === undefined) return
  client.setQueryData<readonly KeptAnswer[]>(keyOf(connection, operation), (kept = []) =>
    [answer, ...kept].slice(0, MAX),
  )
}
