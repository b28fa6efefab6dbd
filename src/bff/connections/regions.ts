/** Where a region's services answer, from the table of the vendor's SDKs. */
import type { EndpointFamily } from '~/contract/console.ts'
import { endpointIn } from '~/contract/endpoint.ts'
import { services } from '~/contract/endpoints.json'

export const endpointFamilies: readonly EndpointFamily[] = ['rocketmq', 'ddm', 'cse', 'roma', 'iam']

/** `cn-north-4`, `my-kualalumpur-1`: nothing that could change the host in a template. */
export const regionPattern = /^[a-z]{2,8}(-[a-z0-9]{1,20}){1,3}$/

/** The default address of a family in a region. */
export function defaultEndpoint(family: EndpointFamily, region: string): string {
  return endpointIn(services[family], region)
}
