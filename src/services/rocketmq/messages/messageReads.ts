/** The reads of messages, the same for loaders, pages and tabs. */
import { queryOptions } from '@tanstack/react-query'
import type { ApiError } from '~/api/error.ts'
import { readAll, readPage } from '~/api/pages.ts'
import { keyOf, query } from '~/api/query.ts'
import * as rocketmq from '~/contract/rocketmq/generated/operations.ts'
import type { Trace } from '~/contract/rocketmq/generated/types.ts'
import { stringifyJson } from '~/lib/json.ts'
import type { MessageParams, TopicParams } from '~/paths/rocketmq.ts'

const TRACE_PAGE = 50
/** More records than sixteen retries of twenty groups write. */
const TRACE_PAGES = 20

/** One message by its id: a list of one, or of none when it is not there. */
export const messageQuery = ({ connection, instance_id, topic, msg_id }: MessageParams) =>
  query(rocketmq.listMessages, { connection, instance_id, topic, msg_id })

/**
 * Reads the whole trace. The reference knows no paging here, the SDK cuts after 10 records unless told otherwise: so
 * pages are asked for, and a service that ignores the question, and repeats itself, is noticed.
 */
async function readTrace(
  args: { connection: string; instance_id: string; msg_id: string },
  signal: AbortSignal,
): Promise<Trace[]> {
  const found = new Map<string, Trace>()
  for (let page = 1; page <= TRACE_PAGES; page++) {
    const { rows } = await readPage<Trace>({ operation: rocketmq.listMessageTrace, args }, page, TRACE_PAGE, signal)
    const before = found.size
    for (const row of rows) found.set(stringifyJson(row), row)
    if (rows.length < TRACE_PAGE || found.size === before) break
  }
  return [...found.values()]
}

/** The records of a message's trace, under the broker's id or, when nothing is found so, under the producer's. */
export function traceQuery({ connection, instance_id, msg_id }: MessageParams, uniqueKey?: string) {
  return queryOptions<Trace[], ApiError>({
    queryKey: [...keyOf(rocketmq.listMessageTrace, { connection, instance_id, msg_id }), 'all', uniqueKey],
    queryFn: async ({ signal }) => {
      const trace = await readTrace({ connection, instance_id, msg_id }, signal)
      return trace.length > 0 || uniqueKey === undefined || uniqueKey === msg_id
        ? trace
        : readTrace({ connection, instance_id, msg_id: uniqueKey }, signal)
    },
  })
}

/** Names of all groups that read a topic. */
export function readersQuery({ connection, instance_id, topic }: TopicParams) {
  const args = { connection, instance_id, topic }
  return queryOptions<string[], ApiError>({
    queryKey: [...keyOf(rocketmq.listTopicConsumerGroups, args), 'names'],
    queryFn: async ({ signal }) =>
      (
        await readAll<string>(
          { operation: rocketmq.listTopicConsumerGroups, args },
          (name) => name,
          signal,
          () => undefined,
        )
      ).rows,
  })
}

/** How much a topic holds. */
export const topicHoldsQuery = ({ connection, instance_id, topic }: TopicParams) =>
  query(rocketmq.getTopicStatus, { connection, instance_id, topic })
