import { lazy, Suspense, useCallback, useEffect, useRef, useState, type CSSProperties, type ReactNode } from 'react'
import type { ListResult } from '~/api/list.ts'
import type { Action, BulkAction } from './actions.ts'
import { Button } from './Button.tsx'
import type { Column } from './column.ts'
import { describeError } from './describeError.ts'
import { useErrorWords } from './errorWords.ts'
import { Footer } from './table/Footer.tsx'
import type { OpenMenu, RowMenuProps } from './table/RowMenu.tsx'
import { SelectionBar } from './table/SelectionBar.tsx'
import edges from './table/hiddenEdges.module.css'
import { TableBody } from './table/TableBody.tsx'
import { TableHead } from './table/TableHead.tsx'
import { rowHeights, useTableLayout } from './table/tableLayout.ts'
import { tableMessages } from './table/tableMessages.ts'
import { TableRows } from './table/TableRows.tsx'
import { Toolbar } from './table/Toolbar.tsx'
import { useHiddenEdges } from './table/useHiddenEdges.ts'
import { useSelection } from './table/useSelection.ts'
import { useTableRows } from './table/useTableRows.ts'
import { useFixedWidths, virtualFrom } from './table/useVirtualRows.ts'
import { formatExact } from './time.ts'
import { useMessages } from './useMessages.ts'
import { useZone } from './useZone.ts'
import css from './table/Table.module.css'
import values from './values.module.css'

const loadRowMenu = () => import('./table/RowMenu.tsx')
const RowMenu = lazy(async () => ({
  default: (await loadRowMenu()).RowMenu,
})) as unknown as <Row>(props: RowMenuProps<Row>) => ReactNode

interface Props<Row> {
  list: ListResult<Row>
  /** Made once per language (module level or `useMemo`): a new array draws every row again. */
  columns: readonly Column<Row>[]
  /** Unique and stable; a function that does not change between draws. */
  rowKey: (row: Row) => string
  /** What the rows are: names the table, its filter and its exports, and keeps its settings. */
  label: string
  actions?: (row: Row) => readonly Action[]
  /** With these, rows can be selected. */
  bulkActions?: readonly BulkAction<Row>[]
  /** Further controls beside the filters. */
  toolbar?: ReactNode
  /** Shown when the list is known to be empty: what this is and the first step. */
  empty: ReactNode
  /** What is shown below a row when it is opened; undefined: this row has nothing. */
  expand?: (row: Row) => ReactNode
}

