import { formatNumber, type NumberLike } from './numbers.ts'
import css from './values.module.css'

interface Props {
  /** Undefined is not zero: it shows "–". */
  value: NumberLike | null | undefined
  unit?: string
}

/** A number with grouped digits, exact beyond 2^53. */
export function NumberText({ value, unit }: Props) {
  const text = formatNumber(value)
  return (
    <span className={css.number}>
      {text ?? '–'}
      {text !== undefined && unit ? ` ${unit}` : ''}
    </span>
  )
}
