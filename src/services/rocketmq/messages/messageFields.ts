/** Reads what RocketMQ keeps in the properties of a message. Pure. */
import type { Message } from '~/contract/rocketmq/generated/types.ts'

/** The value of a property; undefined when the message has none of that name. The first counts when there are several. */
export function propertyOf(message: Message, name: string): string | undefined {
  return message.property_list?.find((property) => property.name === name)?.value
}

/** Business keys; producers write several with blanks between them. */
export function keysOf(message: Message): string[] {
  return (propertyOf(message, 'KEYS') ?? '').split(' ').filter((key) => key !== '')
}

export function tagOf(message: Message): string | undefined {
  return propertyOf(message, 'TAGS') || undefined
}

/** The id that the producer gave; copies of a message (retries, dead letters) keep it. */
export function uniqueKeyOf(message: Message): string | undefined {
  return propertyOf(message, 'UNIQ_KEY') || undefined
}

/** Identifies a row: the broker's id, else its place. */
export function messageKey(message: Message): string {
  return message.msg_id ?? `${message.store_host} ${message.queue_id} ${String(message.queue_offset)}`
}

/** The message that a retry or a dead letter is a copy of; undefined parts are not recorded. */
export function originOf(message: Message): { topic?: string; msg_id?: string } | undefined {
  const msg_id = propertyOf(message, 'ORIGIN_MESSAGE_ID') || undefined
  const topic = propertyOf(message, 'RETRY_TOPIC') || undefined
  return msg_id === undefined && topic === undefined
    ? undefined
    : { ...(topic ? { topic } : {}), ...(msg_id ? { msg_id } : {}) }
}

const documented = new Set([
  'msg_id',
  'instance_id',
  'topic',
  'store_timestamp',
  'born_timestamp',
  'reconsume_times',
  'body',
  'body_crc',
  'store_size',
  'property_list',
  'born_host',
  'store_host',
  'queue_id',
  'queue_offset',
])

/** Fields that the reference does not know: shown as they are. */
export function unknownFields(message: Message): [name: string, value: unknown][] {
  return Object.entries(message).filter(([name]) => !documented.has(name))
}
