import { query } from '~/api/query.ts'
import * as rocketmq from '~/contract/rocketmq/generated/operations.ts'
import type { InstanceParams, TopicParams } from '~/paths/rocketmq.ts'

/** The reads of a topic, the same for loaders, pages and forms. */
export const topicQuery = (params: TopicParams) => query(rocketmq.getTopic, params)
export const topicStatusQuery = (params: TopicParams) => query(rocketmq.getTopicStatus, params)

/** How many topics the instance holds and may hold: one record is asked for, the counts come with it. */
export const quotaQuery = (params: InstanceParams) =>
  query(rocketmq.listTopics, { connection: params.connection, instance_id: params.instance_id, limit: 1 })
