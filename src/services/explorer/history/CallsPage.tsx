import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useRecentCalls, type RecentCall } from '~/api/recentCalls.ts'
import { DataTable } from '~/components/DataTable.tsx'
import { EmptyState } from '~/components/EmptyState.tsx'
import { PageHeader } from '~/components/PageHeader.tsx'
import { useMessages } from '~/components/useMessages.ts'
import { explorerPaths } from '~/paths/explorer.ts'
import { ExplorerTabs } from '../ExplorerTabs.tsx'
import { withEngine } from '../engine.ts'
import css from '../Explorer.module.css'
import { explorerMessages } from '../explorerMessages.ts'
import { allOperationsQuery } from '../find/catalogueQuery.ts'
import { historyMessages } from './historyMessages.ts'
import { operationColumn, outcomeColumns, requestColumns, timeColumn } from './requestColumns.tsx'
import { useLocalRows } from './useLocalRows.ts'

const keyOf = (call: RecentCall) => String(call.id)

/** The calls that the pages of this tab made: each opens in the explorer with its values. */
export default function CallsPage() {
  const t = useMessages(historyMessages)
  const shared = useMessages(explorerMessages)
  const recent = useRecentCalls()
  const calls = useMemo(() => recent.map((call) => ({ ...call, args: withEngine(call.args, call.engine) })), [recent])
  const { data: operations } = useQuery(allOperationsQuery)
  const list = useLocalRows(calls)
  const columns = useMemo(
    () => [
      operationColumn<RecentCall>(t, operations ?? [], (call) => explorerPaths.call(call)),
      ...requestColumns<RecentCall>(t),
      {
        id: 'page',
        label: t.page,
        cell: (call: RecentCall) => <span title={call.page}>{call.page || t.background}</span>,
        value: (call: RecentCall) => call.page || t.background,
        filter: 'text' as const,
        mono: true,
      },
      ...outcomeColumns<RecentCall>(t),
      timeColumn<RecentCall>(t),
    ],
    [t, operations],
  )
  return (
    <>
      <PageHeader title={shared.title} />
      <ExplorerTabs />
      <p className={css.about}>{t.callsAbout}</p>
      <DataTable
        list={list}
        columns={columns}
        rowKey={keyOf}
        label={shared.calls}
        empty={<EmptyState title={t.noCalls} />}
      />
    </>
  )
}
