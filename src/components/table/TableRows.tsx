import { useCallback, useMemo, useRef, useState, type ReactNode, type RefObject } from 'react'
import type { Column } from '~/components/column.ts'
import { commonMessages } from '~/components/commonMessages.ts'
import { useMessages } from '~/components/useMessages.ts'
import { tableMessages } from './tableMessages.ts'
import { TableRow, type RowWords } from './TableRow.tsx'
import { useRowKeys } from './tableKeys.ts'
import type { SelectionState } from './useSelection.ts'
import { useVirtualRows } from './useVirtualRows.ts'
import css from './Table.module.css'

interface Props<Row> {
  rows: readonly Row[]
  /** Number of the first row in the whole list, from 1. */
  from: number
  columns: readonly Column<Row>[]
  rowKey: (row: Row) => string
  nameOf: (row: Row) => string
  rowHeight: number
  scroller: RefObject<HTMLDivElement | null>
  /** Undefined: rows cannot be selected. */
  selection?: SelectionState<Row>
  onMenu?: (row: Row, name: string, button: HTMLElement) => void
  expand?: (row: Row) => ReactNode
  span: number
}

/** The rows themselves: keyboard, selection, expansion; of a long page only those in sight. */
export function TableRows<Row>(props: Props<Row>) {
  const { rows, from, columns, rowKey, nameOf, rowHeight, scroller, selection, onMenu, expand, span } = props
  const body = useRef<HTMLTableSectionElement>(null)
  const t = useMessages(tableMessages)
  const common = useMessages(commonMessages)
  const words = useMemo<RowWords>(
    () => ({ select: t.select, expand: t.expand, collapse: t.collapse, actionsFor: common.actionsFor }),
    [t, common],
  )
  const keys = useMemo(() => rows.map(rowKey), [rows, rowKey])
  const [expanded, setExpanded] = useState<ReadonlySet<string>>(new Set())
  const virtual = useVirtualRows(scroller, keys, rowHeight)
  const handleExpand = useCallback((key: string) => {
    setExpanded((before) => {
      const next = new Set(before)
      if (!next.delete(key)) next.add(key)
      return next
    })
  }, [])
  const handleSelect = (index: number, extend: boolean) => {
    const key = keys[index]
    if (key !== undefined) selection?.onToggle(key, !selection.selected.has(key), extend)
  }
  const rowKeys = useRowKeys(body, rows.length, virtual.scrollTo, selection ? handleSelect : undefined)
  // The row that Tab reaches has to be in the document: when it is scrolled out of sight, the first one in sight is it.
  const tabbable = virtual.indexes.includes(rowKeys.current) ? rowKeys.current : virtual.indexes[0]
  return (
    // Keys on the rows, which are focusable themselves; the section only collects them.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <tbody ref={body} onKeyDown={rowKeys.onKeyDown}>
      {virtual.before > 0 ? <Spacer height={virtual.before} span={span} /> : null}
      {virtual.indexes.map((index) => {
        const row = rows[index]
        const key = keys[index]
        if (row === undefined || key === undefined) return null
        return (
          <TableRow
            key={key}
            words={words}
            id={key}
            row={row}
            name={nameOf(row)}
            index={index}
            ariaRow={from + index + 1}
            columns={columns}
            tabbable={index === tabbable}
            selected={selection?.selected.has(key)}
            onToggle={selection?.onToggle ?? noToggle}
            onFocusRow={rowKeys.onFocusRow}
            onMenu={onMenu}
            expand={expand}
            expanded={expanded.has(key)}
            onExpand={handleExpand}
            onHeight={virtual.onHeight}
          />
        )
      })}
      {virtual.after > 0 ? <Spacer height={virtual.after} span={span} /> : null}
    </tbody>
  )
}

const noToggle = () => {}

function Spacer({ height, span }: { height: number; span: number }) {
  return (
    <tr aria-hidden className={css.spacer}>
      <td aria-hidden colSpan={span} style={{ height }} />
    </tr>
  )
}
