import { queryOptions, type QueryClient } from '@tanstack/react-query'
import { call } from '~/api/client.ts'
import type { ApiError } from '~/api/error.ts'
import { readAll } from '~/api/pages.ts'
import { keyOf, query } from '~/api/query.ts'
import * as rocketmq from '~/contract/rocketmq/generated/operations.ts'
import type { ListConsumerGroupTopicsResp } from '~/contract/rocketmq/generated/types.ts'
import { limiter } from '~/lib/limiter.ts'
import type { GroupParams, InstanceParams } from '~/paths/rocketmq.ts'
import { toTopicLag, unknownTopic, type GroupLag } from './groupLag.ts'

/** Lag costs one call per topic, so all readers of lag together make no more than so many at once. */
const limited = limiter(4)
const LAG = 'lag'

/** The read of a group, the same for loader, page and forms. */
export const groupQuery = (params: GroupParams) => query(rocketmq.getConsumerGroup, params)

/** How many groups the instance holds and may hold: one record is asked for, the counts come with it. */
export const quotaQuery = (params: InstanceParams) =>
  query(rocketmq.listConsumerGroups, { connection: params.connection, instance_id: params.instance_id, limit: 1 })

const nameOf = (name: string) => name

/**
 * Where a group stands in each of its topics: the list of topics, then one call for each (5.2.7). A topic whose call
 * fails stays unknown and says why; topics appear before their lag. Not read again just because the window gets focus.
 */
export function groupLagQuery(client: QueryClient, { connection, instance_id, group }: GroupParams) {
  const args = { connection, instance_id, group }
  const queryKey = [...keyOf(rocketmq.listConsumerGroupTopics, args), LAG]
  return queryOptions<GroupLag, ApiError>({
    queryKey,
    refetchOnWindowFocus: false,
    queryFn: async ({ signal }) => {
      const { rows: names } = await limited(
        () => readAll<string>({ operation: rocketmq.listConsumerGroupTopics, args }, nameOf, signal, () => undefined),
        signal,
      )
      const isFirst = client.getQueryData<GroupLag>(queryKey)?.complete !== true
      let topics = names.map((name) => unknownTopic(name))
      // What is there is shown while the rest is read; a complete answer is never replaced by a part of one.
      const show = () =>
        isFirst && !signal.aborted && client.setQueryData<GroupLag>(queryKey, { topics, complete: false })
      show()
      const read = async (name: string) => {
        try {
          return toTopicLag(
            name,
            await limited(() => call(rocketmq.listConsumerGroupTopics, { ...args, topic: name }, { signal }), signal),
          )
        } catch (error) {
          if (signal.aborted) throw error
          return unknownTopic(name, error instanceof Error ? error : new Error(String(error)))
        }
      }
      await Promise.all(
        names.map(async (name, index) => {
          const topic = await read(name)
          topics = topics.with(index, topic)
          show()
        }),
      )
      return { topics, complete: true }
    },
  })
}

/** Where a group stands in one topic: a single call (5.2.7). Not read again just because the window gets focus. */
export function topicLagQuery({ connection, instance_id, group, topic }: GroupParams & { topic: string }) {
  const args = { connection, instance_id, group, topic }
  return queryOptions<ListConsumerGroupTopicsResp, ApiError>({
    queryKey: keyOf(rocketmq.listConsumerGroupTopics, args),
    refetchOnWindowFocus: false,
    queryFn: ({ signal }) => limited(() => call(rocketmq.listConsumerGroupTopics, args, { signal }), signal),
  })
}

/** The group that a read of lag is about. */
export const groupOfLagRead = (queryKey: readonly unknown[]): string =>
  (queryKey[3] as { group?: string } | undefined)?.group ?? ''

/** Picks the reads of lag of an instance out of the cache. */
export function isLagRead(params: InstanceParams) {
  return ({ queryKey }: { queryKey: readonly unknown[] }) =>
    queryKey[0] === params.connection &&
    queryKey.at(-1) === LAG &&
    (queryKey[3] as { instance_id?: string } | undefined)?.instance_id === params.instance_id
}
