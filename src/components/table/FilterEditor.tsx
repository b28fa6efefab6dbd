import { IconPlus } from '@tabler/icons-react'
import { useId, useState, type FormEvent } from 'react'
import type { ColumnFilter, FilterOperator } from '~/api/list.ts'
import { Button } from '~/components/Button.tsx'
import type { Column } from '~/components/column.ts'
import { PopoverButton } from '~/components/PopoverButton.tsx'
import { fromClockText } from '~/components/time.ts'
import { useMessages } from '~/components/useMessages.ts'
import { useZone } from '~/components/useZone.ts'
import { tableMessages } from './tableMessages.ts'
import css from './Toolbar.module.css'

const operators: Record<NonNullable<Column<unknown>['filter']>, readonly FilterOperator[]> = {
  text: ['contains', 'is'],
  number: ['ge', 'le', 'is'],
  enum: ['in'],
  time: ['since', 'before'],
}

interface Props<Row> {
  columns: readonly Column<Row>[]
  onAdd: (filter: ColumnFilter) => void
}

/** `+ Filter`: column, condition, value. */
export function FilterEditor<Row>({ columns, onAdd }: Props<Row>) {
  const t = useMessages(tableMessages)
  const filterable = columns.filter((column) => column.filter && column.value)
  if (filterable.length === 0) return null
  return (
    <PopoverButton
      face={t.addFilter}
      title={t.addFilter}
      variant="subtle"
      leftSection={<IconPlus size={14} aria-hidden />}
      position="bottom-start"
    >
      {(close) => (
        <FilterForm
          columns={filterable}
          onAdd={(filter) => {
            close()
            onAdd(filter)
          }}
        />
      )}
    </PopoverButton>
  )
}

function FilterForm<Row>({ columns, onAdd }: Props<Row>) {
  const t = useMessages(tableMessages)
  const zone = useZone()
  const id = useId()
  const [columnId, setColumnId] = useState(columns[0]?.id)
  const column = columns.find((candidate) => candidate.id === columnId)
  const kind = column?.filter ?? 'text'
  const [operator, setOperator] = useState<FilterOperator>()
  const [value, setValue] = useState('')
  const [choices, setChoices] = useState<readonly string[]>([])
  const chosen = operator && operators[kind].includes(operator) ? operator : operators[kind][0]
  const time = kind === 'time' ? fromClockText(value, zone) : undefined
  const text =
    kind === 'enum'
      ? choices.join(',')
      : kind === 'time'
        ? time === undefined
          ? ''
          : new Date(time).toISOString()
        : value.trim()
  const handleSubmit = (event: FormEvent) => {
    event.preventDefault()
    if (column && chosen && text !== '') onAdd({ column: column.id, operator: chosen, value: text })
  }
  const handleColumn = (next: string) => {
    setColumnId(next)
    setValue('')
    setChoices([])
  }
  const type = kind === 'number' ? 'number' : kind === 'time' ? 'datetime-local' : 'text'
  return (
    <form className={css.editor} onSubmit={handleSubmit}>
      <label htmlFor={`${id}c`}>{t.column}</label>
      <select
        id={`${id}c`}
        data-autofocus
        className={css.control}
        value={columnId}
        onChange={(event) => handleColumn(event.target.value)}
      >
        {columns.map((option) => (
          <option key={option.id} value={option.id}>
            {option.label}
          </option>
        ))}
      </select>
      {operators[kind].length > 1 ? (
        <>
          <label htmlFor={`${id}o`}>{t.condition}</label>
          <select
            id={`${id}o`}
            className={css.control}
            value={chosen}
            onChange={(event) => setOperator(event.target.value as FilterOperator)}
          >
            {operators[kind].map((option) => (
              <option key={option} value={option}>
                {t.operators[option]}
              </option>
            ))}
          </select>
        </>
      ) : null}
      {kind === 'enum' ? (
        <fieldset className={css.choices}>
          <legend>{t.value}</legend>
          {column?.options?.map((option) => (
            <label key={option.value} className={css.choice}>
              <input
                type="checkbox"
                checked={choices.includes(option.value)}
                onChange={(event) =>
                  setChoices(
                    event.target.checked
                      ? [...choices, option.value]
                      : choices.filter((choice) => choice !== option.value),
                  )
                }
              />
              {option.label}
            </label>
          ))}
        </fieldset>
      ) : (
        <>
          <label htmlFor={`${id}v`}>{t.value}</label>
          <input
            id={`${id}v`}
            className={css.control}
            type={type}
            step="any"
            value={value}
            onChange={(event) => setValue(event.target.value)}
          />
        </>
      )}
      <Button type="submit" variant="filled" disabled={text === ''}>
        {t.apply}
      </Button>
    </form>
  )
}
