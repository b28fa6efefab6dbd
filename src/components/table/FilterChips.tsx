import { IconX } from '@tabler/icons-react'
import type { ColumnFilter } from '~/api/list.ts'
import type { Column } from '~/components/column.ts'
import { formatExact, parseTime } from '~/components/time.ts'
import { useMessages } from '~/components/useMessages.ts'
import { useZone } from '~/components/useZone.ts'
import { tableMessages } from './tableMessages.ts'
import css from './Toolbar.module.css'

interface Props<Row> {
  columns: readonly Column<Row>[]
  filters: readonly ColumnFilter[]
  onChange: (filters: ColumnFilter[]) => void
}

/** The column filters in force, each removable. */
export function FilterChips<Row>({ columns, filters, onChange }: Props<Row>) {
  const t = useMessages(tableMessages)
  const zone = useZone()
  return filters.map((filter, i) => {
    const column = columns.find((candidate) => candidate.id === filter.column)
    const label = column?.label ?? filter.column
    const value = valueText(column, filter, zone)
    const text = `${label} ${t.operators[filter.operator]} ${value}`
    return (
      // Two equal filters are one; the place tells apart two of one column.
      <span key={`${filter.column} ${filter.operator} ${filter.value}`} className={css.chip}>
        <span className={css.chipLabel}>
          {label} {t.operators[filter.operator]}
        </span>
        {value}
        <button
          type="button"
          aria-label={t.removeFilter(text)}
          onClick={() => onChange(filters.filter((_, at) => at !== i))}
        >
          <IconX size={12} aria-hidden />
        </button>
      </span>
    )
  })
}

function valueText<Row>(column: Column<Row> | undefined, filter: ColumnFilter, zone: 'local' | 'utc'): string {
  if (filter.operator === 'since' || filter.operator === 'before') {
    const ms = parseTime(filter.value)
    return ms === undefined ? filter.value : formatExact(ms, zone)
  }
  if (filter.operator !== 'in') return filter.value
  const labelOf = (value: string) => column?.options?.find((option) => option.value === value)?.label ?? value
  return filter.value.split(',').map(labelOf).join(', ')
}
