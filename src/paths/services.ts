/** Which services there are: the navigation has one entry each. */
import type { Family } from '~/contract/types.ts'

export type ServiceId = 'rocketmq' | 'ddm' | 'cse' | 'roma'

export const serviceFamilies: Readonly<Record<ServiceId, readonly Family[]>> = {
  rocketmq: ['rocketmq'],
  ddm: ['ddm'],
  cse: ['cse-engine', 'servicecomb'],
  roma: ['roma-common', 'roma-apic', 'roma-mqs', 'roma-link'],
}

export const serviceIds = Object.keys(serviceFamilies) as readonly ServiceId[]

/** The service whose families these are, all of them and no other. */
export function serviceOf(families: readonly Family[]): ServiceId | undefined {
  return serviceIds.find((id) => serviceFamilies[id].toSorted().join() === families.toSorted().join())
}
