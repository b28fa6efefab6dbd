import { clockText, formatExact, fromClockText } from '~/components/time.ts'
import { useMessages } from '~/components/useMessages.ts'
import { useZone } from '~/components/useZone.ts'
import { formMessages } from './formMessages.ts'
import css from './Form.module.css'

interface Props {
  label: string
  /** Unix milliseconds. */
  value: number | undefined
  onChange: (value: number) => void
}

/** Beside a number of milliseconds: the time that it is, to read and to pick. */
export function MomentInput({ label, value, onChange }: Props) {
  const t = useMessages(formMessages)
  const zone = useZone()
  const isTime = value !== undefined && Number.isFinite(value) && Math.abs(value) < 8.64e15
  return (
    <>
      <input
        type="datetime-local"
        step={1}
        className={css.input}
        data-short
        aria-label={t.timeOf(label)}
        // Uncontrolled, and new when the number or the zone changes: the browser keeps half-typed parts of a date to itself.
        key={`${zone} ${String(value)}`}
        defaultValue={isTime ? clockText(value, zone) : ''}
        onBlur={(event) => {
          const moment = fromClockText(event.target.value, zone)
          if (moment !== undefined && (value === undefined || clockText(moment, zone) !== clockText(value, zone)))
            onChange(moment)
        }}
      />
      <button type="button" className={css.link} onClick={() => onChange(Date.now())}>
        {t.now}
      </button>
      {isTime ? <span className={css.dim}>{formatExact(value, zone)}</span> : null}
    </>
  )
}
