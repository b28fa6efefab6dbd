import { useCurrentConnection } from '~/api/useCurrentConnection.ts'
import type { Place } from './actions.ts'

/** Account, region and project of the address, as every confirmation names them. */
export function usePlace(): Place {
  const connection = useCurrentConnection()
  return {
    account: connection?.name ?? '–',
    region: connection?.region ?? '–',
    ...(connection?.label ? { label: connection.label } : {}),
    ...(connection?.color ? { color: connection.color } : {}),
    ...(connection ? { project: connection.projectName ?? connection.projectId } : {}),
  }
}
