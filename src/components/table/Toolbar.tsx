import { IconRefresh, IconX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { ListResult } from '~/api/list.ts'
import { ActionButton } from '~/components/ActionButton.tsx'
import type { BulkAction } from '~/components/actions.ts'
import type { Column } from '~/components/column.ts'
import { IconButton } from '~/components/IconButton.tsx'
import { formatNumber } from '~/components/numbers.ts'
import { UpdatedAgo } from '~/components/UpdatedAgo.tsx'
import { useMessages } from '~/components/useMessages.ts'
import { ColumnChooser } from './ColumnChooser.tsx'
import { ExportMenu } from './ExportMenu.tsx'
import { FilterChips } from './FilterChips.tsx'
import { FilterEditor } from './FilterEditor.tsx'
import { SearchInput } from './SearchInput.tsx'
import { useListRefresh } from './refreshScope.ts'
import type { TableLayout } from './tableLayout.ts'
import { tableMessages } from './tableMessages.ts'
import type { SelectionState } from './useSelection.ts'
import { ViewsMenu } from './ViewsMenu.tsx'
import css from './Toolbar.module.css'

interface Props<Row> {
  label: string
  list: ListResult<Row>
  columns: readonly Column<Row>[]
  layout: TableLayout<Row>
  filtered: boolean
  /** Known to have no row at all: only the page's own tools make sense then. */
  isEmpty: boolean
  selection: SelectionState<Row>
  bulkActions?: readonly BulkAction<Row>[]
  children?: ReactNode
}

/** What stands above a table: filters on the left; selection, export, columns and refresh on the right. */
export function Toolbar<Row>(props: Props<Row>) {
  const { label, list, columns, layout, filtered, isEmpty, selection, bulkActions, children } = props
  const t = useMessages(tableMessages)
  const { view, setView } = list
  const refresh = useListRefresh(list.refresh)
  const rows = [...selection.selected.values()]
  return (
    <div className={css.bar}>
      {isEmpty ? null : (
        <>
          <SearchInput table={label} q={view.q} onChange={(q) => setView({ q, page: 1 }, { replace: true })} />
          <FilterChips columns={columns} filters={view.filters} onChange={(filters) => setView({ filters, page: 1 })} />
          <FilterEditor
            columns={columns}
            onAdd={(filter) => setView({ filters: [...view.filters, filter], page: 1 })}
          />
        </>
      )}
      <div className={css.right}>
        {rows.length > 0 ? (
          <>
            <output>{t.selected(formatNumber(rows.length) ?? '')}</output>
            <IconButton label={t.clearSelection} onClick={selection.clear}>
              <IconX size={14} aria-hidden />
            </IconButton>
            {bulkActions?.map((action) => (
              <ActionButton
                key={action.id}
                tone={action.tone}
                disabledReason={action.disabledReason?.(rows)}
                onClick={() => action.onSelect(rows, selection.deselect)}
              >
                {action.label}
              </ActionButton>
            ))}
          </>
        ) : null}
        {isEmpty ? null : (
          <>
            <ViewsMenu />
            <ExportMenu label={label} list={list} columns={layout.shown} filtered={filtered} />
            <ColumnChooser columns={columns} layout={layout} />
          </>
        )}
        <IconButton label={t.refresh} onClick={refresh}>
          <IconRefresh size={14} aria-hidden data-spin={list.isFetching || undefined} className={css.icon} />
          {list.updatedAt === undefined ? null : (
            <span className={css.age}>
              <UpdatedAgo at={list.updatedAt} />
            </span>
          )}
        </IconButton>
        {/* What is selected takes their place: in one more line it would push the rows from under the pointer. */}
        {rows.length > 0 ? null : children}
      </div>
    </div>
  )
}
