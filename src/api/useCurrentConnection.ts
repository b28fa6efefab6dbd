import { useQuery } from '@tanstack/react-query'
import { useParams } from 'react-router'
import { connectionsQuery } from './session.ts'
import type { Connection } from '~/contract/console.ts'

/** The connection of the address; undefined when the page has none, it is not loaded yet, or it is gone. */
export function useCurrentConnection(): Connection | undefined {
  const { connection } = useParams()
  const { data } = useQuery(connectionsQuery)
  return data?.find((one) => one.id === connection)
}
