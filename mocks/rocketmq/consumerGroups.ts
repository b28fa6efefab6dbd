import type * as operations from '~/contract/rocketmq/generated/operations.ts'
import type { ConsumerGroup, ConsumerGroupDetail } from '~/contract/rocketmq/generated/types.ts'
import { quotaPerBroker, retryTopic } from '~/contract/rules/rocketmq.ts'
import { type FamilyHandlers, problem } from '../simulation.ts'
import { cut, neighbours, pageOf } from './paging.ts'
import {
  applySettings,
  chosenBrokers,
  type Extra,
  findGroup,
  findTopic,
  type GroupRow,
  groupsOf,
  type InstanceRow,
  showsAt,
  usableInstance,
} from './state.ts'
import { startTask, stepTime } from './tasks.ts'

/** What RocketMQ itself accepts. The reference gives no rule. */
const legalName = /^[%|\w-]{1,64}$/
const MOST_RETRIES = 16

function quota(row: InstanceRow, now: number): { max: number; remaining: number } {
  const max = (quotaPerBroker(row.fields.product_id) ?? 4000) * row.brokers.length
  return { max, remaining: Math.max(0, max - groupsOf(row, now).length) }
}

/** @throws DMS.00400062 */
function checkSettings(row: InstanceRow, sent: ConsumerGroup): void {
  chosenBrokers(row, sent.brokers, 'DMS.00400062')
  if ((sent.retry_max_time ?? 0) > MOST_RETRIES) {
    throw problem('DMS.00400062', { message: `retry_max_time is at most ${MOST_RETRIES}.` })
  }
}

function toSummary(group: GroupRow): ConsumerGroup & Extra {
  return {
    ...group.extra,
    ...group.settings,
    group_online: group.clients.length > 0,
    topic_subscription_count: group.subscriptions.length,
  }
}

function toDetail(group: GroupRow): ConsumerGroupDetail & Extra {
  const { from_beginning: _, ...settings } = group.settings
  return {
    permissions: [],
    app_id: null,
    app_name: null,
    ...group.extra,
    ...settings,
    group_online: group.clients.length > 0,
  }
}

/** Takes a group away at a time; its retry topic goes with it, its dead letters stay (as in RocketMQ). */
function remove(row: InstanceRow, name: string, now: number, at: number): void {
  findGroup(row, name, now).goneAt = at
  const retries = row.topics.get(retryTopic(name))
  if (retries) retries.goneAt = at
}

export const consumerGroupHandlers = {
  listConsumerGroups({ args, db, now }) {
    const row = usableInstance(db, args.instance_id, now, 'manageGroups')
    const page = pageOf(args, 1000)
    const found = groupsOf(row, now).filter((group) => group.settings.name.includes(args.group ?? ''))
    return {
      total: found.length,
      groups: cut(found, page).map(toSummary),
      ...quota(row, now),
      ...neighbours(found.length, page),
    }
  },

  createConsumerGroup({ args, body, db, now }) {
    const row = usableInstance(db, args.instance_id, now, 'manageGroups')
    if (!legalName.test(body.name)) {
      throw problem('DMS.00400062', { message: 'A consumer group name has 1 to 64 letters, digits and % | _ -.' })
    }
    if (groupsOf(row, now).some((group) => group.settings.name === body.name)) throw problem('DMS.10240018')
    if (quota(row, now).remaining === 0) throw problem('DMS.10240019')
    checkSettings(row, body)
    const { name, ...sent } = body
    const settings = {
      name,
      brokers: chosenBrokers(row, body.brokers, 'DMS.00400062'),
      enabled: true,
      broadcast: false,
      retry_max_time: MOST_RETRIES,
      from_beginning: false,
    }
    const thereAt = showsAt(name, now)
    const group: GroupRow = { settings, extra: { created_at: now }, clients: [], subscriptions: [], thereAt }
    applySettings(row, group, { ...sent, brokers: settings.brokers }, now)
    row.groups.delete(name)
    row.groups.set(name, group)
    return { name }
  },

  batchDeleteConsumerGroups({ args, body, db, now, user, refuses }) {
    const row = usableInstance(db, args.instance_id, now, 'manageGroups')
    const names = new Set(groupsOf(row, now).map((group) => group.settings.name))
    const known = [...new Set(body.groups)].filter((name) => names.has(name) && !refuses(name))
    const fails = body.groups.some((name) => !known.includes(name))
    const job = startTask(db, row, now, { name: 'batchDeleteGroups', user, params: { groups: body.groups }, fails })
    for (const [step, name] of known.entries()) remove(row, name, now, stepTime(now, step, known.length))
    return { job_id: job }
  },

  createOrBatchDeleteConsumerGroups() {
    throw problem('DMS.00400062')
  },

  batchUpdateConsumerGroups({ args, body, db, now, user, refuses }) {
    const row = usableInstance(db, args.instance_id, now, 'manageGroups')
    const changes = body.groups ?? []
    if (changes.length === 0) throw problem('DMS.00400062')
    const groups = changes.map((change) => findGroup(row, change.name ?? '', now))
    for (const change of changes) checkSettings(row, change)
    const params = { groups: changes.map((change) => change.name) }
    const fails = changes.some((change) => refuses(change.name ?? ''))
    const job = startTask(db, row, now, { name: 'batchUpdateGroups', user, params, fails })
    for (const [step, group] of groups.entries()) {
      if (refuses(group.settings.name)) continue
      group.pending = { at: stepTime(now, step, groups.length), settings: { ...changes[step] } }
    }
    return { job_id: job }
  },

  getConsumerGroup({ args, db, now }) {
    return toDetail(findGroup(usableInstance(db, args.instance_id, now, 'manageGroups'), args.group, now))
  },

  updateConsumerGroup({ args, body, db, now }) {
    const row = usableInstance(db, args.instance_id, now, 'manageGroups')
    const group = findGroup(row, args.group, now)
    checkSettings(row, body)
    applySettings(row, group, body, now)
  },

  deleteConsumerGroup({ args, db, now }) {
    const row = usableInstance(db, args.instance_id, now, 'manageGroups')
    remove(row, args.group, now, showsAt(args.group, now))
  },
} satisfies Partial<FamilyHandlers<typeof operations>>

/** A group and its subscription to a topic that exists. @throws DMS.10240405, DMS.10240401 */
export function findSubscription(row: InstanceRow, groupName: string, topicName: string | undefined, now: number) {
  const group = findGroup(row, groupName, now)
  const topic = findTopic(row, topicName, now)
  const subscription = group.subscriptions.find((one) => one.topic === topic.name)
  if (!subscription)
    throw problem('DMS.10240401', { message: `${groupName} does not consume the topic ${topic.name}.` })
  return { group, topic, subscription }
}
