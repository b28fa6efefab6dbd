import { queryOptions } from '@tanstack/react-query'
import type { EndpointFamily } from '~/contract/console.ts'
import { endpointIn } from '~/contract/endpoint.ts'
import { endpointFamilies } from './endpointFamilies.ts'

/** What is known of the public regions. */
export interface Regions {
  ids: readonly string[]
  /** `CN North-Beijing4`; undefined where the SDKs name none. */
  nameOf: (region: string) => string | undefined
  /** The address that is used for a family when none is set by hand. */
  defaultEndpoint: (family: EndpointFamily, region: string) => string
  /** The families that the vendor's SDKs do not name in a region; empty for a region that is not in the table. */
  missingIn: (region: string) => readonly EndpointFamily[]
}

/** The table of the vendor's SDKs: large, so it is loaded with the form. */
export const regionsQuery = queryOptions<Regions>({
  queryKey: ['regions'],
  queryFn: async () => {
    const { regionMatrix, services } = await import('~/contract/endpoints.json')
    const matrix: Readonly<Record<string, Readonly<Partial<Record<string, boolean | string>>>>> = regionMatrix
    const rowOf = (region: string) => (Object.hasOwn(matrix, region) ? matrix[region] : undefined)
    return {
      ids: Object.keys(matrix).sort(),
      nameOf: (region) => {
        const name = rowOf(region)?.['name']
        return typeof name === 'string' ? name : undefined
      },
      defaultEndpoint: (family, region) => endpointIn(services[family], region),
      missingIn: (region) => {
        const row = rowOf(region)
        return row ? endpointFamilies.filter((family) => row[family] !== true) : []
      },
    }
  },
  staleTime: Infinity,
})
