/** Rows of the tree topic > broker > queue, as they are unfolded. Pure. */
import type { GroupLag, LagBroker, LagQueue, Progress, TopicLag } from './groupLag.ts'

export type Depth = 'topics' | 'brokers' | 'queues'
export const depths: readonly Depth[] = ['topics', 'brokers', 'queues']

export interface LagRow extends Progress {
  key: string
  /** 1 topic, 2 broker, 3 queue. */
  level: 1 | 2 | 3
  name: string
  /** Whether its parts are shown; undefined where it has none. */
  isOpen: boolean | undefined
  topic?: TopicLag
  /** Of a queue: its client, '' for nobody. */
  client?: string | undefined
}

/** What is unfolded: everything above `depth`, except for the rows in `flipped`, which are the other way round. */
export interface Unfolded {
  depth: Depth
  flipped: ReadonlySet<string>
}

/** Order of the topics: most lag first, what is not known last; or the cloud's. */
export type Order = 'lag' | 'listed'
export const orders: readonly Order[] = ['lag', 'listed']

function ordered(topics: readonly TopicLag[], order: Order): readonly TopicLag[] {
  if (order === 'listed') return topics
  // Less than nothing: an unknown lag is behind a lag of 0.
  const weight = ({ lag }: TopicLag) => lag ?? -1n
  return topics.toSorted((a, b) => (weight(a) < weight(b) ? 1 : weight(a) > weight(b) ? -1 : 0))
}

export function lagRows(lag: GroupLag, unfolded: Unfolded, order: Order = 'lag'): LagRow[] {
  const shown = depths.indexOf(unfolded.depth) + 1
  const isOpen = (key: string, level: number) => level < shown !== unfolded.flipped.has(key)
  return ordered(lag.topics, order).flatMap((topic) => {
    const key = topic.topic
    const row: LagRow = {
      ...progressOf(topic),
      key,
      level: 1,
      name: topic.topic,
      topic,
      isOpen: topic.brokers.length > 0 ? isOpen(key, 1) : undefined,
    }
    return [row, ...(row.isOpen ? topic.brokers.flatMap((broker) => brokerRows(key, broker, isOpen)) : [])]
  })
}

function brokerRows(parent: string, broker: LagBroker, isOpen: (key: string, level: number) => boolean): LagRow[] {
  const key = `${parent}/${broker.name}`
  const row: LagRow = {
    ...progressOf(broker),
    key,
    level: 2,
    name: broker.name,
    isOpen: broker.queues.length > 0 ? isOpen(key, 2) : undefined,
  }
  return [row, ...(row.isOpen ? broker.queues.map((queue) => queueRow(key, queue)) : [])]
}

function queueRow(parent: string, queue: LagQueue): LagRow {
  const name = queue.id === undefined ? '–' : String(queue.id)
  return { ...progressOf(queue), key: `${parent}/${name}`, level: 3, name, client: queue.client, isOpen: undefined }
}

const progressOf = ({ consumer, broker, lag, consumedAt, waitingSince }: Progress): Progress => ({
  consumer,
  broker,
  lag,
  consumedAt,
  waitingSince,
})

const DEPTH = 'depth'
const FLIPPED = 'open'
const ORDER = 'order'

/** What the address says is unfolded; brokers when it says nothing. */
export function parseUnfolded(search: URLSearchParams): Unfolded {
  const depth = depths.find((one) => one === search.get(DEPTH)) ?? 'brokers'
  return { depth, flipped: new Set(search.getAll(FLIPPED)) }
}

export const parseOrder = (search: URLSearchParams): Order => orders.find((one) => one === search.get(ORDER)) ?? 'lag'

/** The address with another order of topics. */
export function withOrder(search: URLSearchParams, order: Order): URLSearchParams {
  const next = new URLSearchParams(search)
  if (order === 'lag') next.delete(ORDER)
  else next.set(ORDER, order)
  return next
}

/** The address with another depth; rows unfolded one by one start over. */
export function withDepth(search: URLSearchParams, depth: Depth): URLSearchParams {
  const next = new URLSearchParams(search)
  next.delete(FLIPPED)
  if (depth === 'brokers') next.delete(DEPTH)
  else next.set(DEPTH, depth)
  return next
}

/** The address with one row folded or unfolded. */
export function withFlipped(search: URLSearchParams, key: string): URLSearchParams {
  const next = new URLSearchParams(search)
  if (next.has(FLIPPED, key)) next.delete(FLIPPED, key)
  else next.append(FLIPPED, key)
  return next
}
