/** Short ways to put things into a seeded instance. All times follow from `now`, so that a seed is always fresh. */
import { deadLetterTopic, retryTopic } from '~/contract/rules/rocketmq.ts'
import { hashOf, seededId } from '../../scenarios/ids.ts'
import { build, type Order } from '../orders.ts'
import type { Extra, GroupRow, InstanceRow, TopicRow, UserRow } from '../state.ts'
import { countAt, type Lane, type StoredMessage, timeOf } from '../streams.ts'
import { redeliveryDelay } from '../traces.ts'

export const SECOND = 1000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

export function newInstance(name: string, now: number, order: Partial<Order> & { ageDays?: number } = {}): InstanceRow {
  const { ageDays = 200, ...rest } = order
  const brokers = rest.broker_num ?? 1
  const row = build({
    name,
    instance_id: seededId(name),
    product_id: 'c6.4u8g.cluster',
    broker_num: brokers,
    storage_space: 600 * brokers,
    storage_spec_code: 'dms.physical.storage.ultra.v2',
    vpc_id: '3db8490c-4d6d-4d8f-8d3f-047b0de4c5cf',
    subnet_id: '0a0f1fcb-f019-458d-b9e5-301867394d50',
    security_group_id: '23c5977f-ff33-4b95-a73e-08d8a0bc4e6c',
    available_zones: ['9f1c5806706d4c1fb0eb72f0a9b18c77'],
    createdAt: now - ageDays * DAY,
    user: 'li.wei',
    ...rest,
  })
  row.usedSpace = { gigabytes: Math.floor(row.fields.storage_space! * 0.31), at: now, perDay: 2.4 }
  return row
}

export interface TopicSeed {
  kind?: string
  /** Milliseconds between messages; absent: nobody writes to it. */
  every?: number
  keepHours?: number
  ageDays?: number
  queues?: number
  brokers?: string[]
  permission?: string
  messageType?: string
  start?: bigint
  stored?: StoredMessage[]
}

const knownLanes = new Map<string, Lane[]>()

/** Queues take turns over the brokers. Topics of the same shape share the array: ten thousand are seeded at once. */
function lanesOf(brokers: string[], queues: number): Lane[] {
  const key = `${brokers.join()} ${queues}`
  let lanes = knownLanes.get(key)
  if (!lanes) {
    lanes = Array.from({ length: queues }, (_, queue) => brokers.map((broker) => ({ broker, queue }))).flat()
    knownLanes.set(key, lanes)
  }
  return lanes
}

export function addTopic(row: InstanceRow, now: number, name: string, seed: TopicSeed = {}): TopicRow {
  const { queues = 4, brokers = row.brokers, ageDays = 40, keepHours = 72 } = seed
  const topic: TopicRow = {
    name,
    number: row.nextTopic++,
    permission: seed.permission ?? 'all',
    messageType: seed.messageType ?? 'NORMAL',
    createdAt: now - ageDays * DAY,
    brokers: brokers.map((broker_name) => ({ broker_name, read_queue_num: queues, write_queue_num: queues })),
    stream: {
      lanes: lanesOf(brokers, queues),
      start: seed.start ?? 0n,
      kind: seed.kind ?? 'text',
      stored: seed.stored,
    },
  }
  if (seed.every) topic.stream.flow = { origin: now - ageDays * DAY, every: seed.every, retention: keepHours * HOUR }
  row.topics.set(name, topic)
  return topic
}

export interface GroupSeed {
  topics?: string[]
  clients?: number
  enabled?: boolean
  broadcast?: boolean
  retries?: number
  brokers?: string[]
  fromBeginning?: boolean
  extra?: Extra
  /** Milliseconds it needs to read a message. */
  delay?: number
  retryOneIn?: number
  /** It fell behind so long ago, and reads at this share of the speed of writing since. */
  behind?: { since: number; speed: number }
  /** One queue hangs since so long ago. */
  stuckSince?: number
}

