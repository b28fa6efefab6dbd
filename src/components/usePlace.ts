import { useCurrentConnection } from '~/api/useCurrentConnection.ts'
import type { Connection } from '~/contract/console.ts'
import type { Place } from './actions.ts'

/** Account, region and project, as every confirmation names them. */
export function placeOf(connection: Connection | undefined): Place {
  return {
    account: connection?.name ?? '–',
    region: connection?.region ?? '–',
    ...(connection?.label ? { label: connection.label } : {}),
    ...(connection?.color ? { color: connection.color } : {}),
    ...(connection ? { project: connection.projectName ?? connection.projectId } : {}),
  }
}

/** Region and project in words; the first project of a region has the region's name, which is said once then. */
export function regionAndProject({ region, project }: Pick<Place, 'region' | 'project'>): string {
  return [...new Set([region, project])].filter(Boolean).join(' · ')
}

/** The place of the address. */
export function usePlace(): Place {
  return placeOf(useCurrentConnection())
}
