/** What the topic forms hold and send. Pure. */
import { createTopicFields, updateTopicFields } from '~/contract/rocketmq/generated/fields.ts'
import type { CreateTopicReq, ShowTopicResp, UpdateTopicReq } from '~/contract/rocketmq/generated/types.ts'
import { requiredIf } from '../requiredIf.ts'

export interface TopicCreateValues {
  name: string
  brokers: string[]
  queue_num: number | ''
  permission: string
}

/** What RocketMQ itself takes as the name of a topic. The reference gives no rule, so that the cloud is the judge. */
export const isUsualName = (name: string): boolean => /^[%|\w-]{1,127}$/.test(name)

/** Defaults of section 5.3.1: three queues, publish and subscribe. */
export function initialCreateValues(): TopicCreateValues {
  return { name: '', brokers: [], queue_num: 3, permission: 'all' }
}

/** What has a default is not emptied: what the cloud makes of a topic without it would be a surprise. */
export const createFacts = {
  ...createTopicFields,
  queue_num: requiredIf(true, createTopicFields.queue_num),
  permission: requiredIf(true, createTopicFields.permission),
}

/** No broker chosen means all of them, so all are named: what the cloud does without is not documented. */
export function toCreateRequest(values: TopicCreateValues, allBrokers: readonly string[]): CreateTopicReq {
  return {
    name: values.name,
    brokers: values.brokers.length > 0 ? values.brokers : [...allBrokers],
    ...(values.queue_num === '' ? {} : { queue_num: values.queue_num }),
    permission: values.permission,
  }
}

export interface TopicEditValues {
  read_queue_num: number | ''
  write_queue_num: number | ''
  permission: string
}

export function initialEditValues(topic: ShowTopicResp): TopicEditValues {
  return {
    read_queue_num: topic.total_read_queue_num ?? '',
    write_queue_num: topic.total_write_queue_num ?? '',
    permission: topic.permission ?? '',
  }
}

/** What a topic has cannot be taken from it: a field is only left empty where its value is not known. */
export function editFacts(opened: TopicEditValues) {
  const known = (field: keyof TopicEditValues) => requiredIf(opened[field] !== '', updateTopicFields[field])
  return {
    read_queue_num: known('read_queue_num'),
    write_queue_num: known('write_queue_num'),
    permission: known('permission'),
  }
}

/** Only what differs: absent fields stay as they are (5.3.4). Undefined when nothing does. */
export function toUpdateRequest(values: TopicEditValues, before: TopicEditValues): UpdateTopicReq | undefined {
  const request: UpdateTopicReq = {
    ...(values.read_queue_num !== before.read_queue_num && values.read_queue_num !== ''
      ? { read_queue_num: values.read_queue_num }
      : {}),
    ...(values.write_queue_num !== before.write_queue_num && values.write_queue_num !== ''
      ? { write_queue_num: values.write_queue_num }
      : {}),
    ...(values.permission !== before.permission && values.permission !== '' ? { permission: values.permission } : {}),
  }
  return Object.keys(request).length > 0 ? request : undefined
}

/**
 * Whether a change takes queues away, leaves queues that are written to and not read, takes a right away: each is felt
 * by clients.
 */
export function dangersOf(
  request: UpdateTopicReq | undefined,
  before: TopicEditValues,
): { fewerQueues: boolean; unread: boolean; narrower: boolean } {
  const isFewer = (now: number | undefined, then: number | '') => now !== undefined && then !== '' && now < then
  const read = request?.read_queue_num ?? before.read_queue_num
  const write = request?.write_queue_num ?? before.write_queue_num
  return {
    fewerQueues:
      isFewer(request?.read_queue_num, before.read_queue_num) ||
      isFewer(request?.write_queue_num, before.write_queue_num),
    unread: request !== undefined && read !== '' && write !== '' && read < write,
    narrower:
      request?.permission !== undefined && request.permission !== 'all' && request.permission !== before.permission,
  }
}
