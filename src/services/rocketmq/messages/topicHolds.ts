/** What the status of a topic (5.3.6) says of all its queues together. Exact beyond 2^53. Pure. */
import { parseTime } from '~/components/time.ts'
import type { ShowTopicStatusResp } from '~/contract/rocketmq/generated/types.ts'
import { toBigInt } from '~/lib/json.ts'

export interface TopicHolds {
  /** Σ (max − min); undefined when a queue does not tell. */
  messages?: bigint
  /** Unix ms of the newest message; undefined when there is none or it is not told. */
  newest?: number
}

export function topicHolds(status: ShowTopicStatusResp): TopicHolds {
  const queues = status.brokers?.flatMap((broker) => broker.queues ?? [])
  if (!queues) return {}
  let messages: bigint | undefined = 0n
  let newest: number | undefined
  for (const queue of queues) {
    const min = toBigInt(queue.min_offset)
    const max = toBigInt(queue.max_offset)
    messages = messages === undefined || min === undefined || max === undefined ? undefined : messages + max - min
    const at = parseTime(queue.last_message_time)
    if (at !== undefined && (newest === undefined || at > newest)) newest = at
  }
  return { ...(messages === undefined ? {} : { messages }), ...(newest === undefined ? {} : { newest }) }
}
