import css from './Bar.module.css'

interface Props {
  /** What is measured, for those who do not see the bar. */
  label: string
  /** Undefined: not known, drawn as "–", never as an empty bar. */
  value: number | undefined
  max: number
  tone?: 'ok' | 'warn' | 'error'
  /** The words for the value where the bare number says too little: `18 of 50`. */
  text?: string
}

/** A share as a short bar inside a line or a cell. */
export function Bar({ label, value, max, tone = 'ok', text }: Props) {
  if (value === undefined || !(max > 0)) return <span className={css.none}>–</span>
  const share = Math.min(1, Math.max(0, value / max))
  return (
    <span className={css.meter} title={text}>
      <meter className={css.hidden} aria-label={label} min={0} max={max} value={value}>
        {text ?? value}
      </meter>
      <span aria-hidden className={css.fill} data-tone={tone} style={{ width: `${share * 100}%` }} />
    </span>
  )
}
