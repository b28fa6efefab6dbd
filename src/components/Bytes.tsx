import { formatBytes, formatNumber, type NumberLike } from './numbers.ts'
import css from './values.module.css'

/** A size in bytes, in the unit that fits; the exact count on hover. Undefined shows "–". */
export function Bytes({ value }: { value: NumberLike | null | undefined }) {
  const text = formatBytes(value)
  return (
    <span className={css.number} title={text === undefined ? undefined : `${formatNumber(value)} B`}>
      {text ?? '–'}
    </span>
  )
}
