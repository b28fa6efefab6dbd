import type { Exact } from '~/lib/json.ts'

export type TimeLike = number | string | Exact
export type Zone = 'local' | 'utc'

/**
 * Unix milliseconds of a time of the wire: epoch number or digits (`unit` says of what), `YYYYMMDDHHmmss` (UTC), or
 * ISO 8601 (UTC when it names no zone, as the cloud's times do). Undefined for anything else, and for 0 and '' that
 * the cloud writes for "never".
 */
export function parseTime(value: TimeLike | null | undefined, unit: 's' | 'ms' = 'ms'): number | undefined {
  if (value === undefined || value === null || value === '') return undefined
  const text = String(value)
  const compact = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(text)
  if (compact && typeof value === 'string') {
    const [, y, mo, d, h, mi, s] = compact
    return finite(Date.parse(`${y}-${mo}-${d}T${h}:${mi}:${s}Z`))
  }
  if (/^-?\d+(\.\d+)?$/.test(text)) {
    const number = Number(text) * (unit === 's' ? 1000 : 1)
    return number === 0 ? undefined : finite(number)
  }
  const hasZone = /(Z|[+-]\d\d:?\d\d)$/i.test(text)
  const dated = /^\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d+)?)?)?/.test(text)
  if (!dated) return finite(Date.parse(text))
  const iso = text
    .trim()
    .replace(' ', 'T')
    .replace(/ (?=[+-])/, '')
  return finite(Date.parse(hasZone || iso.length === 10 ? iso : `${iso}Z`))
}

function finite(ms: number): number | undefined {
  return Number.isFinite(ms) && Math.abs(ms) <= 8.64e15 ? ms : undefined
}

const two = (n: number) => String(n).padStart(2, '0')

/** `UTC`, `UTC+8`, `UTC-3:30`: the offset that holds at this time. */
export function zoneName(ms: number, zone: Zone): string {
  const minutes = zone === 'utc' ? 0 : -new Date(ms).getTimezoneOffset()
  if (minutes === 0) return 'UTC'
  const rest = Math.abs(minutes) % 60
  return `UTC${minutes < 0 ? '-' : '+'}${Math.floor(Math.abs(minutes) / 60)}${rest ? `:${two(rest)}` : ''}`
}

/** `2026-11-21 12:00:00 UTC+8`; sorts as text, the same in both languages. */
export function formatExact(ms: number, zone: Zone, options: { millis?: boolean } = {}): string {
  const clock = clockText(ms, zone)
  const millis = options.millis ? `.${String(new Date(ms).getUTCMilliseconds()).padStart(3, '0')}` : ''
  return `${clock.replace('T', ' ')}${millis} ${zoneName(ms, zone)}`
}

/** `2026-11-21T12:00:00` on the wall clock of the zone, as `<input type="datetime-local">` holds it. */
export function clockText(ms: number, zone: Zone): string {
  const shifted = zone === 'utc' ? ms : ms - new Date(ms).getTimezoneOffset() * 60_000
  return new Date(shifted).toISOString().slice(0, 19)
}

/** The time that a `datetime-local` text names in the zone; undefined while it is incomplete. */
export function fromClockText(text: string, zone: Zone): number | undefined {
  if (!/^\d{4,}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?$/.test(text)) return undefined
  return finite(zone === 'utc' ? Date.parse(`${text}Z`) : new Date(text).getTime())
}

export interface RelativeTime {
  amount: number
  unit: 'now' | 's' | 'min' | 'h' | 'd'
  future: boolean
}

/** How long ago (or ahead), in the largest whole unit; undefined past 30 days, where a date says more. */
export function relativeTime(ms: number, now: number): RelativeTime | undefined {
  const future = ms > now
  const seconds = Math.floor(Math.abs(now - ms) / 1000)
  if (seconds < 1) return { amount: 0, unit: 'now', future: false }
  if (seconds < 60) return { amount: seconds, unit: 's', future }
  if (seconds < 3600) return { amount: Math.floor(seconds / 60), unit: 'min', future }
  if (seconds < 86_400) return { amount: Math.floor(seconds / 3600), unit: 'h', future }
  if (seconds < 30 * 86_400) return { amount: Math.floor(seconds / 86_400), unit: 'd', future }
  return undefined
}
