import { NativeSelect } from '@mantine/core'
import { DateTimeField } from '~/components/DateTimeField.tsx'
import { useMessages } from '~/components/useMessages.ts'
import { messageMessages } from './messageMessages.ts'
import { resolveRange, type MessageSearch, type Preset, type RangeName, type SearchProblem } from './messageSearch.ts'
import css from './message.module.css'

interface Props {
  value: Pick<MessageSearch, 'range' | 'start' | 'end'>
  onChange: (change: Pick<MessageSearch, 'range' | 'start' | 'end'>) => void
  presets: readonly Preset[]
  problems: { start?: SearchProblem; end?: SearchProblem }
}

/** When the messages were stored: a length of time up to now, or from … to … in the zone that the user has set. */
export function RangeFields({ value, onChange, presets, problems }: Props) {
  const t = useMessages(messageMessages)
  const handleRange = (range: RangeName) => {
    // What was looked at last is where one starts to narrow it down; to whole seconds, as the fields show them.
    const last = range === 'custom' ? resolveRange(value, Date.now()) : undefined
    onChange(
      last ? { range, start: Math.floor(last.start / 1000) * 1000, end: Math.ceil(last.end / 1000) * 1000 } : { range },
    )
  }
  const names: readonly RangeName[] = [...presets, 'custom']
  // A range of another list can stand in a copied address.
  const offered = names.includes(value.range) ? names : [value.range, ...names]
  return (
    <>
      <NativeSelect
        size="xs"
        className={css.range}
        label={t.range}
        value={value.range}
        onChange={(event) => handleRange(event.currentTarget.value as RangeName)}
        data={offered.map((name) => ({ value: name, label: t.ranges[name] }))}
      />
      {value.range === 'custom' ? (
        <>
          <div className={css.time}>
            <DateTimeField
              label={t.start}
              value={value.start}
              onChange={(start) => onChange({ range: 'custom', start, end: value.end })}
              error={problems.start && t.problems[problems.start]}
              required
            />
          </div>
          <div className={css.time}>
            <DateTimeField
              label={t.end}
              value={value.end}
              onChange={(end) => onChange({ range: 'custom', start: value.start, end })}
              error={problems.end && t.problems[problems.end]}
              required
            />
          </div>
        </>
      ) : null}
    </>
  )
}
