import type * as operations from '~/contract/rocketmq/generated/operations.ts'
import type { AvailableZone } from '~/contract/rocketmq/generated/types.ts'
import { Exact } from '~/lib/json.ts'
import type { FamilyHandlers } from '../simulation.ts'

/** "For ever" as the service writes it: the largest 64-bit integer. */
const unlimited = new Exact('9223372036854775807')

function zone(number: number, id: string, facts: Partial<AvailableZone>): AvailableZone {
  return {
    soldOut: false,
    id,
    code: '',
    name: `AZ ${number}`,
    port: `800${number}`,
    resource_availability: 'true',
    default_az: false,
    remain_time: unlimited,
    ipv6_enable: false,
    ...facts,
  }
}

/** The zones of every simulated region: one is sold out, one has no resources, two have IPv6. */
export const zones: readonly AvailableZone[] = [
  zone(1, '8c90c2a4e2594c0782faa6b205afeca7', { ipv6_enable: true }),
  zone(2, 'd539378ec1314c85b76fefa3f7071458', { ipv6_enable: true }),
  zone(3, '9f1c5806706d4c1fb0eb72f0a9b18c77', { default_az: true }),
  zone(4, '02377f74dc6f4d8a8d3a6e1f0c5b9e21', { resource_availability: 'false', remain_time: 0 }),
  zone(5, 'effdcbc7d4d64a02aa1fa26b42f56533', { soldOut: true, resource_availability: 'false', remain_time: 0 }),
]

export const zoneHandlers = {
  listAvailableZones: ({ region }) => ({
    region_id: region,
    available_zones: zones.map((one) => ({ ...one, code: `${region}${(one.name ?? '').replace('AZ ', '-')}` })),
  }),
} satisfies Partial<FamilyHandlers<typeof operations>>
