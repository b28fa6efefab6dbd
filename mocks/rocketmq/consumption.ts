/** What groups have read: lag per queue (5.2.7 with `topic`), and moving a group to another time (5.2.8). */
import type * as operations from '~/contract/rocketmq/generated/operations.ts'
import type { ConsumedBroker, ConsumedQueue, ResetOffsetQueue } from '~/contract/rocketmq/generated/types.ts'
import { toBigInt } from '~/lib/json.ts'
import { type FamilyHandlers, problem } from '../simulation.ts'
import { findSubscription } from './consumerGroups.ts'
import { cut, pageOf } from './paging.ts'
import { findGroup, type GroupRow, type TopicRow, topicsOf, usableInstance } from './state.ts'
import {
  countAt,
  firstAt,
  laneOf,
  lanePosition,
  newestIn,
  offsetIn,
  positionAt,
  type Subscription,
  wire,
} from './streams.ts'

/** How far ahead of ours the clock of a caller may be. */
const CLOCK_TOLERANCE = 86_400_000

interface Reading {
  group: GroupRow
  topic: TopicRow
  subscription: Subscription
}

/** Every queue of the topic with its offsets; a queue that was added later stands at 0. */
function queuesOf({ group, topic, subscription }: Reading, now: number) {
  const { stream } = topic
  const count = countAt(stream, now)
  const position = positionAt(stream, subscription, group.settings.enabled, now)
  return topic.brokers.flatMap((share) =>
    Array.from({ length: Math.max(share.read_queue_num, share.write_queue_num) }, (_, id) => {
      const lane = laneOf(stream, share.broker_name, id)
      const client = group.settings.enabled ? (group.clients[id % Math.max(1, group.clients.length)] ?? '') : ''
      if (lane === undefined) return { broker: share.broker_name, id, newest: 0n, reached: 0n, at: 0, client }
      const here = lanePosition(subscription, position, lane, firstAt(stream, now))
      return {
        broker: share.broker_name,
        id,
        newest: offsetIn(stream, lane, count),
        reached: offsetIn(stream, lane, here),
        at: newestIn(stream, lane, here),
        client,
      }
    }),
  )
}

function progress(reading: Reading, now: number) {
  const queues = queuesOf(reading, now)
  const newest = queues.reduce((sum, queue) => sum + queue.newest, 0n)
  const reached = queues.reduce((sum, queue) => sum + queue.reached, 0n)
  const brokers: ConsumedBroker[] = reading.topic.brokers.map((share) => ({
    broker_name: share.broker_name,
    queues: queues
      .filter((queue) => queue.broker === share.broker_name)
      .map((queue): ConsumedQueue => ({
        id: queue.id,
        lag: wire(queue.newest - queue.reached),
        broker_offset: wire(queue.newest),
        consumer_offset: wire(queue.reached),
        last_message_time: queue.at,
        client_id: queue.client,
      })),
  }))
  return { lag: wire(newest - reached), max_offset: wire(newest), consumer_offset: wire(reached), brokers }
}

export const consumptionHandlers = {
  listConsumerGroupTopics({ args, db, now }) {
    const row = usableInstance(db, args.instance_id, now, 'manageGroups')
    if (args.topic !== undefined) return progress(findSubscription(row, args.group, args.topic, now), now)
    const present = new Set(topicsOf(row, now).map((topic) => topic.name))
    const names = findGroup(row, args.group, now).subscriptions.map((one) => one.topic)
    const topics = names.filter((name) => present.has(name))
    return { topics: cut(topics, pageOf(args, 50)), total: topics.length }
  },

  resetConsumerOffset({ args, body, db, now }) {
    const row = usableInstance(db, args.instance_id, now, 'resetOffset')
    const reading = findSubscription(row, args.group_id, body.topic, now)
    const sent = toBigInt(body.timestamp)
    if (sent === undefined || sent < 0n || sent > BigInt(now + CLOCK_TOLERANCE)) throw problem('DMS.00400142')
    const { stream } = reading.topic
    const first = firstAt(stream, now)
    const count = countAt(stream, now)
    if (count === first) throw problem('DMS.00400971')
    // The first message stored at that time or later; all are skipped when the time is that of the last or later.
    const index = Math.min(count, Math.max(first, countAt(stream, Number(sent) - 1)))
    reading.subscription.cursor = { index, at: now }
    if (reading.subscription.stuck) reading.subscription.stuck.index = index
    const queues = queuesOf(reading, now).map((queue): ResetOffsetQueue => ({
      broker_name: queue.broker,
      queue_id: queue.id,
      timestamp_offset: wire(queue.reached),
    }))
    return { queues }
  },
} satisfies Partial<FamilyHandlers<typeof operations>>
