import type * as operations from '~/contract/rocketmq/generated/operations.ts'
import { topicRole } from '~/contract/rules/rocketmq.ts'
import { type Db, type FamilyHandlers, problem, Reply } from '../simulation.ts'
import { type Content, contentOf, crc32, storedBytes } from './bodies.ts'
import { pageOf } from './paging.ts'
import { findTopic, type InstanceRow, shapes, type TopicRow, topicsOf, usableInstance } from './state.ts'
import { countAt, firstAt, type Lane, laneAt, offsetIn, randomOf, timeOf, wire } from './streams.ts'

export interface Located {
  topic: TopicRow
  index: number
}

function hex(value: number, digits: number): string {
  return value.toString(16).toUpperCase().padStart(digits, '0')
}

function brokerNumber(row: InstanceRow, broker: string): number {
  return Math.max(0, row.brokers.indexOf(broker))
}

/** `IP:port` of a broker. */
export function storeHost(row: InstanceRow, broker: string): string {
  return `192.168.1.${10 + brokerNumber(row, broker)}:${10_100 + brokerNumber(row, broker)}`
}

function lane(topic: TopicRow, index: number): { lane: Lane; number: number } {
  const number = laneAt(topic.stream, index)
  return { number, lane: topic.stream.lanes[number] ?? { broker: '', queue: 0 } }
}

/** The broker's id of a message: address of the broker, then where it lies (here: topic and index). */
export function messageId(row: InstanceRow, { topic, index }: Located): string {
  const broker = brokerNumber(row, lane(topic, index).lane.broker)
  return `C0A801${hex(10 + broker, 2)}${hex(10_100 + broker, 8)}${hex(topic.number, 5)}${hex(index, 11)}`
}

/** The producer's id of a message (property UNIQ_KEY). */
export function uniqueKey({ topic, index }: Located): string {
  return `AC1F0A2118B4AAC2${hex(topic.number, 5)}${hex(index, 11)}`
}

/** The message that a stored copy was made of, or the message itself. */
export function originOf(row: InstanceRow, located: Located): Located {
  const of = located.topic.stream.stored?.[located.index]?.of
  const topic = of && row.topics.get(of.topic)
  return topic ? { topic, index: of.index } : located
}

/** The message with a broker's id or a unique key, if it is still kept. */
export function locate(row: InstanceRow, id: string, now: number): Located | undefined {
  const [, topicNumber = '', indexText = ''] = /^[\dA-F]{16}([\dA-F]{5})([\dA-F]{11})$/.exec(id.toUpperCase()) ?? []
  const number = Number.parseInt(topicNumber, 16)
  const index = Number.parseInt(indexText, 16)
  const topic = topicsOf(row, now).find((one) => one.number === number)
  if (!topic || index < firstAt(topic.stream, now) || index >= countAt(topic.stream, now)) return undefined
  const found = { topic, index }
  return [messageId(row, found), uniqueKey(found)].includes(id.toUpperCase()) ? found : undefined
}

export function contentAt(row: InstanceRow, located: Located): Content {
  const { topic, index } = originOf(row, located)
  return contentOf(topic.stream.kind, topic.name, index, timeOf(topic.stream, index))
}

/** A message as the service shows it. */
function toMessage(db: Db, row: InstanceRow, located: Located): Record<string, unknown> {
  const { topic, index } = located
  const origin = originOf(row, located)
  const content = contentAt(row, located)
  const { keys, tags, body } = content
  const bytes = storedBytes(content)
  const place = lane(topic, index)
  const random = randomOf(topic.name, index, 'host')
  const stored = timeOf(topic.stream, index)
  const properties = [
    { name: 'KEYS', value: keys },
    { name: 'UNIQ_KEY', value: uniqueKey(origin) },
    { name: 'CLUSTER', value: 'DmsCluster' },
    { name: 'TAGS', value: tags },
  ]
  const copy = origin !== located
  if (copy) {
    properties.push(
      { name: 'ORIGIN_MESSAGE_ID', value: messageId(row, origin) },
      { name: 'RETRY_TOPIC', value: origin.topic.name },
    )
  }
  // The example of 5.4.3 shows a message with one property, and without an array around it.
  const single = { name: 'UNIQ_KEY', value: uniqueKey(origin) }
  const bare = copy && index === 0 && shapes(db) === 'example'
  const number = (value: number | ReturnType<typeof wire>) => (shapes(db) === 'example' ? value : String(value))
  return {
    msg_id: messageId(row, located),
    instance_id: row.fields.instance_id,
    topic: topic.name,
    store_timestamp: stored,
    born_timestamp: timeOf(origin.topic.stream, origin.index) - 3 - Math.floor(random() * 40),
    reconsume_times: number(topic.stream.stored?.[index]?.retries ?? 0),
    body,
    body_crc: crc32(bytes),
    store_size: bytes.length + 91 + properties.reduce((sum, one) => sum + one.name.length + one.value.length + 2, 0),
    property_list: bare ? single : properties,
    born_host: `192.168.20.${10 + Math.floor(random() * 40)}:${40_000 + Math.floor(random() * 20_000)}`,
    store_host: storeHost(row, place.lane.broker),
    queue_id: number(place.lane.queue),
    queue_offset: number(wire(offsetIn(topic.stream, place.number, index))),
  }
}

