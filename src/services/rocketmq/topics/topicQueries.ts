import { query } from '~/api/query.ts'
import * as rocketmq from '~/contract/rocketmq/generated/operations.ts'
import type { TopicParams } from '~/paths/rocketmq.ts'

/** The reads of a topic, the same for loaders, pages and forms. */
export const topicQuery = (params: TopicParams) => query(rocketmq.getTopic, params)
export const topicStatusQuery = (params: TopicParams) => query(rocketmq.getTopicStatus, params)
