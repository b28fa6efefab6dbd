/** What an export of dead letters (5.4.3) asks for, and what came of it. Pure. */
import { isApiError } from '~/api/error.ts'
import type { Column } from '~/components/column.ts'
import { parseTime } from '~/components/time.ts'
import type { ExportDeadLetterMessagesReq, Message } from '~/contract/rocketmq/generated/types.ts'
import { keysOf, messageKey, propertyOf, tagOf, uniqueKeyOf } from '../messages/messageFields.ts'

/** Messages in one call. The reference names no limit; bodies can have 4 MB each, so calls stay small. */
const BATCH = 20

/** Rows cut into calls. */
export function batchesOf<Row>(rows: readonly Row[], size = BATCH): Row[][] {
  return Array.from({ length: Math.ceil(rows.length / size) }, (_, index) =>
    rows.slice(index * size, (index + 1) * size),
  )
}

/** Ids and unique keys of the same messages: a region may know only one of them. Empty lists are left out. */
export function toExportRequest(topic: string, rows: readonly Message[]): ExportDeadLetterMessagesReq {
  const ids = rows.flatMap((row) => row.msg_id ?? [])
  const keys = [...new Set(rows.flatMap((row) => uniqueKeyOf(row) ?? []))]
  return { topic, ...(ids.length > 0 ? { msg_id_list: ids } : {}), ...(keys.length > 0 ? { uniq_key_list: keys } : {}) }
}

export interface Merged {
  /** What was selected and came, each once, in the order of the selection. */
  messages: Message[]
  /** Selected rows that no answer holds. */
  missing: Message[]
}

/** Joins the answers of all calls. A message found by its id and by its key comes twice; one found by key only is known by it. */
export function mergeExport(
  selected: readonly Message[],
  answers: readonly (readonly Message[] | undefined)[],
): Merged {
  const byId = new Map<string, Message>()
  const byKey = new Map<string, Message>()
  for (const message of answers.flatMap((answer) => answer ?? [])) {
    const key = uniqueKeyOf(message)
    if (message.msg_id && !byId.has(message.msg_id)) byId.set(message.msg_id, message)
    if (key && !byKey.has(key)) byKey.set(key, message)
  }
  const messages: Message[] = []
  const missing: Message[] = []
  const taken = new Set<Message>()
  for (const row of selected) {
    const found = byId.get(row.msg_id ?? '') ?? byKey.get(uniqueKeyOf(row) ?? '')
    if (!found) missing.push(row)
    else if (!taken.has(found)) {
      taken.add(found)
      messages.push(found)
    }
  }
  return { messages, missing }
}

const column = (id: string, value: NonNullable<Column<Message>['value']>): Column<Message> => ({
  id,
  label: id,
  cell: () => null,
  value,
})
const iso = (at: Message['store_timestamp']) => {
  const ms = parseTime(at)
  return ms === undefined ? undefined : new Date(ms).toISOString()
}

/** Properties that have a column of their own. */
const shown = new Set(['UNIQ_KEY', 'RETRY_TOPIC', 'ORIGIN_MESSAGE_ID', 'KEYS', 'TAGS'])

/** Columns of the CSV file, by wire name; properties that have no column of their own stand in the last one, as JSON. */
export const exportColumns: readonly Column<Message>[] = [
  column('msg_id', messageKey),
  column('UNIQ_KEY', uniqueKeyOf),
  column('topic', (message) => message.topic),
  column('RETRY_TOPIC', (message) => propertyOf(message, 'RETRY_TOPIC')),
  column('ORIGIN_MESSAGE_ID', (message) => propertyOf(message, 'ORIGIN_MESSAGE_ID')),
  column('KEYS', (message) => keysOf(message).join(' ') || undefined),
  column('TAGS', tagOf),
  column('stored_at', (message) => iso(message.store_timestamp)),
  column('born_at', (message) => iso(message.born_timestamp)),
  column('reconsume_times', (message) => message.reconsume_times),
  column('born_host', (message) => message.born_host),
  column('store_host', (message) => message.store_host),
  column('queue_id', (message) => message.queue_id),
  column('queue_offset', (message) => message.queue_offset),
  column('body', (message) => message.body),
  column('properties', (message) => {
    const rest = (message.property_list ?? []).filter((property) => !shown.has(property.name ?? ''))
    return rest.length > 0
      ? JSON.stringify(Object.fromEntries(rest.map((property) => [property.name ?? '', property.value ?? ''])))
      : undefined
  }),
]

/** The other reasons of a 404 here: the instance, the address, flow control (error table of the reference). */
const otherReasons: readonly string[] = ['DMS.00404022', 'DMS.00404001', 'DMS.10240406', 'DMS.10240407']

/** Whether a read failed because the topic is not there: a group without dead letters has no dead letter topic. */
export function isTopicMissing(error: unknown): boolean {
  return isApiError(error, 404) && !otherReasons.includes(error.code) && !error.code.startsWith('gantry.')
}
