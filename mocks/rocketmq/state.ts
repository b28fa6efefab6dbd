/**
 * What the simulated RocketMQ keeps, and how it is found again. Rows hold what the service knows; the answers of the
 * contract are made from them when they are asked for.
 */
import type { ConsumerGroup, ShowInstanceResp, User } from '~/contract/rocketmq/generated/types.ts'
import { instanceCan } from '~/contract/rules/rocketmq.ts'
import { type Db, problem } from '../simulation.ts'
import { positionAt, type Stream, type Subscription } from './streams.ts'

/** Fields that the contract does not know; newer regions send such. */
export type Extra = Record<string, unknown>

export interface QueueShare {
  broker_name: string
  read_queue_num: number
  write_queue_num: number
}

export interface TopicRow {
  name: string
  /** Number within the instance; message ids are made from it. */
  number: number
  permission: string
  messageType: string
  createdAt: number
  brokers: QueueShare[]
  stream: Stream
  /** When its creation shows; absent: at once. */
  thereAt?: number
  /** Where a deletion takes it away. */
  goneAt?: number
}

export interface GroupRow {
  settings: Required<ConsumerGroup>
  extra: Extra
  /** Address of each member; empty: nobody is connected. */
  clients: string[]
  subscriptions: Subscription[]
  thereAt?: number
  goneAt?: number
  /** What a batch change puts into effect, and when. */
  pending?: { at: number; settings: ConsumerGroup & Extra }
}

export type UserRow = Required<User> & Extra

export interface TaskRow {
  id: string
  name: string
  user: string
  params: string
  startedAt: number
  /** Milliseconds from start to end. */
  takes: number
  fails: boolean
}

export interface InstanceRow {
  fields: Omit<ShowInstanceResp, 'status' | 'used_storage_space'> & Extra & { instance_id: string; name: string }
  /** A state that lasts; creation and deletion are computed from the times below. */
  status: string
  orderedAt?: number
  deletedAt?: number
  usedSpace: { gigabytes: number; at: number; perDay: number }
  brokers: string[]
  topics: Map<string, TopicRow>
  /** Number of the next topic. */
  nextTopic: number
  groups: Map<string, GroupRow>
  users: UserRow[]
  tasks: TaskRow[]
  /** Puts in what the instance holds, when it is first looked into: a large one takes too long to seed at once. */
  fill?: () => void
}

interface Settings {
  /** Where table and example of the reference disagree: which of the two shapes is answered. */
  shapes: 'example' | 'table'
}

const CREATION = 90_000
const DELETION = 20_000

export function instances(db: Db): InstanceRow[] {
  return db.table<InstanceRow>('rocketmq.instances')
}

/** Which shape to answer where the reference shows two. */
export function shapes(db: Db): Settings['shapes'] {
  return db.table<Settings>('rocketmq.settings')[0]?.shapes ?? 'example'
}

export function chooseShapes(db: Db, chosen: Settings['shapes']): void {
  db.table<Settings>('rocketmq.settings').push({ shapes: chosen })
}

/** The state at a time; undefined when the instance is gone. An order whose name ends in `-fail` fails. */
export function statusAt(row: InstanceRow, now: number): string | undefined {
  if (row.deletedAt !== undefined) return now < row.deletedAt + DELETION ? 'DELETING' : undefined
  if (row.orderedAt !== undefined && now < row.orderedAt + CREATION) return 'CREATING'
  return row.status
}

/** An instance that is not gone. @throws DMS.00404022 */
export function findInstance(db: Db, id: string, now: number): InstanceRow {
  const row = instances(db).find((one) => one.fields.instance_id === id)
  if (!row || statusAt(row, now) === undefined) throw problem('DMS.00404022')
  const { fill } = row
  delete row.fill
  fill?.()
  return row
}

