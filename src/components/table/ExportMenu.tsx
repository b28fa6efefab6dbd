import { describeOnce } from '~/components/describeError.ts'
import { useState } from 'react'
import type { ListResult } from '~/api/list.ts'
import type { Column } from '~/components/column.ts'
import { exportName, saveFile, toCsv, toJson } from '~/components/csv.ts'
import { MenuButton } from '~/components/MenuButton.tsx'
import { formatNumber } from '~/components/numbers.ts'
import { useLanguage, useMessages } from '~/components/useMessages.ts'
import { Progress } from './Progress.tsx'
import { tableMessages } from './tableMessages.ts'
import { applyQuery } from './tableView.ts'
import { useLoadAll } from './useLoadAll.ts'
import css from './Toolbar.module.css'

interface Props<Row> {
  label: string
  list: ListResult<Row>
  columns: readonly Column<Row>[]
  filtered: boolean
}

/** Every page as a file: shown columns as CSV, whole rows as JSON. With a filter, the rows that match it. */
export function ExportMenu<Row>({ label, list, columns, filtered }: Props<Row>) {
  const t = useMessages(tableMessages)
  const language = useLanguage()
  const loading = useLoadAll(list)
  const [outcome, setOutcome] = useState<{ text: string; failed: boolean }>()
  const save = async (format: 'csv' | 'json') => {
    setOutcome(undefined)
    try {
      const all = await loading.run()
      if (!all) return
      const rows = applyQuery(all, columns, list.view, language)
      const text = format === 'csv' ? toCsv(columns, rows) : toJson(rows)
      saveFile(exportName(label, new Date(), format), text, format === 'csv' ? 'text/csv' : 'application/json')
      setOutcome({ text: t.exported(formatNumber(rows.length) ?? ''), failed: false })
    } catch (error) {
      setOutcome({ text: t.exportFailed((await describeOnce(error)).message), failed: true })
    }
  }
  return (
    <>
      {loading.progress ? <Progress {...loading.progress} onCancel={loading.cancel} /> : null}
      <output className={css.outcome} data-failed={outcome?.failed || undefined}>
        {outcome?.text}
      </output>
      <MenuButton
        label={t.export}
        disabled={loading.progress !== undefined}
        entries={[
          { kind: 'heading', id: 'scope', label: filtered ? t.exportMatching : t.exportAll },
          { id: 'csv', label: 'CSV', onSelect: () => void save('csv') },
          { id: 'json', label: 'JSON', onSelect: () => void save('json') },
        ]}
      >
        {t.export}
      </MenuButton>
    </>
  )
}
