import { query } from '~/api/query.ts'
import * as rocketmq from '~/contract/rocketmq/generated/operations.ts'

/** The availability zones of the region, for an order and for the names of the ids that an instance has. */
export const zonesQuery = (connection: string) =>
  query(rocketmq.listAvailableZones, { connection, engine: 'reliability' as const })
