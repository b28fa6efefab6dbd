import { useQuery } from '@tanstack/react-query'
import { zonesQuery } from './zonesQuery.ts'

interface Props {
  connection: string
  ids: readonly string[]
}

/** Zones as the cloud's own console calls them: an instance has their ids only. A zone without a name keeps its id. */
export function ZoneNames({ connection, ids }: Props) {
  const { data, isPending } = useQuery(zonesQuery(connection))
  if (isPending) return null
  const nameOf = (id: string) => data?.available_zones?.find((zone) => zone.id === id)?.name || id
  return <span title={ids.join('\n')}>{ids.map(nameOf).join(', ')}</span>
}
