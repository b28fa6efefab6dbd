import { commonMessages } from './commonMessages.ts'
import { relativeTime } from './time.ts'
import { useMessages } from './useMessages.ts'
import { useNow } from './useNow.ts'

/** `updated 12 s ago`, counting. */
export function UpdatedAgo({ at }: { at: number }) {
  const t = useMessages(commonMessages)
  const now = useNow(1000)
  const age = relativeTime(Math.min(at, now), now)
  const text = !age || age.unit === 'now' ? t.now : t.ago(age.amount, age.unit)
  return <span>{t.updated(text)}</span>
}
