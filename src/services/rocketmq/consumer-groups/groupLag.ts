/** How far a consumer group is behind, from the answers of 5.2.7 with `topic`. Exact, and unknown where a part is. Pure. */
import type { ConsumedQueue, ConsumerGroup, ListConsumerGroupTopicsResp } from '~/contract/rocketmq/generated/types.ts'
import type { Tone } from '~/contract/types.ts'
import { toBigInt, type WireNumber } from '~/lib/json.ts'

/** Offsets of a queue, or sums over several; undefined is not known, never 0. */
export interface Progress {
  consumer: bigint | undefined
  broker: bigint | undefined
  lag: bigint | undefined
  /** When the newest of its messages was consumed. */
  consumedAt: WireNumber | undefined
  /** Of the queues in which messages wait: when the one that has not moved for longest last did, Unix ms. */
  waitingSince: bigint | undefined
}

export interface LagQueue extends Progress {
  id: number | undefined
  /** Empty: nobody reads the queue. Undefined: not known. */
  client: string | undefined
}

export interface LagBroker extends Progress {
  name: string
  queues: LagQueue[]
}

export interface TopicLag extends Progress {
  topic: string
  /** `reading`: its answer is not there yet. */
  state: 'reading' | 'read' | 'failed'
  error?: Error
  brokers: LagBroker[]
}

export interface GroupLag {
  topics: TopicLag[]
  /** Every topic has been asked for, with or without success. */
  complete: boolean
}

/** The sum; undefined as soon as one part is not known. */
export function sum(parts: readonly (bigint | undefined)[]): bigint | undefined {
  return parts.reduce<bigint | undefined>(
    (total, part) => (total === undefined || part === undefined ? undefined : total + part),
    0n,
  )
}

function newest(times: readonly (WireNumber | undefined)[]): WireNumber | undefined {
  return times.reduce<WireNumber | undefined>(
    (best, time) => ((toBigInt(time) ?? 0n) > (toBigInt(best) ?? 0n) ? time : best),
    undefined,
  )
}

function earliest(times: readonly (bigint | undefined)[]): bigint | undefined {
  return times.reduce(
    (best, time) => (best === undefined || (time !== undefined && time < best) ? time : best),
    undefined,
  )
}

function toQueue(queue: ConsumedQueue): LagQueue {
  const consumer = toBigInt(queue.consumer_offset)
  const broker = toBigInt(queue.broker_offset)
  const computed = consumer === undefined || broker === undefined || consumer < 0n ? undefined : broker - consumer
  const lag = toBigInt(queue.lag) ?? computed
  // 0 stands for never.
  const moved = toBigInt(queue.last_message_time) || undefined
  return {
    id: queue.id,
    client: queue.client_id,
    consumer,
    broker,
    lag,
    consumedAt: queue.last_message_time,
    waitingSince: lag !== undefined && lag > 0n ? moved : undefined,
  }
}

function sumUp(parts: readonly Progress[]): Progress {
  return {
    consumer: sum(parts.map((part) => part.consumer)),
    broker: sum(parts.map((part) => part.broker)),
    lag: sum(parts.map((part) => part.lag)),
    consumedAt: newest(parts.map((part) => part.consumedAt)),
    waitingSince: earliest(parts.map((part) => part.waitingSince)),
  }
}

const nothing: Progress = {
  consumer: undefined,
  broker: undefined,
  lag: undefined,
  consumedAt: undefined,
  waitingSince: undefined,
}

/** One topic of a group. What the answer says of the whole topic goes before our sums. */
export function toTopicLag(topic: string, answer: ListConsumerGroupTopicsResp): TopicLag {
  const brokers = answer.brokers?.map((broker): LagBroker => {
    const queues = broker.queues?.map(toQueue)
    return { name: broker.broker_name ?? '', queues: queues ?? [], ...(queues ? sumUp(queues) : nothing) }
  })
  const ours = brokers ? sumUp(brokers) : nothing
  return {
    topic,
    state: 'read',
    brokers: brokers ?? [],
    consumer: toBigInt(answer.consumer_offset) ?? ours.consumer,
    broker: toBigInt(answer.max_offset) ?? ours.broker,
    lag: toBigInt(answer.lag) ?? ours.lag,
    consumedAt: ours.consumedAt,
    waitingSince: ours.waitingSince,
  }
}

/** A topic of which nothing is known: not read yet, or the read failed. */
export function unknownTopic(topic: string, error?: Error): TopicLag {
  return { topic, state: error ? 'failed' : 'reading', ...(error ? { error } : {}), brokers: [], ...nothing }
}

/** Messages that the group has yet to consume, in all its topics. */
export function totalLag(lag: GroupLag | undefined): bigint | undefined {
  return lag?.complete ? sum(lag.topics.map((topic) => topic.lag)) : undefined
}

export const topicsBehind = (lag: GroupLag): number =>
  lag.topics.filter((topic) => topic.lag !== undefined && topic.lag > 0n).length
export const topicsUnknown = (lag: GroupLag): number => lag.topics.filter((topic) => topic.lag === undefined).length

/** From so many waiting messages on we call a group behind: while messages flow, a few always wait. Ours, not the cloud's. */
const BEHIND_FROM = 1000n
/** A queue in which messages wait and which has not moved for so long hangs, however few they are. Ours as well. */
const BEHIND_AFTER_MS = 600_000n

export type LagState = 'up_to_date' | 'keeping_up' | 'behind' | 'blocked'
export const lagTones: Record<LagState, Tone> = { up_to_date: 'ok', keeping_up: 'ok', behind: 'warn', blocked: 'warn' }

/** `now`: Unix ms. Undefined when the lag is not known. */
export function lagState(
  { lag, waitingSince }: Pick<Progress, 'lag' | 'waitingSince'>,
  now: number,
): LagState | undefined {
  if (lag === undefined) return undefined
  if (lag <= 0n) return 'up_to_date'
  const isStuck = waitingSince !== undefined && BigInt(Math.floor(now)) - waitingSince >= BEHIND_AFTER_MS
  return isStuck || lag >= BEHIND_FROM ? 'behind' : 'keeping_up'
}

/** The state of a whole group: one that may not consume does not keep up, however little waits. Undefined when its lag is not known. */
export function groupState(
  lag: GroupLag | undefined,
  now: number,
  { enabled }: Pick<ConsumerGroup, 'enabled'>,
): LagState | undefined {
  const waitingSince = earliest(lag?.topics.map((topic) => topic.waitingSince) ?? [])
  const state = lagState({ lag: totalLag(lag), waitingSince }, now)
  return enabled === false && state !== undefined && state !== 'up_to_date' ? 'blocked' : state
}
