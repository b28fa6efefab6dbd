import { TextInput } from '@mantine/core'
import { IconChevronRight, IconDots } from '@tabler/icons-react'
import { useCallback, useDeferredValue, useMemo, useRef, useState } from 'react'
import { useMessages } from '~/components/useMessages.ts'
import css from './Answer.module.css'
import { answerMessages } from './answerMessages.ts'
import { NodeMenu, type OpenNode } from './NodeMenu.tsx'
import { labelOf, schemaAt } from './schemaAt.ts'
import type { Origin } from './targets.ts'
import { CHUNK, searchRows, treeRows, type MoreRow, type TreeRow } from './treeRows.ts'
import { useTreeKeys } from './useTreeKeys.ts'
import { ValueText } from './ValueText.tsx'

interface Props {
  connection: string
  origin: Origin
}

/** The answer as a tree: arrow keys walk it, Enter opens what can be done with a value. */
export function AnswerTree({ connection, origin }: Props) {
  const t = useMessages(answerMessages)
  const [open, setOpen] = useState<ReadonlyMap<string, boolean>>(new Map())
  const [shown, setShown] = useState<ReadonlyMap<string, number>>(new Map())
  const [search, setSearch] = useState('')
  const [menu, setMenu] = useState<OpenNode>()
  const tree = useRef<HTMLDivElement>(null)
  const wanted = useDeferredValue(search)
  const { facts, operation, answer } = origin
  const root = facts.operationSchemas[operation.id]?.response
  const isSearching = wanted.trim() !== ''
  const found = useMemo(
    () => (isSearching ? searchRows(answer, wanted, facts.schemas, root) : undefined),
    [isSearching, answer, wanted, facts.schemas, root],
  )
  const rows = useMemo(
    (): readonly (TreeRow | MoreRow)[] => found?.rows ?? treeRows(answer, { open, shown }),
    [found, answer, open, shown],
  )
  const handleMenuClose = useCallback(() => setMenu(undefined), [])

  const fold = (row: TreeRow, isOpen: boolean) => {
    if (!isSearching && row.size > 0) setOpen((now) => new Map(now).set(row.id, isOpen))
  }
  const unfoldMore = (row: MoreRow) =>
    setShown((now) => new Map(now).set(row.of, (now.get(row.of) ?? CHUNK) + 5 * CHUNK))
  const openMenu = (row: TreeRow, at: HTMLElement) => setMenu({ steps: row.steps, value: row.value, at })
  const keys = useTreeKeys({ tree, rows, onFold: fold, onMore: unfoldMore, onMenu: openMenu })

  return (
    <div>
      <div className={css.search}>
        <TextInput
          type="search"
          size="xs"
          aria-label={t.search}
          placeholder={t.search}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
        <output>
          {found
            ? found.count === 0
              ? t.nothingFound(wanted.trim())
              : found.isCut
                ? t.foundCut(found.count)
                : t.found(found.count)
            : ''}
        </output>
      </div>
      <div ref={tree} role="tree" aria-label={t.title} tabIndex={-1} className={css.tree} onKeyDown={keys.onKeyDown}>
        {rows.map((row, index) =>
          row.kind === 'more' ? (
            <div
              key={row.id}
              role="treeitem"
              aria-level={row.level}
              aria-selected={false}
              tabIndex={index === keys.current ? 0 : -1}
              data-index={index}
              className={css.row}
              onFocus={() => keys.onFocusRow(index)}
              onClick={() => unfoldMore(row)}
              onKeyDown={undefined}
            >
              <span style={{ paddingInlineStart: (row.level - 1) * 16 }} className={css.more}>
                {t.more(row.left)}
              </span>
            </div>
          ) : (
            <TreeItem
              key={row.id}
              row={row}
              index={index}
              isCurrent={index === keys.current}
              connection={connection}
              origin={origin}
              search={wanted}
              onFold={fold}
              onMenu={openMenu}
              onFocusRow={keys.onFocusRow}
            />
          ),
        )}
      </div>
      {menu ? <NodeMenu connection={connection} origin={origin} node={menu} onClose={handleMenuClose} /> : null}
    </div>
  )
}

interface ItemProps {
  row: TreeRow
  index: number
  isCurrent: boolean
  connection: string
  origin: Origin
  search: string
  onFold: (row: TreeRow, isOpen: boolean) => void
  onMenu: (row: TreeRow, at: HTMLElement) => void
  onFocusRow: (index: number) => void
}

function TreeItem({ row, index, isCurrent, connection, origin, search, onFold, onMenu, onFocusRow }: ItemProps) {
  const t = useMessages(answerMessages)
  const schema =
    row.steps.length === 0
      ? undefined
      : schemaAt(origin.facts.schemas, origin.facts.operationSchemas[origin.operation.id]?.response, row.steps)
  const label = labelOf(schema, row.value)
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the keys are handled in the tree
    <div
      role="treeitem"
      aria-level={row.level}
      aria-setsize={row.siblings}
      aria-posinset={row.position}
      aria-expanded={row.size > 0 ? row.isOpen : undefined}
      aria-selected={isCurrent}
      tabIndex={isCurrent ? 0 : -1}
      data-index={index}
      className={css.row}
      onFocus={() => onFocusRow(index)}
      onClick={(event) => {
        if (
          !(event.target instanceof Element && event.target.closest('a, button')) &&
          getSelection()?.isCollapsed !== false
        )
          onFold(row, !row.isOpen)
      }}
    >
      <span style={{ paddingInlineStart: (row.level - 1) * 16 }} className={css.name}>
        <IconChevronRight
          size={12}
          aria-hidden
          className={css.caret}
          data-open={row.isOpen || undefined}
          data-leaf={row.size === 0 || undefined}
        />
        {row.name === '' ? '$' : row.name}
      </span>
      {row.kind === 'leaf' ? (
        <ValueText connection={connection} origin={origin} steps={row.steps} value={row.value} search={search} />
      ) : (
        <span className={css.size}>{row.kind === 'array' ? t.elements(row.size) : t.fields(row.size)}</span>
      )}
      {label ? (
        <span className={css.label} lang="en">
          {label}
        </span>
      ) : null}
      <span className={css.note} lang="en" title={schema?.description}>
        {schema?.description}
      </span>
      <button
        type="button"
        tabIndex={-1}
        className={css.dots}
        aria-label={t.menu(row.id)}
        title={t.menu(row.id)}
        onClick={(event) => onMenu(row, event.currentTarget)}
      >
        <IconDots size={14} aria-hidden />
      </button>
    </div>
  )
}