/** An instance that allows it now (`contract/rules`). @throws DMS.00404022 or what the rule says */
export function usableInstance(db: Db, id: string, now: number, rule: keyof typeof instanceCan): InstanceRow {
  const row = findInstance(db, id, now)
  const refusal = instanceCan[rule]({ status: statusAt(row, now), enable_acl: row.fields.enable_acl })
  if (refusal) throw problem(refusal.code)
  return row
}

const SLOW = 4000

/** When the creation or deletion of a topic or group shows: at once, or later where the name ends in `-slow`. */
export function showsAt(name: string, now: number): number {
  return name.endsWith('-slow') ? now + SLOW : now
}

function isThere({ thereAt = 0, goneAt = Infinity }: TopicRow | GroupRow, now: number): boolean {
  return thereAt <= now && now < goneAt
}

/** The topics that are there, in the order of their creation. */
export function topicsOf(row: InstanceRow, now: number): TopicRow[] {
  return [...row.topics.values()].filter((topic) => isThere(topic, now))
}

/** @throws DMS.10240401: the reference has no code of its own for an unknown topic, only 404 (`x-async.gone`) */
export function findTopic(row: InstanceRow, name: string | undefined, now: number): TopicRow {
  const topic = row.topics.get(name ?? '')
  if (!topic || !isThere(topic, now)) {
    throw problem('DMS.10240401', { message: `The topic ${name ?? ''} does not exist.` })
  }
  return topic
}

/** The groups that are there; batch changes that are due have taken effect. */
export function groupsOf(row: InstanceRow, now: number): GroupRow[] {
  const present = [...row.groups.values()].filter((group) => isThere(group, now))
  for (const group of present) applyPending(row, group, now)
  return present
}

/** @throws DMS.10240405 */
export function findGroup(row: InstanceRow, name: string, now: number): GroupRow {
  const group = row.groups.get(name)
  if (!group || !isThere(group, now)) throw problem('DMS.10240405')
  applyPending(row, group, now)
  return group
}

const computed = new Set([
  'created_at',
  'group_online',
  'topic_subscription_count',
  'permissions',
  'app_id',
  'app_name',
])

/**
 * Takes new settings into effect at a time. It is a replacement: what is not sent falls back to its default or is
 * lost, as "send the complete settings" (5.2.6) warns. Only the brokers stay, as the documented example leaves them out.
 */
export function applySettings(row: InstanceRow, group: GroupRow, sent: ConsumerGroup & Extra, at: number): void {
  const { enabled, broadcast, brokers, name: _name, retry_max_time, from_beginning, ...extra } = sent
  const before = group.settings
  if (before.enabled !== (enabled ?? true)) {
    for (const subscription of group.subscriptions) {
      const topic = row.topics.get(subscription.topic)
      if (topic) subscription.cursor = { index: positionAt(topic.stream, subscription, before.enabled, at), at }
    }
  }
  group.settings = {
    name: before.name,
    enabled: enabled ?? true,
    broadcast: broadcast ?? false,
    brokers: brokers ?? before.brokers,
    retry_max_time: retry_max_time ?? 16,
    from_beginning: from_beginning ?? false,
  }
  const kept = Object.entries(group.extra).filter(([field]) => computed.has(field))
  const taken = Object.entries(extra).filter(([field]) => !computed.has(field))
  group.extra = Object.fromEntries([...kept, ...taken])
}

function applyPending(row: InstanceRow, group: GroupRow, now: number): void {
  const pending = group.pending
  if (!pending || pending.at > now) return
  delete group.pending
  applySettings(row, group, pending.settings, pending.at)
}

/** Brokers to place something on: those named, or all. @throws the given code for one that does not exist */
export function chosenBrokers(row: InstanceRow, names: string[] | undefined, code: string): string[] {
  if (!names || names.length === 0) return row.brokers
  const unknown = names.find((name) => !row.brokers.includes(name))
  if (unknown !== undefined) throw problem(code, { message: `The broker ${unknown} does not exist.` })
  return row.brokers.filter((name) => names.includes(name))
}
