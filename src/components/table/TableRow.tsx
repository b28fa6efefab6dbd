import { IconChevronDown, IconChevronRight } from '@tabler/icons-react'
import { memo, useEffect, useRef, type ChangeEvent, type ReactNode } from 'react'
import type { Column } from '~/components/column.ts'
import { IconButton } from '~/components/IconButton.tsx'
import css from './Table.module.css'

/** Names of a row's controls; given by the table, because a subscription per row costs at every scroll. */
export interface RowWords {
  select: (name: string) => string
  expand: (name: string) => string
  collapse: (name: string) => string
  actionsFor: (name: string) => string
}

interface Props<Row> {
  words: RowWords
  row: Row
  id: string
  /** What the row is called, for the names of its controls. */
  name: string
  /** Place on the page, from 0. */
  index: number
  /** Number in the whole list, for screen readers; row 1 is the head. */
  ariaRow: number
  columns: readonly Column<Row>[]
  tabbable: boolean
  /** Undefined without selection. */
  selected?: boolean
  onToggle: (key: string, on: boolean, extend: boolean) => void
  onFocusRow: (index: number) => void
  /** Opens the shared menu at the button. */
  onMenu?: (row: Row, name: string, button: HTMLElement) => void
  expand?: (row: Row) => ReactNode
  expanded: boolean
  onExpand: (key: string) => void
  /** Height of what is below an expanded row. */
  onHeight: (index: number, height: number) => void
}

function TableRowInner<Row>(props: Props<Row>) {
  const {
    words: t,
    row,
    id,
    name,
    index,
    ariaRow,
    columns,
    tabbable,
    selected,
    onToggle,
    onFocusRow,
    onMenu,
    expand,
    expanded,
    onExpand,
    onHeight,
  } = props
  const handleSelect = (event: ChangeEvent<HTMLInputElement>) => {
    const click = event.nativeEvent
    onToggle(id, event.target.checked, click instanceof MouseEvent && click.shiftKey)
  }
  const content = expand?.(row)
  const hasContent = content !== undefined && content !== null
  const open = expanded && hasContent
  return (
    <>
      <tr
        className={css.row}
        data-index={index}
        data-selected={selected || undefined}
        aria-rowindex={ariaRow}
        aria-selected={selected}
        tabIndex={tabbable ? 0 : -1}
        onFocus={() => onFocusRow(index)}
      >
        {selected === undefined ? null : (
          <td className={css.checkCell}>
            <label className={css.check}>
              <input type="checkbox" aria-label={t.select(name)} checked={selected} onChange={handleSelect} />
            </label>
          </td>
        )}
        {expand ? (
          <td className={css.narrow}>
            {hasContent ? (
              <IconButton label={open ? t.collapse(name) : t.expand(name)} expanded={open} onClick={() => onExpand(id)}>
                {open ? <IconChevronDown size={14} aria-hidden /> : <IconChevronRight size={14} aria-hidden />}
              </IconButton>
            ) : null}
          </td>
        ) : null}
        {columns.map((column) => (
          <td key={column.id} data-align={column.align} data-mono={column.mono || undefined}>
            {column.cell(row)}
          </td>
        ))}
        {onMenu ? (
          <td className={css.narrow} data-sticky>
            <button
              type="button"
              className={css.menuButton}
              aria-haspopup="menu"
              aria-label={t.actionsFor(name)}
              onClick={(event) => onMenu(row, name, event.currentTarget)}
            >
              ⋯
            </button>
          </td>
        ) : null}
      </tr>
      {open ? (
        <ExpandedRow
          span={columns.length + 1 + (selected === undefined ? 0 : 1) + (onMenu ? 1 : 0)}
          onHeight={(height) => onHeight(index, height)}
        >
          {content}
        </ExpandedRow>
      ) : null}
    </>
  )
}

/** Thousands of rows scroll smoothly because a row is drawn again only when something of its own has changed. */
export const TableRow = memo(TableRowInner) as typeof TableRowInner

function ExpandedRow({
  span,
  onHeight,
  children,
}: {
  span: number
  onHeight: (height: number) => void
  children: ReactNode
}) {
  const ref = useRef<HTMLTableRowElement>(null)
  const report = useRef(onHeight)
  useEffect(() => {
    report.current = onHeight
  })
  useEffect(() => {
    const element = ref.current
    if (!element) return
    const observer = new ResizeObserver(() => report.current(element.offsetHeight))
    observer.observe(element)
    return () => {
      observer.disconnect()
      report.current(0)
    }
  }, [])
  return (
    <tr ref={ref} className={css.expanded}>
      <td colSpan={span}>{children}</td>
    </tr>
  )
}
