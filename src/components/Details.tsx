import type { ReactNode } from 'react'
import { CopyButton } from './CopyButton.tsx'
import css from './Details.module.css'

export interface DetailsRow {
  label: string
  /** Undefined or '' shows "–"; `false` and 0 are values. */
  value: ReactNode
  /** Text that a button beside the value copies. */
  copy?: string
  mono?: boolean
}

interface Props {
  rows: readonly DetailsRow[]
  /** Names the list when there are several on a page. */
  label?: string
}

/** Facts of one resource, label and value side by side. */
export function Details({ rows, label }: Props) {
  return (
    <dl className={css.list} aria-label={label}>
      {rows.map((row) => (
        <div key={row.label} className={css.row}>
          <dt>{row.label}</dt>
          <dd className={row.mono ? css.mono : undefined}>
            {row.value === undefined || row.value === null || row.value === '' ? (
              <span className={css.none}>–</span>
            ) : (
              row.value
            )}
            {row.copy ? <CopyButton text={row.copy} what={row.label} /> : null}
          </dd>
        </div>
      ))}
    </dl>
  )
}
