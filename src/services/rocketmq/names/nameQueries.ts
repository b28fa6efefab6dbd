import { queryOptions } from '@tanstack/react-query'
import type { ApiError } from '~/api/error.ts'
import { readAll } from '~/api/pages.ts'
import { keyOf, query } from '~/api/query.ts'
import * as rocketmq from '~/contract/rocketmq/generated/operations.ts'
import type { TopicSummary } from '~/contract/rocketmq/generated/types.ts'
import type { InstanceParams } from '~/paths/rocketmq.ts'

/** Names that are offered of many: the cloud's largest page, so one call. An instance may hold tens of thousands. */
export const OFFERED = 50
/** Up to so many topics are all offered, in ten calls at most: the usual instance holds a few pages of them. */
export const ALL_OFFERED = 500
const staleTime = 60_000

/** The first topics of an instance, for choosing one. The cloud looks for none by name (5.3, `listTopics`). */
export const someTopicsQuery = ({ connection, instance_id }: InstanceParams) =>
  query(rocketmq.listTopics, { connection, instance_id, limit: OFFERED }, { staleTime })

/** All topics of an instance that does not hold more than `ALL_OFFERED`. */
export function allTopicNamesQuery({ connection, instance_id }: InstanceParams) {
  const args = { connection, instance_id }
  const nameOf = (topic: TopicSummary) => topic.name ?? ''
  return queryOptions<string[], ApiError>({
    queryKey: [...keyOf(rocketmq.listTopics, args), 'names'],
    staleTime,
    queryFn: async ({ signal }) => {
      const { rows } = await readAll({ operation: rocketmq.listTopics, args }, nameOf, signal, () => undefined)
      return rows.map(nameOf).filter((name) => name !== '')
    },
  })
}

/** The first consumer groups of an instance, or the first of those that the cloud finds for a name (5.2.1). */
export const someGroupsQuery = ({ connection, instance_id }: InstanceParams, name = '') =>
  query(
    rocketmq.listConsumerGroups,
    { connection, instance_id, limit: OFFERED, ...(name === '' ? {} : { group: name }) },
    { staleTime },
  )
