/**
 * The messages of a topic as arithmetic: message `index` of a flow has a known time, queue and offset, so that a
 * hundred thousand messages cost nothing until one of them is looked at. Indexes count the whole topic; queues take
 * turns.
 */
import { hashOf } from '../scenarios/ids.ts'
import { Exact, type WireNumber } from '~/lib/json.ts'
import { seededRandom } from '../db.ts'

/** A queue that messages go to. */
export interface Lane {
  broker: string
  queue: number
  /** Offset of its first message; absent: that of the stream. */
  start?: bigint
}

/** Which lanes take turns from message `from` on. */
interface Turns {
  from: number
  lanes: readonly number[]
}

/** A message that was put where it is, rather than flowing in. */
export interface StoredMessage {
  time: number
  /** Which message of which topic it is a copy of (dead letters, retries). */
  of?: { topic: string; index: number }
  retries: number
}

export interface Stream {
  /** Every queue that was ever written to; each keeps its place here. */
  lanes: Lane[]
  /** In the order of the messages; absent: all lanes, from the first message on. */
  turns?: Turns[]
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

/** From message `from` on these queues take turns. One that is new begins at offset 0. */
export function writeTo(stream: Stream, queues: readonly Lane[], from: number): void {
  const before = stream.turns ?? [{ from: 0, lanes: [...stream.lanes.keys()] }]
  // A copy: topics of one shape share the array.
  const lanes = [...stream.lanes]
  const chosen = queues.map(
    ({ broker, queue }) => laneOf(stream, broker, queue) ?? lanes.push({ broker, queue, start: 0n }) - 1,
  )
  stream.lanes = lanes
  stream.turns = [...before.filter((turns) => turns.from < from), { from, lanes: chosen }]
}

/** The lane that message `index` went to. */
export function laneAt(stream: Stream, index: number): number {
  const turns = stream.turns?.findLast(({ from }) => from <= index)
  return turns?.lanes[(index - turns.from) % turns.lanes.length] ?? index % Math.max(1, stream.lanes.length)
}

/** Indexes of a lane among the first `count` messages: runs of `number`, from `first` in steps of `step`. */
function runsIn(stream: Stream, lane: number, count: number): { first: number; step: number; number: number }[] {
  const run = (from: number, turn: number, step: number, end: number) => ({
    first: from + turn,
    step,
    number: Math.max(0, Math.floor((end - from - turn + step - 1) / step)),
  })
  const { turns, lanes } = stream
  if (!turns) return [run(0, lane, lanes.length, count)]
  return turns.flatMap(({ from, lanes: taking }, at) => {
    const turn = taking.indexOf(lane)
    return turn < 0 ? [] : [run(from, turn, taking.length, Math.min(count, turns[at + 1]?.from ?? count))]
  })
}

/** Offset in a lane after the first `count` messages of the topic. */
export function offsetIn(stream: Stream, lane: number, count: number): bigint {
  const held = runsIn(stream, lane, count).reduce((sum, { number }) => sum + number, 0)
  return (stream.lanes[lane]?.start ?? stream.start) + BigInt(held)
}

/** Time of the newest message of a lane among the first `count`; 0 when it has none. */
export function newestIn(stream: Stream, lane: number, count: number): number {
  const last = runsIn(stream, lane, count).findLast(({ number }) => number > 0)
  return last ? timeOf(stream, last.first + (last.number - 1) * last.step) : 0
}

/** How a whole number is written on the wire. */
export function wire(value: bigint): WireNumber {
  const number = Number(value)
  return Number.isSafeInteger(number) ? number : new Exact(value.toString())
}

/** The lane that stands for a queue; undefined for a queue that nobody ever wrote to. */
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