/** Unix milliseconds in text. @throws DMS.00400062 when it is missing, DMS.00400142 when it is no time */
function timeArgument(name: string, value: string | undefined): number {
  if (value === undefined || value === '') {
    throw problem('DMS.00400062', {
      message: `Either msg_id, or start_time and end_time are needed: ${name} is missing.`,
    })
  }
  if (!/^\d{1,15}$/.test(value)) throw problem('DMS.00400142')
  return Number(value)
}

function hasKey(row: InstanceRow, located: Located, key: string): boolean {
  return contentAt(row, located).keys.split(' ').includes(key)
}

export const messageHandlers = {
  listMessages({ args, db, now }) {
    const row = usableInstance(db, args.instance_id, now, 'readMessages')
    const topic = findTopic(row, args.topic, now)
    if (args.msg_id !== undefined && args.msg_id !== '') {
      const found = locate(row, args.msg_id, now)
      const messages = found?.topic === topic ? [toMessage(db, row, found)] : []
      return new Reply(200, { messages, total: messages.length })
    }
    const from = timeArgument('start_time', args.start_time)
    const to = timeArgument('end_time', args.end_time)
    if (from > to) throw problem('DMS.00400142', { message: 'start_time is after end_time.' })
    const page = pageOf(args, 1000)
    const first = Math.max(firstAt(topic.stream, now), countAt(topic.stream, from - 1))
    const end = Math.max(first, countAt(topic.stream, Math.min(to, now)))
    const newestFirst = (at: number): Located => ({ topic, index: end - 1 - at })
    const key = args.key
    if (key === undefined || key === '') {
      const length = Math.max(0, Math.min(page.limit, end - first - page.offset))
      const messages = Array.from({ length }, (_, at) => toMessage(db, row, newestFirst(page.offset + at)))
      return new Reply(200, { messages, total: end - first })
    }
    const found = Array.from({ length: end - first }, (_, at) => newestFirst(at)).filter((one) => hasKey(row, one, key))
    const messages = found.slice(page.offset, page.offset + page.limit).map((one) => toMessage(db, row, one))
    return new Reply(200, { messages, total: found.length })
  },

  exportDeadLetterMessages({ args, body, db, now }) {
    const row = usableInstance(db, args.instance_id, now, 'readMessages')
    if (topicRole(body.topic ?? '').role !== 'dead_letter') {
      throw problem('DMS.00400062', { message: 'Only topics named %DLQ% plus a consumer group can be exported.' })
    }
    const topic = findTopic(row, body.topic, now)
    const wanted = new Set([...(body.msg_id_list ?? []), ...(body.uniq_key_list ?? [])])
    if (wanted.size === 0) throw problem('DMS.00400062', { message: 'msg_id_list or uniq_key_list is needed.' })
    const all = Array.from({ length: countAt(topic.stream, now) }, (_, index): Located => ({ topic, index }))
    const found = all.filter((one) => wanted.has(messageId(row, one)) || wanted.has(uniqueKey(originOf(row, one))))
    const messages: unknown[] = found.map((one) => toMessage(db, row, one))
    const bare = messages.length === 1 && shapes(db) === 'example'
    return new Reply(200, bare ? messages[0] : messages)
  },
} satisfies Partial<FamilyHandlers<typeof operations>>
