import type { Connection } from '~/contract/console.ts'
import { queryClient } from './queryClient.ts'
import { connectionsQuery } from './session.ts'

/**
 * Whether there is a connection of this id. One that this tab does not know may have been made in another since: the
 * server is asked once more before the answer is no.
 */
export async function hasConnection(id: string): Promise<boolean> {
  const isAmong = (list: readonly Connection[]) => list.some((one) => one.id === id)
  return (
    isAmong(await queryClient.ensureQueryData(connectionsQuery)) ||
    isAmong(await queryClient.fetchQuery({ ...connectionsQuery, staleTime: 0 }))
  )
}
