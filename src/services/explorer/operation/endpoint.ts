/** The address that a call goes to, as far as the browser can know it. */
import { queryOptions } from '@tanstack/react-query'
import type { Connection, EndpointFamily } from '~/contract/console.ts'
import { endpointIn, type ServiceAddresses } from '~/contract/endpoint.ts'
import type { Family, Operation } from '~/contract/types.ts'

export type Services = Readonly<Record<EndpointFamily, ServiceAddresses>>

/** The addresses of the public regions: a large table, loaded with the first request that is shown. */
export const servicesQuery = queryOptions<Services>({
  queryKey: ['contract', 'endpoints'],
  queryFn: async () => (await import('~/contract/endpoints.json')).services,
  staleTime: Infinity,
  gcTime: Infinity,
})

const endpointFamily: Readonly<Record<Exclude<Family, 'servicecomb'>, EndpointFamily>> = {
  rocketmq: 'rocketmq',
  ddm: 'ddm',
  'cse-engine': 'cse',
  'roma-common': 'roma',
  'roma-apic': 'roma',
  'roma-mqs': 'roma',
  'roma-link': 'roma',
}

/** Set by hand, else the default of the region; a word in braces where only the server knows it. */
export function endpointOf(
  operation: Operation,
  connection: Pick<Connection, 'endpoints' | 'region' | 'simulated'> | undefined,
  services: Services | undefined,
): string {
  if (operation.family === 'servicecomb') return '{engine}'
  const family = endpointFamily[operation.family]
  const own = connection?.endpoints[family]
  if (own !== undefined) return own
  if (connection?.simulated) return '{simulated cloud}'
  return connection && services ? endpointIn(services[family], connection.region) : `https://{${family}}`
}
