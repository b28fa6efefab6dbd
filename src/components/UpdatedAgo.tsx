import { commonMessages } from './commonMessages.ts'
import { relativeTime } from './time.ts'
import { useMessages } from './useMessages.ts'
import { useNow } from './useNow.ts'

/** `updated 12 s ago`, counting; `12 s` when short, for a button that says what it does. */
export function UpdatedAgo({ at, short }: { at: number; short?: boolean }) {
  const t = useMessages(commonMessages)
  const now = useNow(1000)
  const age = relativeTime(Math.min(at, now), now) ?? { amount: Math.floor((now - at) / 86_400_000), unit: 'd' }
  if (short) return <span>{age.unit === 'now' ? t.age(0, 's') : t.age(age.amount, age.unit)}</span>
  return <span>{t.updated(age.unit === 'now' ? t.now : t.ago(age.amount, age.unit))}</span>
}
