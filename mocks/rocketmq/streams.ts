/**
 * The messages of a topic as arithmetic: message `index` of a flow has a known time, queue and offset, so that a
 * hundred thousand messages cost nothing until one of them is looked at. Indexes count the whole topic; queues take
 * turns (`index mod lanes`).
 */
import { hashOf } from '../scenarios/ids.ts'
import { Exact, type WireNumber } from '~/lib/json.ts'
import { seededRandom } from '../db.ts'

/** A queue that messages go to. */
export interface Lane {
  broker: string
  queue: number
}

/** A message that was put where it is, rather than flowing in. */
export interface StoredMessage {
  time: number
  /** Which message of which topic it is a copy of (dead letters, retries). */
  of?: { topic: string; index: number }
  retries: number
}

export interface Stream {
  lanes: Lane[]
  /** Offset of the first message of every queue; may lie beyond 2^53. */
  start: bigint
  /** Kind of body, see `bodies.ts`. */
  kind: string
  /** Messages that arrive for ever, one in `every` ms since `origin`, kept for `retention` ms. */
  flow?: { origin: number; every: number; retention: number; until?: number }
  stored?: StoredMessage[]
}

/** The same random numbers for the same message every time. */
export function randomOf(topic: string, index: number, salt = ''): () => number {
  return seededRandom(hashOf(`${topic} ${index} ${salt}`))
}

function jitter(index: number, every: number): number {
  return Math.floor((((Math.imul(index + 1, 2_654_435_761) >>> 0) % 1000) / 1000) * every * 0.9)
}

/** When message `index` was stored. */
export function timeOf(stream: Stream, index: number): number {
  if (stream.flow) return Math.floor(stream.flow.origin + index * stream.flow.every) + jitter(index, stream.flow.every)
  return stream.stored?.[index]?.time ?? 0
}

/** How many messages were ever stored before or at a time, i.e. the index of the next one. */
export function countAt(stream: Stream, time: number): number {
  const flow = stream.flow
  if (!flow) return stream.stored?.filter((message) => message.time <= time).length ?? 0
  const until = Math.min(time, flow.until ?? time)
  if (until < flow.origin) return 0
  const candidate = Math.floor((until - flow.origin) / flow.every)
  return candidate + (timeOf(stream, candidate) <= until ? 1 : 0)
}

/** Index of the oldest message that is still kept; equals the count when there is none. */
export function firstAt(stream: Stream, now: number): number {
  return stream.flow ? Math.min(countAt(stream, now - stream.flow.retention), countAt(stream, now)) : 0
}

/** How many of the first `count` messages went to a lane. */
function inLane(stream: Stream, lane: number, count: number): number {
  return Math.max(0, Math.floor((count - lane + stream.lanes.length - 1) / stream.lanes.length))
}

/** Offset in a lane after the first `count` messages of the topic. */
export function offsetIn(stream: Stream, lane: number, count: number): bigint {
  return stream.start + BigInt(inLane(stream, lane, count))
}

/** Time of the newest message of a lane among the first `count`; 0 when it has none. */
export function newestIn(stream: Stream, lane: number, count: number): number {
  const held = inLane(stream, lane, count)
  return held === 0 ? 0 : timeOf(stream, lane + (held - 1) * stream.lanes.length)
}

/** How a whole number is written on the wire. */
export function wire(value: bigint): WireNumber {
  const number = Number(value)
  return Number.isSafeInteger(number) ? number : new Exact(value.toString())
}

/** The lane that stands for a queue; undefined for a queue that was added later and is still empty. */
export function laneOf(stream: Stream, broker: string, queue: number): number | undefined {
  const lane = stream.lanes.findIndex((one) => one.broker === broker && one.queue === queue)
  return lane < 0 ? undefined : lane
}

/** How a group reads one topic. */
export interface Subscription {
  topic: string
  /** Milliseconds between storing and reading while the group keeps up. */
  delay: number
  /** Where it stood when something last happened to it; absent: it keeps up. */
  cursor?: { index: number; at: number }
  /** Messages that it can read in a second after `cursor`. */
  perSecond: number
  /** A queue whose consumer hangs, and the message that it hangs at. */
  stuck?: { lane: number; index: number }
  /** One message in so many is delivered more than once; 0: never. */
  retryOneIn: number
}

/** How far a topic has been read, as an index of the topic. A blocked group stays at its cursor. */
export function positionAt(stream: Stream, subscription: Subscription, enabled: boolean, now: number): number {
  const count = countAt(stream, now)
  const keepsUp = countAt(stream, now - subscription.delay)
  const cursor = subscription.cursor
  let position = keepsUp
  if (cursor) {
    const read = enabled ? Math.floor((Math.max(0, now - cursor.at) / 1000) * subscription.perSecond) : 0
    position = Math.max(cursor.index, Math.min(keepsUp, cursor.index + read))
  }
  return Math.min(count, Math.max(firstAt(stream, now), position))
}

/** As `positionAt`, for one lane: a queue whose consumer hangs stays behind. */
export function lanePosition(subscription: Subscription, position: number, lane: number, first: number): number {
  const stuck = subscription.stuck
  return stuck?.lane === lane ? Math.max(first, Math.min(position, stuck.index)) : position
}