/** A list of the cloud as a table; all of its view state is in `list.view`, that is, in the address. */
export function DataTable<Row>({
  list,
  columns,
  rowKey,
  label,
  actions,
  bulkActions,
  toolbar,
  empty,
  expand,
}: Props<Row>) {
  const t = useMessages(tableMessages)
  const scroller = useRef<HTMLDivElement>(null)
  const table = useRef<HTMLTableElement>(null)
  const box = useRef<HTMLDivElement>(null)
  // Past React: no row is drawn again because one scrolls sideways.
  useHiddenEdges(scroller, (hidden) => box.current?.setAttribute('data-hidden', hidden))
  const layout = useTableLayout(label, columns, list.view, list.setView)
  const rows = useTableRows(list, columns)
  const selection = useSelection(list, rows.shown, rowKey)
  const [menu, setMenu] = useState<OpenMenu<Row>>()
  // Its own button closes the menu again.
  const handleMenu = useCallback(
    (row: Row, name: string, button: HTMLElement) =>
      setMenu((now) => (now?.button === button ? undefined : { row, name, button })),
    [],
  )
  const handleMenuClose = useCallback(() => setMenu(undefined), [])
  const first = columns[0]
  const nameOf = useCallback((row: Row) => String(first?.value?.(row) ?? rowKey(row)), [first, rowKey])

  // Other rows start at their first, not where the ones before were left.
  const { q, sort, filters, page, size } = list.view
  const wasDrawn = useRef(false)
  useEffect(() => {
    // A new table stands there already; saying so would have the browser lay out the page before its other effects.
    if (wasDrawn.current && scroller.current) scroller.current.scrollTop = 0
    wasDrawn.current = true
  }, [q, sort, filters, page, size])

  const isVirtual = rows.shown.length > virtualFrom
  const selectable = bulkActions !== undefined && bulkActions.length > 0
  const widths = useFixedWidths(
    table,
    isVirtual ? `${layout.shown.map((column) => column.id).join()} ${layout.density}` : undefined,
  )
  const span = layout.shown.length + (selectable ? 1 : 0) + (expand ? 1 : 0) + (actions ? 1 : 0)
  const selectedHere = rows.shown.filter((row) => selection.selected.has(rowKey(row))).length
  const pageIsSelected = rows.shown.length > 0 && selectedHere === rows.shown.length
  const total = list.scope === 'all' && list.complete ? rows.matching : list.total
  const style = { '--row-height': `${rowHeights[layout.density]}px` } as CSSProperties
  return (
    <section aria-label={label} aria-busy={list.isLoading} className={css.table} style={style}>
      <Toolbar
        label={label}
        list={list}
        columns={columns}
        layout={layout}
        filtered={rows.filtered}
        isEmpty={rows.isEmpty}
        selection={selection}
        bulkActions={bulkActions}
      >
        {toolbar}
      </Toolbar>
      {list.error && list.rows.length > 0 ? <StaleBanner list={list} /> : null}
      {selectable && pageIsSelected && (rows.hasNext || rows.page > 1) ? (
        <SelectionBar list={list} columns={columns} rows={rows} selection={selection} />
      ) : null}
      <output className={values.srOnly}>{list.isLoading ? t.loading(label) : ''}</output>
      <div ref={box} className={edges.edges}>
        <div className={css.progressLine} data-on={(list.isFetching && !list.isLoading) || undefined} />
        <div ref={scroller} className={css.scroll} data-virtual={isVirtual || undefined}>
          <table
            ref={table}
            aria-label={label}
            aria-rowcount={total === undefined ? -1 : total + 1}
            style={
              widths ? { tableLayout: 'fixed', minWidth: widths.reduce((sum, width) => sum + width, 0) } : undefined
            }
          >
            {widths ? (
              <colgroup>
                {widths.map((width, i) => (
                  // oxlint-disable-next-line react/no-array-index-key -- a column of the layout is its place
                  <col key={i} style={{ width }} />
                ))}
              </colgroup>
            ) : null}
            <TableHead
              columns={layout.shown}
              sort={list.view.sort}
              onSort={(sort) => list.setView({ sort, page: 1 })}
              select={
                selectable
                  ? {
                      checked: pageIsSelected,
                      some: selectedHere > 0,
                      onChange: selection.onTogglePage,
                      disabled: rows.shown.length === 0,
                    }
                  : undefined
              }
              hasExpand={expand !== undefined}
              hasActions={actions !== undefined}
            />
            {rows.shown.length === 0 ? (
              <TableBody list={list} rows={rows} span={span} empty={empty} />
            ) : (
              <TableRows
                rows={rows.shown}
                from={rows.from}
                columns={layout.shown}
                rowKey={rowKey}
                nameOf={nameOf}
                rowHeight={rowHeights[layout.density]}
                scroller={scroller}
                selection={selectable ? selection : undefined}
                onMenu={actions ? handleMenu : undefined}
                expand={expand}
                span={span}
              />
            )}
          </table>
        </div>
      </div>
      <Footer list={list} rows={rows} />
      {menu && actions ? (
        <Suspense>
          <RowMenu open={menu} actions={actions} onClose={handleMenuClose} />
        </Suspense>
      ) : null}
    </section>
  )
}

/** Rows are there but the newest read failed: they are not passed off as current. */
function StaleBanner<Row>({ list }: { list: ListResult<Row> }) {
  const t = useMessages(tableMessages)
  const zone = useZone()
  useErrorWords()
  const text = describeError(list.error)
  const time = list.updatedAt === undefined ? '–' : formatExact(list.updatedAt, zone)
  return (
    <div role="alert" className={css.stale}>
      <span>{t.stale(text.message, time)}</span>
      {text.requestId ? <code>{text.requestId}</code> : null}
      <Button onClick={list.refresh}>{t.retry}</Button>
    </div>
  )
}
