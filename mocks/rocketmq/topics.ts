import type * as operations from '~/contract/rocketmq/generated/operations.ts'
import type { TopicBroker, TopicStatusBroker, TopicSummary } from '~/contract/rocketmq/generated/types.ts'
import { quotaPerBroker } from '~/contract/rules/rocketmq.ts'
import { type FamilyHandlers, problem, Reply } from '../simulation.ts'
import { cut, neighbours, pageOf } from './paging.ts'
import {
  chosenBrokers,
  findTopic,
  groupsOf,
  type InstanceRow,
  shapes,
  showsAt,
  type TopicRow,
  topicsOf,
  usableInstance,
} from './state.ts'
import { countAt, firstAt, type Lane, laneOf, newestIn, offsetIn, wire, writeTo } from './streams.ts'
import { startTask, stepTime } from './tasks.ts'

/** What RocketMQ itself accepts, and dots. The reference gives no rule. */
const legalName = /^[%|\w-][%|\w.-]{0,126}$/
const permissions = ['all', 'pub', 'sub']
const MOST_QUEUES = 50

function quota(row: InstanceRow, now: number): { total: number; max: number; remaining: number } {
  const total = topicsOf(row, now).length
  const max = (quotaPerBroker(row.fields.product_id) ?? 4000) * row.brokers.length
  return { total, max, remaining: Math.max(0, max - total) }
}

function queues(topic: TopicRow): {
  total_read_queue_num: number
  total_write_queue_num: number
  brokers: TopicBroker[]
} {
  return {
    total_read_queue_num: topic.brokers.reduce((sum, share) => sum + share.read_queue_num, 0),
    total_write_queue_num: topic.brokers.reduce((sum, share) => sum + share.write_queue_num, 0),
    brokers: topic.brokers,
  }
}

function toSummary(topic: TopicRow): TopicSummary {
  return {
    name: topic.name,
    permission: topic.permission,
    created_at: topic.createdAt,
    message_type: topic.messageType,
    ...queues(topic),
  }
}

function refuse(message: string): never {
  throw problem('DMS.00400800', { message })
}

/** A total spread over so many brokers, the first ones taking what is left over. */
function spread(total: number, brokers: number): number[] {
  return Array.from({ length: brokers }, (_, at) => Math.floor(total / brokers) + (at < total % brokers ? 1 : 0))
}

/** The queues that producers write to; they take turns over the brokers. */
function writtenQueues({ brokers }: TopicRow): Lane[] {
  return Array.from({ length: MOST_QUEUES }, (_, queue) =>
    brokers.flatMap((share) => (queue < share.write_queue_num ? [{ broker: share.broker_name, queue }] : [])),
  ).flat()
}

/** Message ranges per broker and queue. */
function statusOf(topic: TopicRow, now: number): TopicStatusBroker[] {
  const count = countAt(topic.stream, now)
  const first = firstAt(topic.stream, now)
  return topic.brokers.map((share) => ({
    broker_name: share.broker_name,
    queues: Array.from({ length: Math.max(share.read_queue_num, share.write_queue_num) }, (_, id) => {
      const lane = laneOf(topic.stream, share.broker_name, id)
      if (lane === undefined) return { id, min_offset: 0, max_offset: 0, last_message_time: 0 }
      return {
        id,
        min_offset: wire(offsetIn(topic.stream, lane, first)),
        max_offset: wire(offsetIn(topic.stream, lane, count)),
        last_message_time: newestIn(topic.stream, lane, count),
      }
    }),
  }))
}

