import type { ReactNode } from 'react'
import type { ListResult } from '~/api/list.ts'
import { Button } from '~/components/Button.tsx'
import { EmptyState } from '~/components/EmptyState.tsx'
import { ErrorState } from '~/components/ErrorState.tsx'
import { useMessages } from '~/components/useMessages.ts'
import { tableMessages } from './tableMessages.ts'
import type { TableRows } from './useTableRows.ts'
import css from './Table.module.css'

interface Props<Row> {
  list: ListResult<Row>
  rows: TableRows<Row>
  span: number
  empty: ReactNode
}

/** What stands in place of rows: loading, failed, nothing there, nothing that matches — never one for another. */
export function TableBody<Row>({ list, rows, span, empty }: Props<Row>) {
  const t = useMessages(tableMessages)
  const { view, setView } = list
  // Also while the rows of the view before are none: those of this one are not known yet.
  if (list.isLoading || (list.isPrevious && !rows.filtered))
    return <SkeletonRows span={span} count={view.size === 'all' ? 10 : Math.min(view.size, 10)} />
  const handleClear = () => setView({ q: '', filters: [], page: 1 })
  let state: ReactNode
  if (list.error && list.rows.length === 0) state = <ErrorState error={list.error} onRetry={list.refresh} />
  else if (rows.filtered) {
    const reading = list.scope === 'all' && !list.complete && list.isFetching
    state = (
      <EmptyState
        title={reading ? t.noMatchYet : t.noMatch}
        action={<Button onClick={handleClear}>{t.clearFilters}</Button>}
      />
    )
  } else if (list.scope === 'page' && view.page > 1) {
    state = (
      <EmptyState
        title={t.pageGone}
        action={<Button onClick={() => setView({ page: 1 }, { replace: true })}>{t.firstPage}</Button>}
      >
        {t.pageGoneText}
      </EmptyState>
    )
  } else state = rows.isEmpty ? empty : <EmptyState title={t.noMatchYet} />
  return (
    <tbody>
      <tr className={css.stateRow}>
        <td colSpan={span}>{state}</td>
      </tr>
    </tbody>
  )
}

function SkeletonRows({ span, count }: { span: number; count: number }) {
  return (
    <tbody aria-hidden>
      {Array.from({ length: count }, (_, i) => (
        <tr key={i} className={css.row}>
          {Array.from({ length: span }, (_unused, cell) => (
            <td key={cell} aria-hidden>
              <span className={css.skeleton} style={{ width: `${40 + ((i * 7 + cell * 13) % 5) * 10}%` }} />
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  )
}
