import { useMemo } from 'react'
import type { ListResult } from '~/api/list.ts'
import type { Column } from '~/components/column.ts'
import { useLanguage } from '~/components/useMessages.ts'
import { applyQuery, cutPage, isFiltered } from './tableView.ts'

export interface TableRows<Row> {
  /** Rows on the page. */
  shown: readonly Row[]
  page: number
  /** Undefined: not known. */
  pages?: number
  /** Number of the first and the last row shown; 0 without rows. */
  from: number
  to: number
  /** Rows that match, of those read; undefined when only a page is read. */
  matching?: number
  filtered: boolean
  /** The list is known to have no row at all: there is nothing to find, to order or to page through. */
  isEmpty: boolean
  /** There may be a page after this one. */
  hasNext: boolean
}

/** The rows to show: as they come when the cloud cuts the pages, else filtered, sorted and cut here. */
export function useTableRows<Row>(list: ListResult<Row>, columns: readonly Column<Row>[]): TableRows<Row> {
  const language = useLanguage()
  const { rows, scope, view, total } = list
  const { sort, q, filters, page, size } = view
  const matching = useMemo(
    () => (scope === 'all' ? applyQuery(rows, columns, { sort, q, filters }, language) : rows),
    [scope, rows, columns, sort, q, filters, language],
  )
  const filtered = isFiltered(view)
  const isSettled = scope === 'all' ? list.complete || !list.isFetching : page === 1
  const isEmpty =
    rows.length === 0 && isSettled && !filtered && !list.isLoading && !list.isPrevious && list.error === undefined
  return useMemo(() => {
    if (scope === 'all') {
      const cut = cutPage(matching, page, size)
      return {
        shown: cut.rows,
        page: cut.page,
        pages: cut.pages,
        from: cut.from,
        to: cut.to,
        matching: matching.length,
        filtered,
        isEmpty,
        hasNext: cut.page < cut.pages,
      }
    }
    const count = size === 'all' ? rows.length : size
    const start = (page - 1) * count
    const pages = total === undefined || count === 0 ? undefined : Math.max(1, Math.ceil(total / count))
    const hasNext = pages === undefined ? rows.length > 0 && rows.length >= count : page < pages
    const from = rows.length ? start + 1 : 0
    return { shown: rows, page, pages, from, to: start + rows.length, filtered, isEmpty, hasNext }
  }, [scope, matching, rows, page, size, total, filtered, isEmpty])
}
