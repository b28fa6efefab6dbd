import type { StatusFact, Tone } from '~/contract/types.ts'
import css from './StatusBadge.module.css'

interface Props {
  status: string | undefined
  /** What the contract knows of the statuses of this resource. */
  facts?: Readonly<Record<string, StatusFact>>
  /** Translated labels by status; the contract's own are English. */
  labels?: Readonly<Record<string, string>>
  /** What the statuses mean, translated, for the same reason. */
  meanings?: Readonly<Record<string, string>>
  /** For a state that is no status of the contract, e.g. a lag: overrides what `facts` say. */
  tone?: Tone
}

/** Dot and word. A status that nobody documented is shown as it came, and stands out. */
export function StatusBadge({ status, facts, labels, meanings, tone }: Props) {
  if (status === undefined || status === '') return <span className={css.none}>–</span>
  const fact = facts?.[status]
  return (
    <span className={css.badge} data-tone={tone ?? fact?.tone ?? 'warn'} title={meanings?.[status] ?? fact?.meaning}>
      {labels?.[status] ?? fact?.label ?? status}
    </span>
  )
}
