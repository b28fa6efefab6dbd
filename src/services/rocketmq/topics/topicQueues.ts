/** Message counts of a topic from its queues' offsets (5.3.6: messages = max_offset − min_offset). Pure. */
import type { ShowTopicStatusResp } from '~/contract/rocketmq/generated/types.ts'
import { toBigInt, type WireNumber } from '~/lib/json.ts'

export interface TopicQueue {
  broker: string
  id: number | undefined
  min: WireNumber | undefined
  max: WireNumber | undefined
  /** Undefined when an offset is missing: never 0. */
  messages: bigint | undefined
  lastMessageAt: WireNumber | undefined
}

/** The queues of all brokers, in the order of the answer. */
export function queuesOf(status: ShowTopicStatusResp): TopicQueue[] {
  return (status.brokers ?? []).flatMap((broker) =>
    (broker.queues ?? []).map((queue) => {
      const min = toBigInt(queue.min_offset)
      const max = toBigInt(queue.max_offset)
      return {
        broker: broker.broker_name ?? '',
        id: queue.id,
        min: queue.min_offset,
        max: queue.max_offset,
        messages: min === undefined || max === undefined ? undefined : max - min,
        lastMessageAt: queue.last_message_time,
      }
    }),
  )
}

/** What each broker holds, in the order of the answer; undefined as soon as one of its queues is not known. */
export function messagesByBroker(queues: readonly TopicQueue[]): { broker: string; messages: bigint | undefined }[] {
  return [...Map.groupBy(queues, (queue) => queue.broker)].map(([broker, own]) => ({
    broker,
    messages: totalMessages(own),
  }))
}

/** The sum; undefined as soon as one part is not known. */
export function totalMessages(queues: readonly TopicQueue[]): bigint | undefined {
  return queues.reduce<bigint | undefined>(
    (sum, queue) => (sum === undefined || queue.messages === undefined ? undefined : sum + queue.messages),
    0n,
  )
}

/** Time of the newest message; undefined when no queue has one (0 stands for none). */
export function newestMessage(queues: readonly TopicQueue[]): WireNumber | undefined {
  return queues.reduce<WireNumber | undefined>((newest, { lastMessageAt }) => {
    const time = toBigInt(lastMessageAt)
    if (!time || time <= 0n) return newest
    return newest === undefined || time > (toBigInt(newest) ?? 0n) ? lastMessageAt : newest
  }, undefined)
}
