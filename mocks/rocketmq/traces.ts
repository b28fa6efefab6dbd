import type * as operations from '~/contract/rocketmq/generated/operations.ts'
import type { Trace } from '~/contract/rocketmq/generated/types.ts'
import { deadLetterTopic, retryTopic } from '~/contract/rules/rocketmq.ts'
import { type FamilyHandlers, problem, Reply } from '../simulation.ts'
import { storedBytes } from './bodies.ts'
import { contentAt, locate, type Located, messageId, originOf, storeHost, uniqueKey } from './messages.ts'
import { cut, pageOf } from './paging.ts'
import { type GroupRow, groupsOf, type InstanceRow, shapes, usableInstance } from './state.ts'
import { hashOf } from '../scenarios/ids.ts'
import { firstAt, laneAt, lanePosition, positionAt, randomOf, type Subscription, timeOf } from './streams.ts'

/** Seconds that RocketMQ waits before each redelivery. */
const redelivery = [10, 30, 60, 120, 180, 240, 300, 360, 420, 480, 540, 600, 1200, 1800, 3600, 7200]

/** Milliseconds from the first delivery to redelivery `attempt` (0: the first delivery itself). */
export function redeliveryDelay(attempt: number): number {
  return redelivery.slice(0, attempt).reduce((sum, seconds) => sum + seconds * 1000, 0)
}

const messageTypes: Record<string, string> = {
  NORMAL: 'Normal_Msg',
  FIFO: 'Order_Msg',
  DELAY: 'Delay_Msg',
  TRANSACTION: 'Trans_msg_Commit',
}

type Step = Pick<
  Trace,
  'success' | 'trace_type' | 'timestamp' | 'group_name' | 'cost_time' | 'client_host' | 'retry_times'
> & {
  consume_status?: number
  request_id: string
}

/** How often delivery to a group fails before it succeeds; `gaveUp` when it never does. */
function failures(row: InstanceRow, group: GroupRow, subscription: Subscription, { topic, index }: Located) {
  const name = group.settings.name
  const copy = (kept: string) =>
    row.topics.get(kept)?.stream.stored?.find((one) => one.of?.topic === topic.name && one.of.index === index)
  const dead = copy(deadLetterTopic(name))
  if (dead) return { times: dead.retries + 1, gaveUp: true }
  const waiting = copy(retryTopic(name))
  if (waiting) return { times: waiting.retries, gaveUp: true }
  const chance = hashOf(`${name} ${topic.name} ${index}`)
  if (subscription.retryOneIn === 0 || chance % subscription.retryOneIn !== 0) return { times: 0, gaveUp: false }
  return { times: 1 + ((chance >>> 8) % 3), gaveUp: false }
}

/** What one member of a group did with a message. */
function consumption(
  row: InstanceRow,
  group: GroupRow,
  subscription: Subscription,
  located: Located,
  client: string,
): Step[] {
  const { times, gaveUp } = failures(row, group, subscription, located)
  const first = timeOf(located.topic.stream, located.index) + subscription.delay
  const attempts = gaveUp ? times : times + 1
  return Array.from({ length: attempts }, (_, attempt) => attempt).flatMap((attempt): Step[] => {
    const random = randomOf(`${group.settings.name}${client}`, located.index, String(attempt))
    const failed = gaveUp || attempt < times
    const cost = failed && random() < 0.3 ? 15_000 : 4 + Math.floor(random() * 180)
    const began = first + redeliveryDelay(attempt) + attempt * 40
    const request_id = uniqueKey({
      topic: located.topic,
      index: (located.index * 31 + attempt + hashOf(client)) % 2 ** 40,
    })
    const common = { group_name: group.settings.name, client_host: client, retry_times: attempt, request_id }
    return [
      { ...common, success: true, trace_type: 'SubBefore', timestamp: began, cost_time: 0 },
      {
        ...common,
        success: !failed,
        trace_type: 'SubAfter',
        timestamp: began + cost,
        cost_time: cost,
        // 0 success, 1 timed out, 4 failed.
        consume_status: failed ? (cost === 15_000 ? 1 : 4) : 0,
      },
    ]
  })
}

function hasRead(group: GroupRow, subscription: Subscription, { topic, index }: Located, now: number): boolean {
  const position = positionAt(topic.stream, subscription, group.settings.enabled, now)
  const lane = laneAt(topic.stream, index)
  return index < lanePosition(subscription, position, lane, firstAt(topic.stream, now))
}

function production(located: Located): Step[] {
  const { topic, index } = located
  const random = randomOf(topic.name, index, 'host')
  const cost = 3 + Math.floor(random() * 40)
  const stored = timeOf(topic.stream, index)
  const common = {
    group_name: `${topic.name.replaceAll(/[^\w-]/g, '_')}-producer`,
    client_host: `192.168.20.${10 + Math.floor(random() * 40)}`,
    retry_times: 0,
    request_id: uniqueKey(located),
  }
  const pub: Step = { ...common, success: true, trace_type: 'Pub', timestamp: stored - cost, cost_time: cost }
  if (topic.messageType !== 'TRANSACTION') return [pub]
  return [pub, { ...common, success: true, trace_type: 'EndTransaction', timestamp: stored, cost_time: 0 }]
}

function steps(row: InstanceRow, located: Located, now: number): Step[] {
  const consumed = groupsOf(row, now).flatMap((group) =>
    group.subscriptions
      .filter((one) => one.topic === located.topic.name && hasRead(group, one, located, now))
      .flatMap((one) => {
        const members = group.settings.broadcast
          ? group.clients
          : [group.clients[located.index % group.clients.length] ?? '']
        return members.flatMap((client) => consumption(row, group, one, located, client))
      }),
  )
  const known = [...production(located), ...consumed].filter((step) => Number(step.timestamp) <= now)
  return known.toSorted((one, other) => Number(one.timestamp) - Number(other.timestamp))
}

export const traceHandlers = {
  listMessageTrace({ args, db, now }) {
    const row = usableInstance(db, args.instance_id, now, 'readMessages')
    if (!args.msg_id) throw problem('DMS.00400062', { message: 'msg_id is needed.' })
    const found = locate(row, args.msg_id, now)
    const located = found && originOf(row, found)
    if (!located) return shapes(db) === 'example' ? [] : { trace: [] }
    const { topic, index } = located
    const content = contentAt(row, located)
    const lane = topic.stream.lanes[laneAt(topic.stream, index)]
    const isTransaction = topic.messageType === 'TRANSACTION'
    const trace = steps(row, located, now).map((step) => ({
      consume_status: 0,
      ...step,
      retry_times: shapes(db) === 'example' ? step.retry_times : String(step.retry_times),
      topic: topic.name,
      msg_id: uniqueKey(located),
      offset_msg_id: messageId(row, located),
      tags: content.tags,
      keys: content.keys,
      store_host: storeHost(row, lane?.broker ?? ''),
      body_length: storedBytes(content).length,
      msg_type: messageTypes[topic.messageType] ?? 'Normal_Msg',
      transaction_state: isTransaction ? 'COMMIT_MESSAGE' : null,
      transaction_id: isTransaction ? uniqueKey(located) : null,
      from_transaction_check: false,
    }))
    // The document knows no paging here: without it, everything is answered.
    const page = args.limit === undefined && args.offset === undefined ? trace : cut(trace, pageOf(args, 50))
    return new Reply(200, shapes(db) === 'example' ? page : { trace: page })
  },
} satisfies Partial<FamilyHandlers<typeof operations>>
