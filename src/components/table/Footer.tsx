import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import type { ListResult } from '~/api/list.ts'
import { IconButton } from '~/components/IconButton.tsx'
import { formatNumber } from '~/components/numbers.ts'
import { useMessages } from '~/components/useMessages.ts'
import { Progress } from './Progress.tsx'
import { tableMessages } from './tableMessages.ts'
import { pageNumbers } from './tableView.ts'
import type { TableRows } from './useTableRows.ts'
import css from './Table.module.css'

const sizes = [10, 20, 50, 100] as const

interface Props<Row> {
  list: ListResult<Row>
  rows: TableRows<Row>
}

/** Where one is in the list, and the way on. */
export function Footer<Row>({ list, rows }: Props<Row>) {
  return (
    <div className={css.footer}>
      <span className={css.counts}>
        {list.isLoading || (list.error && list.rows.length === 0) ? null : <Counts list={list} rows={rows} />}
        {list.scope === 'all' && !list.complete && list.isFetching ? (
          <Progress read={list.rows.length} total={list.total} />
        ) : null}
      </span>
      {rows.isEmpty ? null : <Pager list={list} rows={rows} />}
    </div>
  )
}

function Pager<Row>({ list, rows }: Props<Row>) {
  const t = useMessages(tableMessages)
  const { view, setView } = list
  const handleSize = (text: string) => setView({ size: text === 'all' ? 'all' : Number(text), page: 1 })
  const offered =
    view.size === 'all' || sizes.some((size) => size === view.size)
      ? sizes
      : [...sizes, view.size].toSorted((a, b) => a - b)
  return (
    <nav className={css.pager} aria-label={t.pages}>
      <IconButton label={t.previous} disabled={rows.page <= 1} onClick={() => setView({ page: rows.page - 1 })}>
        <IconChevronLeft size={14} aria-hidden />
      </IconButton>
      {(rows.pages === undefined ? [rows.page] : pageNumbers(rows.page, rows.pages)).map((n, i) =>
        n === undefined ? (
          // oxlint-disable-next-line react/no-array-index-key -- a gap has nothing but its place
          <span key={`gap${i}`} aria-hidden>
            …
          </span>
        ) : (
          <button
            key={n}
            type="button"
            aria-label={t.page(formatNumber(n) ?? '')}
            aria-current={n === rows.page ? 'page' : undefined}
            onClick={() => setView({ page: n })}
          >
            {formatNumber(n)}
          </button>
        ),
      )}
      <IconButton label={t.next} disabled={!rows.hasNext} onClick={() => setView({ page: rows.page + 1 })}>
        <IconChevronRight size={14} aria-hidden />
      </IconButton>
      <select aria-label={t.size} value={String(view.size)} onChange={(event) => handleSize(event.target.value)}>
        {offered.map((size) => (
          <option key={size} value={size}>
            {t.perPage(String(size))}
          </option>
        ))}
        <option value="all">{t.all}</option>
      </select>
    </nav>
  )
}

function Counts<Row>({ list, rows }: Props<Row>) {
  const t = useMessages(tableMessages)
  const text = (n: number) => formatNumber(n) ?? ''
  if (rows.to < rows.from || rows.from === 0) return t.noRows
  const [from, to] = [text(rows.from), text(rows.to)]
  if (list.scope === 'page')
    return list.total === undefined ? t.rowsUnknown(from, to) : t.rowsOf(from, to, text(list.total))
  const matching = text(rows.matching ?? 0)
  if (!list.complete) return t.rowsMatchingYet(from, to, matching)
  return rows.filtered
    ? t.rowsMatching(from, to, matching, text(list.rows.length))
    : t.rowsOf(from, to, text(list.rows.length))
}