export function addGroup(row: InstanceRow, now: number, name: string, seed: GroupSeed = {}): GroupRow {
  const group: GroupRow = {
    settings: {
      name,
      enabled: seed.enabled ?? true,
      broadcast: seed.broadcast ?? false,
      brokers: seed.brokers ?? row.brokers,
      retry_max_time: seed.retries ?? 16,
      from_beginning: seed.fromBeginning ?? false,
    },
    extra: { created_at: now - 30 * DAY, ...seed.extra },
    clients: Array.from(
      { length: seed.clients ?? 2 },
      (_, at) => `192.168.30.${20 + at + (hashOf(name) % 60)}@${4100 + at}`,
    ),
    subscriptions: [],
  }
  for (const topicName of seed.topics ?? []) {
    const stream = row.topics.get(topicName)?.stream
    const rate = stream?.flow ? SECOND / stream.flow.every : 0
    const since = seed.behind && now - seed.behind.since
    group.subscriptions.push({
      topic: topicName,
      delay: seed.delay ?? 300,
      perSecond: since === undefined ? rate * 20 + 5 : rate * (seed.behind?.speed ?? 1),
      retryOneIn: seed.retryOneIn ?? 0,
      ...(stream && since !== undefined && { cursor: { index: countAt(stream, since), at: since } }),
      ...(stream &&
        seed.stuckSince !== undefined && { stuck: { lane: 1, index: countAt(stream, now - seed.stuckSince) } }),
    })
  }
  row.groups.set(name, group)
  return group
}

/** Fills the dead letter topic of a group with what it gave up on, spread over the last hours. */
export function addDeadLetters(
  row: InstanceRow,
  now: number,
  group: string,
  topicName: string,
  number: number,
  hours: number,
): void {
  const stream = row.topics.get(topicName)?.stream
  const retries = row.groups.get(group)?.settings.retry_max_time ?? 16
  if (!stream) return
  const stored = Array.from({ length: number }, (_, at): StoredMessage => {
    const index = countAt(stream, now - hours * HOUR + (at * hours * HOUR * 0.9) / number)
    return {
      time: timeOf(stream, index) + redeliveryDelay(retries) + 16 * SECOND,
      of: { topic: topicName, index },
      retries,
    }
  })
  addTopic(row, now, deadLetterTopic(group), {
    queues: 1,
    brokers: row.brokers.slice(0, 1),
    permission: 'sub',
    kind: stream.kind,
    stored,
  })
}

/** Puts recent messages into the retry topic of a group. */
export function addRetries(row: InstanceRow, now: number, group: string, topicName: string, retries: number[]): void {
  const stream = row.topics.get(topicName)?.stream
  if (!stream) return
  const stored = retries.map((times, at): StoredMessage => {
    const index = countAt(stream, now - redeliveryDelay(times) - (retries.length - at) * 7 * SECOND)
    return { time: now - (retries.length - at) * 7 * SECOND, of: { topic: topicName, index }, retries: times }
  })
  addTopic(row, now, retryTopic(group), { queues: 1, brokers: row.brokers.slice(0, 1), kind: stream.kind, stored })
}

export function addUser(row: InstanceRow, access_key: string, secret_key: string, rest: Partial<UserRow> = {}): void {
  row.users.push({
    access_key,
    secret_key,
    white_remote_address: '',
    admin: false,
    default_topic_perm: 'DENY',
    default_group_perm: 'DENY',
    topic_perms: [],
    group_perms: [],
    ...rest,
  })
}

/** Background tasks that ended long ago, newest last; every seventh failed. */
export function addTasks(row: InstanceRow, now: number, number: number): void {
  const names = ['createInstance', 'batchDeleteTopics', 'batchUpdateGroups', 'batchDeleteGroups', 'modifyInstance']
  for (let at = 0; at < number; at++) {
    const name = at === 0 ? 'createInstance' : (names[1 + (at % 4)] ?? 'modifyInstance')
    row.tasks.push({
      id: seededId(`${row.fields.name} task ${at}`).replaceAll('-', ''),
      name,
      user: at % 3 === 0 ? 'li.wei' : 'ops-bot',
      params: at === 0 ? '' : JSON.stringify({ seq: at, note: name === 'modifyInstance' ? '开启 ACL' : undefined }),
      startedAt: now - (number - at) * 19 * HOUR,
      takes: at === 0 ? 90_000 : 8_000,
      fails: at % 7 === 5,
    })
  }
}
