/**
 * What messages are asked for, as it stands in the address:
 * `?topic=orders&by=time&range=1h&start_time=…&end_time=…`, `?topic=orders&by=id&msg_id=…`, `?topic=orders&by=key&key=…`.
 * A search writes the times that it was sent with, so that a copied link shows the same messages. Pure.
 */

export type SearchBy = 'time' | 'id' | 'key'

const MINUTE = 60_000
/** Lengths of the ranges that end now, in ms. */
export const presets = {
  '15m': 15 * MINUTE,
  '1h': 60 * MINUTE,
  '24h': 24 * 60 * MINUTE,
  '3d': 3 * 24 * 60 * MINUTE,
  '7d': 7 * 24 * 60 * MINUTE,
} as const
export type Preset = keyof typeof presets
export type RangeName = Preset | 'custom'

export interface MessageSearch {
  topic: string
  by: SearchBy
  range: RangeName
  /** Unix ms. With a preset: the times it stood for when the search was sent. */
  start?: number
  end?: number
  msg_id: string
  key: string
}

/** Arguments of `listMessages` besides connection and instance. Times are Unix ms in text (5.4.1). */
export type MessageArgs =
  | { topic: string; msg_id: string }
  | { topic: string; start_time: string; end_time: string; key?: string }

function readTime(text: string | null): number | undefined {
  return text !== null && /^\d{1,15}$/.test(text) ? Number(text) : undefined
}

const isPreset = (name: string): name is Preset => Object.hasOwn(presets, name)

/** Reads a search from an address; what is not understood takes its default. */
export function parseSearch(params: URLSearchParams, defaultRange: Preset): MessageSearch {
  const by = params.get('by')
  const start = readTime(params.get('start_time'))
  const end = readTime(params.get('end_time'))
  const range = params.get('range') ?? (start !== undefined || end !== undefined ? 'custom' : defaultRange)
  return {
    topic: params.get('topic') ?? '',
    by: by === 'id' || by === 'key' ? by : 'time',
    range: isPreset(range) || range === 'custom' ? range : defaultRange,
    ...(start === undefined ? {} : { start }),
    ...(end === undefined ? {} : { end }),
    msg_id: params.get('msg_id') ?? '',
    key: params.get('key') ?? '',
  }
}

/** The times of a range: those of the address, else what the preset stands for at `now`. Undefined while incomplete. */
export function resolveRange(
  search: Pick<MessageSearch, 'range' | 'start' | 'end'>,
  now: number,
): { start: number; end: number } | undefined {
  if (search.start !== undefined && search.end !== undefined) return { start: search.start, end: search.end }
  return search.range === 'custom' ? undefined : { start: now - presets[search.range], end: now }
}

export type SearchProblem = 'missing' | 'order'

/** What keeps a search from being sent, by field; empty when nothing does. */
export function searchProblems(
  search: MessageSearch,
): Partial<Record<'topic' | 'msg_id' | 'key' | 'start' | 'end', SearchProblem>> {
  const { start, end } = search
  return {
    ...(search.topic.trim() === '' ? { topic: 'missing' } : {}),
    ...(search.by === 'id' && search.msg_id.trim() === '' ? { msg_id: 'missing' } : {}),
    ...(search.by === 'key' && search.key.trim() === '' ? { key: 'missing' } : {}),
    ...(search.by !== 'id' && search.range === 'custom' && start === undefined ? { start: 'missing' } : {}),
    ...(search.by !== 'id' && search.range === 'custom' && end === undefined ? { end: 'missing' } : {}),
    ...(search.by !== 'id' && start !== undefined && end !== undefined && start > end ? { end: 'order' } : {}),
  }
}

/** What is sent, or undefined while something is missing: then nothing may be sent. */
export function toMessageArgs(search: MessageSearch, now: number): MessageArgs | undefined {
  if (Object.keys(searchProblems(search)).length > 0) return undefined
  const topic = search.topic.trim()
  if (search.by === 'id') return { topic, msg_id: search.msg_id.trim() }
  const range = resolveRange(search, now)
  if (!range) return undefined
  const times = { start_time: String(range.start), end_time: String(range.end) }
  return search.by === 'key' ? { topic, ...times, key: search.key.trim() } : { topic, ...times }
}

/**
 * The address of a search that starts now: a preset is turned into times again. Page, order and filters of the search
 * before are dropped, the choice of columns and page size stays.
 */
export function writeSearch(search: MessageSearch, now: number, before: URLSearchParams): URLSearchParams {
  const next = new URLSearchParams()
  for (const name of ['cols', 'size']) {
    const value = before.get(name)
    if (value !== null) next.set(name, value)
  }
  if (search.topic.trim() !== '') next.set('topic', search.topic.trim())
  if (search.by !== 'time') next.set('by', search.by)
  if (search.by === 'id') next.set('msg_id', search.msg_id.trim())
  if (search.by === 'key') next.set('key', search.key.trim())
  if (search.by === 'id') return next
  const range = search.range === 'custom' ? resolveRange(search, now) : resolveRange({ range: search.range }, now)
  next.set('range', search.range)
  if (range) {
    next.set('start_time', String(range.start))
    next.set('end_time', String(range.end))
  }
  return next
}
