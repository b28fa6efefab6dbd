import { commonMessages } from './commonMessages.ts'
import { formatExact, parseTime, relativeTime, type TimeLike } from './time.ts'
import { useMessages } from './useMessages.ts'
import { useNow } from './useNow.ts'
import { useZone } from './useZone.ts'
import css from './values.module.css'

interface Props {
  /** Epoch milliseconds (number, digits or `Exact`) or ISO 8601; undefined shows "–". */
  at: TimeLike | null | undefined
  unit?: 's' | 'ms'
  /** `relative` (default) has the exact time on hover; `exact` with milliseconds when `millis`; `both` for details. */
  show?: 'relative' | 'exact' | 'both'
  millis?: boolean
}

/** A time, in local time or UTC as the user has set. */
export function Time({ at, unit, show = 'relative', millis }: Props) {
  const t = useMessages(commonMessages)
  const ms = parseTime(at, unit)
  // A text that is no time is shown as it came: better than nothing, and nothing is made up.
  if (ms === undefined)
    return (
      <span className={css.dim}>
        {at === undefined || at === null || at === '' || String(at) === '0' ? t.none : String(at)}
      </span>
    )
  return <TimeText ms={ms} show={show} millis={millis} />
}

function TimeText({ ms, show, millis }: { ms: number; show: 'relative' | 'exact' | 'both'; millis?: boolean }) {
  const zone = useZone()
  const exact = formatExact(ms, zone, { millis })
  const ago = useRelative(ms)
  return (
    <time dateTime={new Date(ms).toISOString()} title={exact} className={css.time}>
      {show === 'exact' || ago === undefined ? exact : show === 'both' ? `${exact} (${ago})` : ago}
    </time>
  )
}

/** `12 s ago`; undefined past 30 days. */
function useRelative(ms: number): string | undefined {
  const t = useMessages(commonMessages)
  const now = useNow(10_000)
  // The clock ticks in steps, so something that happened within the step is not ahead of it.
  const relative = relativeTime(ms, ms > now && ms <= now + 10_000 ? ms : now)
  if (!relative) return undefined
  if (relative.unit === 'now') return t.now
  return relative.future ? t.ahead(relative.amount, relative.unit) : t.ago(relative.amount, relative.unit)
}
