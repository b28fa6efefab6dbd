import type { Column } from '~/components/column.ts'
import { useMessages } from '~/components/useMessages.ts'
import values from '~/components/values.module.css'
import { tableMessages } from './tableMessages.ts'
import css from './Table.module.css'

interface Props<Row> {
  columns: readonly Column<Row>[]
  sort: string
  onSort: (sort: string) => void
  /** State of the checkbox for the page; undefined without selection. */
  select?: { checked: boolean; some: boolean; onChange: (on: boolean) => void; disabled: boolean }
  hasExpand: boolean
  hasActions: boolean
}

/** Up, down, then the order of the cloud again. */
function nextSort(sort: string, id: string): string {
  return sort === id ? `-${id}` : sort === `-${id}` ? '' : id
}

export function TableHead<Row>({ columns, sort, onSort, select, hasExpand, hasActions }: Props<Row>) {
  const t = useMessages(tableMessages)
  return (
    <thead className={css.head}>
      <tr aria-rowindex={1}>
        {select ? (
          <th scope="col" className={css.checkCell}>
            <label className={css.check}>
              <input
                type="checkbox"
                aria-label={t.selectAll}
                checked={select.checked}
                disabled={select.disabled}
                ref={(input) => {
                  if (input) input.indeterminate = select.some && !select.checked
                }}
                onChange={(event) => select.onChange(event.target.checked)}
              />
            </label>
          </th>
        ) : null}
        {hasExpand ? <td aria-hidden className={css.narrow} /> : null}
        {columns.map((column) => {
          const order = sort === column.id ? 'ascending' : sort === `-${column.id}` ? 'descending' : undefined
          return (
            <th
              key={column.id}
              scope="col"
              aria-sort={order}
              data-align={column.align}
              style={column.width ? { width: column.width } : undefined}
            >
              {column.value ? (
                <button
                  type="button"
                  className={css.sort}
                  title={t.sortBy(column.label)}
                  onClick={() => onSort(nextSort(sort, column.id))}
                >
                  {column.label}
                  <span aria-hidden className={css.arrow}>
                    {order === 'ascending' ? '↑' : order === 'descending' ? '↓' : ''}
                  </span>
                </button>
              ) : (
                column.label
              )}
              {column.hint ? (
                <span lang="en" className={css.hint} title={column.hint}>
                  {column.hint}
                </span>
              ) : null}
            </th>
          )
        })}
        {hasActions ? (
          <th scope="col" className={css.narrow} data-sticky>
            <span className={values.srOnly}>{t.rowActions}</span>
          </th>
        ) : null}
      </tr>
    </thead>
  )
}