export const topicHandlers = {
  listTopics({ args, db, now }) {
    const row = usableInstance(db, args.instance_id, now, 'manageTopics')
    const page = pageOf(args, 50)
    const topics = topicsOf(row, now)
    return { ...quota(row, now), ...neighbours(topics.length, page), topics: cut(topics, page).map(toSummary) }
  },

  createTopic({ args, body, db, now }) {
    const row = usableInstance(db, args.instance_id, now, 'manageTopics')
    if (!legalName.test(body.name))
      refuse('A topic name has 1 to 127 letters, digits and % | _ - . and no dot in front.')
    if (topicsOf(row, now).some((topic) => topic.name === body.name)) refuse(`The topic ${body.name} exists already.`)
    if (quota(row, now).remaining === 0) throw problem('DMS.00400039')
    const brokers = chosenBrokers(row, body.brokers, 'DMS.00400800')
    const number = body.queue_num ?? 3
    if (number > MOST_QUEUES) refuse(`A topic has at most ${MOST_QUEUES} queues on a broker.`)
    const permission = body.permission ?? 'all'
    if (!permissions.includes(permission)) refuse(`The permission ${permission} is not known.`)
    const extra = body as { message_type?: unknown }
    row.topics.delete(body.name)
    row.topics.set(body.name, {
      name: body.name,
      number: row.nextTopic++,
      permission,
      messageType: typeof extra.message_type === 'string' ? extra.message_type : 'NORMAL',
      createdAt: now,
      thereAt: showsAt(body.name, now),
      brokers: brokers.map((name) => ({ broker_name: name, read_queue_num: number, write_queue_num: number })),
      stream: { lanes: [], start: 0n, kind: 'text' },
    })
    return { id: body.name }
  },

  batchDeleteTopics({ args, body, db, now, user, refuses }) {
    const row = usableInstance(db, args.instance_id, now, 'manageTopics')
    const names = new Set(topicsOf(row, now).map((topic) => topic.name))
    const known = [...new Set(body.topics)].filter((name) => names.has(name) && !refuses(name))
    const fails = body.topics.some((name) => !known.includes(name))
    const job = startTask(db, row, now, { name: 'batchDeleteTopics', user, params: { topics: body.topics }, fails })
    for (const [step, name] of known.entries()) findTopic(row, name, now).goneAt = stepTime(now, step, known.length)
    return { job_id: job }
  },

  createOrBatchDeleteTopics() {
    throw problem('DMS.00400062')
  },

  getTopic({ args, db, now }) {
    const topic = findTopic(usableInstance(db, args.instance_id, now, 'manageTopics'), args.topic, now)
    return { ...queues(topic), permission: topic.permission }
  },

  updateTopic({ args, body, db, now }) {
    const topic = findTopic(usableInstance(db, args.instance_id, now, 'manageTopics'), args.topic, now)
    if (body.permission !== undefined && !permissions.includes(body.permission)) {
      refuse(`The permission ${body.permission} is not known.`)
    }
    const most = MOST_QUEUES * topic.brokers.length
    for (const total of [body.read_queue_num, body.write_queue_num]) {
      if (total !== undefined && (total < 0 || total > most))
        refuse(`A topic on these brokers has 0 to ${most} queues.`)
    }
    for (const field of ['read_queue_num', 'write_queue_num'] as const) {
      const total = body[field]
      if (total === undefined) continue
      const shares = spread(total, topic.brokers.length)
      for (const [at, share] of topic.brokers.entries()) share[field] = shares[at] ?? 0
    }
    const written = writtenQueues(topic)
    // Without any, nobody can send; the flow of messages cannot be stopped here, so it goes on where it went.
    if (body.write_queue_num !== undefined && written.length > 0)
      writeTo(topic.stream, written, countAt(topic.stream, now))
    topic.permission = body.permission ?? topic.permission
  },

  deleteTopic({ args, db, now }) {
    const row = usableInstance(db, args.instance_id, now, 'manageTopics')
    const topic = findTopic(row, args.topic, now)
    topic.goneAt = showsAt(topic.name, now)
  },

  listTopicConsumerGroups({ args, db, now }) {
    const row = usableInstance(db, args.instance_id, now, 'manageTopics')
    const topic = findTopic(row, args.topic, now)
    const groups = groupsOf(row, now).filter((group) => group.subscriptions.some((one) => one.topic === topic.name))
    const names = groups.map((group) => group.settings.name)
    // `total` is what the vendor's SDK reads; the contract does not know it.
    return new Reply(200, { groups: cut(names, pageOf(args, 50)), total: names.length })
  },

  getTopicStatus({ args, db, now }) {
    const topic = findTopic(usableInstance(db, args.instance_id, now, 'manageTopics'), args.topic, now)
    const brokers = statusOf(topic, now)
    // The example of 5.3.6 shows the broker of a small instance without an array around it.
    const bare = brokers.length === 1 && shapes(db) === 'example'
    return new Reply(200, { brokers: bare ? brokers[0] : brokers })
  },
} satisfies Partial<FamilyHandlers<typeof operations>>
