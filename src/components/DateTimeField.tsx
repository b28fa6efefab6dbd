import { useId } from 'react'
import { formMessages } from './formMessages.ts'
import { clockText, formatExact, fromClockText, zoneName } from './time.ts'
import { useMessages } from './useMessages.ts'
import { useNow } from './useNow.ts'
import { useZone } from './useZone.ts'
import css from './Form.module.css'

interface Props {
  label: string
  /** Unix milliseconds. */
  value: number | undefined
  /** Undefined while the text is no complete time. */
  onChange: (value: number | undefined) => void
  error?: React.ReactNode
  required?: boolean
  min?: number
  max?: number
}

/** A time to the second, typed in the zone that the user has set, which is written beside it with the other one. */
export function DateTimeField({ label, value, onChange, error, required, min, max }: Props) {
  const t = useMessages(formMessages)
  const zone = useZone()
  const id = useId()
  const now = useNow(10_000)
  const other = zone === 'utc' ? 'local' : 'utc'
  return (
    <div>
      <label htmlFor={id}>
        {label} <span className={css.labelNote}>{zoneName(value ?? now, zone)}</span>
      </label>
      <input
        id={id}
        type="datetime-local"
        step={1}
        className={css.input}
        required={required}
        aria-invalid={error ? true : undefined}
        aria-describedby={`${id}d`}
        min={min === undefined ? undefined : clockText(min, zone)}
        max={max === undefined ? undefined : clockText(max, zone)}
        // Uncontrolled, and new when the zone changes: the browser keeps the half-typed parts of a date to itself.
        key={zone}
        defaultValue={value === undefined ? '' : clockText(value, zone)}
        onChange={(event) => onChange(fromClockText(event.target.value, zone))}
      />
      <div id={`${id}d`} className={error ? css.error : css.dim}>
        {error ??
          (value === undefined || zoneName(value, zone) === zoneName(value, other)
            ? null
            : t.otherZone(formatExact(value, other)))}
      </div>
    </div>
  )
}
