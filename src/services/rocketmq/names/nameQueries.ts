import { query } from '~/api/query.ts'
import * as rocketmq from '~/contract/rocketmq/generated/operations.ts'
import type { InstanceParams } from '~/paths/rocketmq.ts'

/** Names that are offered at most: the cloud's largest page, so one call. An instance may hold tens of thousands. */
export const OFFERED = 50
const staleTime = 60_000

/** The first topics of an instance, for choosing one. The cloud looks for none by name (5.3, `listTopics`). */
export const someTopicsQuery = ({ connection, instance_id }: InstanceParams) =>
  query(rocketmq.listTopics, { connection, instance_id, limit: OFFERED }, { staleTime })

/** The first consumer groups of an instance, or the first of those that the cloud finds for a name (5.2.1). */
export const someGroupsQuery = ({ connection, instance_id }: InstanceParams, name = '') =>
  query(
    rocketmq.listConsumerGroups,
    { connection, instance_id, limit: OFFERED, ...(name === '' ? {} : { group: name }) },
    { staleTime },
  )
