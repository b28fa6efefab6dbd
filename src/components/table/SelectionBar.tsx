import { describeOnce } from '~/components/describeError.ts'
import { useState } from 'react'
import type { ListResult } from '~/api/list.ts'
import type { Column } from '~/components/column.ts'
import { formatNumber } from '~/components/numbers.ts'
import { useLanguage, useMessages } from '~/components/useMessages.ts'
import { Progress } from './Progress.tsx'
import { tableMessages } from './tableMessages.ts'
import { applyQuery } from './tableView.ts'
import { useLoadAll } from './useLoadAll.ts'
import type { TableRows } from './useTableRows.ts'
import type { SelectionState } from './useSelection.ts'
import css from './Toolbar.module.css'

interface Props<Row> {
  list: ListResult<Row>
  columns: readonly Column<Row>[]
  rows: TableRows<Row>
  selection: SelectionState<Row>
}

/** A whole page is selected and there is more: offers the rest, as a second step that says how many. */
export function SelectionBar<Row>({ list, columns, rows, selection }: Props<Row>) {
  const t = useMessages(tableMessages)
  const language = useLanguage()
  const loading = useLoadAll(list)
  const [failure, setFailure] = useState<string>()
  const known = list.scope === 'all' && list.complete ? rows.matching : rows.filtered ? undefined : list.total
  const offer =
    known === undefined
      ? t.selectAllUnknown
      : rows.filtered
        ? t.selectMatching(formatNumber(known) ?? '')
        : t.selectEvery(formatNumber(known) ?? '')
  const handleSelect = async () => {
    setFailure(undefined)
    try {
      const all = await loading.run()
      if (all) selection.select(applyQuery(all, columns, { ...list.view, sort: '' }, language))
    } catch (error) {
      setFailure(t.selectFailed((await describeOnce(error)).message))
    }
  }
  if (known !== undefined && selection.selected.size >= known) return null
  return (
    <output className={css.selection}>
      {t.pageSelected(formatNumber(rows.shown.length) ?? '')}{' '}
      {loading.progress ? (
        <Progress {...loading.progress} onCancel={loading.cancel} />
      ) : (
        <button type="button" className={css.link} onClick={() => void handleSelect()}>
          {offer}
        </button>
      )}
      {failure === undefined ? null : <span className={css.failure}>{failure}</span>}
    </output>
  )
}
