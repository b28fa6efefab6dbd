/** What a reset of the offset would do (5.2.8), and what it has done. Exact where the API gives the numbers. Pure. */
import type {
  ResetOffsetQueue,
  ResetConsumerOffsetReq,
  ShowTopicStatusResp,
} from '~/contract/rocketmq/generated/types.ts'
import { toBigInt } from '~/lib/json.ts'
import { sum, type TopicLag } from './groupLag.ts'

export type ResetTarget = 'earliest' | 'now' | 'time'

export interface ResetValues {
  topic: string
  to: ResetTarget
  /** Unix ms, for `time`. */
  at: number | undefined
  /** The name of the group, typed. */
  confirm: string
}

/** Timestamp 0 lies before every stored message, the present after all of them. */
export function toResetRequest(values: ResetValues, now: number): ResetConsumerOffsetReq {
  const timestamp = values.to === 'earliest' ? 0 : values.to === 'now' ? now : values.at
  return { topic: values.topic, ...(timestamp === undefined ? {} : { timestamp }) }
}

/** One queue before and after; undefined is not known. */
export interface QueueMove {
  broker: string
  queue: number | undefined
  from: bigint | undefined
  to: bigint | undefined
}

const key = (broker: string | undefined, queue: number | undefined) => `${broker ?? ''}/${queue ?? ''}`

function oldestOffsets(status: ShowTopicStatusResp | undefined): Map<string, bigint | undefined> {
  return new Map(
    (status?.brokers ?? []).flatMap((broker) =>
      (broker.queues ?? []).map((queue) => [key(broker.broker_name, queue.id), toBigInt(queue.min_offset)] as const),
    ),
  )
}

/** Where each queue would go. For a point in time the API tells no offset: `to` stays unknown. */
export function plannedMoves(
  topic: TopicLag,
  target: ResetTarget,
  status: ShowTopicStatusResp | undefined,
): QueueMove[] {
  const oldest = oldestOffsets(status)
  return topic.brokers.flatMap((broker) =>
    broker.queues.map((queue) => ({
      broker: broker.name,
      queue: queue.id,
      from: queue.consumer,
      to: target === 'earliest' ? oldest.get(key(broker.name, queue.id)) : target === 'now' ? queue.broker : undefined,
    })),
  )
}

/** Where a reset to some time can take each queue: no further than its oldest and its newest offset. */
export interface QueueBounds {
  broker: string
  queue: number | undefined
  oldest: bigint | undefined
  now: bigint | undefined
  newest: bigint | undefined
}

export function queueBounds(topic: TopicLag, status: ShowTopicStatusResp | undefined): QueueBounds[] {
  const oldest = oldestOffsets(status)
  return topic.brokers.flatMap((broker) =>
    broker.queues.map((queue) => ({
      broker: broker.name,
      queue: queue.id,
      oldest: oldest.get(key(broker.name, queue.id)),
      now: queue.consumer,
      newest: queue.broker,
    })),
  )
}

/** Where each queue went, from the answer; `before` is how they stood when the reset was sent. */
export function madeMoves(before: TopicLag | undefined, queues: readonly ResetOffsetQueue[]): QueueMove[] {
  const stood = new Map(
    (before?.brokers ?? []).flatMap((broker) =>
      broker.queues.map((queue) => [key(broker.name, queue.id), queue.consumer] as const),
    ),
  )
  return queues.map((queue) => ({
    broker: queue.broker_name ?? '',
    queue: queue.queue_id,
    from: stood.get(key(queue.broker_name, queue.queue_id)),
    to: toBigInt(queue.timestamp_offset),
  }))
}

/** Below 0: so many messages come again; above 0: so many are skipped. */
export const difference = ({ from, to }: QueueMove): bigint | undefined =>
  from === undefined || to === undefined ? undefined : to - from

export interface Effect {
  /** Messages that are delivered again. */
  again: bigint | undefined
  /** Messages that are never delivered. */
  skipped: bigint | undefined
}

/** Sums over all queues; unknown as soon as one queue is, or when there is none. */
export function effectOf(moves: readonly QueueMove[]): Effect {
  if (moves.length === 0) return { again: undefined, skipped: undefined }
  const by = moves.map(difference)
  return {
    again: sum(by.map((n) => (n === undefined ? undefined : n < 0n ? -n : 0n))),
    skipped: sum(by.map((n) => (n === undefined ? undefined : n > 0n ? n : 0n))),
  }
}

/** The most that a reset to any time can do: all stored messages again, or all waiting ones skipped. */
export function boundsOf(topic: TopicLag, status: ShowTopicStatusResp | undefined): Effect {
  return {
    again: effectOf(plannedMoves(topic, 'earliest', status)).again,
    skipped: effectOf(plannedMoves(topic, 'now', status)).skipped,
  }
}

/** Whether a time has not come yet: a group cannot be moved there. Unix ms. */
export function isAhead(at: number, now = Date.now()): boolean {
  return at > now
}
