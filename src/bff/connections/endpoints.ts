/** The addresses of a connection: those of its region, or set by hand. */
import type { EndpointFamily } from '~/contract/console.ts'
import type { Endpoint } from '../types.ts'
import { isListed } from './draft.ts'
import { defaultEndpoint } from './regions.ts'
import type { Endpoints } from './rows.ts'

type FindEndpoint = (family: EndpointFamily) => Endpoint

/** @param privateEndpoints hosts that may be private */
export function endpointsIn(privateEndpoints: ReadonlySet<string>) {
  return (region: string, endpoints: Endpoints, certificates: Endpoints): FindEndpoint =>
    (family) => {
      const url = new URL(endpoints[family] ?? defaultEndpoint(family, region))
      return { url, ca: certificates[family], allowPrivate: isListed(url, privateEndpoints) }
    }
}

/** Makes each endpoint once: the same object is the same way out for the calls that follow. */
export function once(make: FindEndpoint): FindEndpoint {
  const made = new Map<EndpointFamily, Endpoint>()
  return (family) => {
    let endpoint = made.get(family)
    if (!endpoint) made.set(family, (endpoint = make(family)))
    return endpoint
  }
}
