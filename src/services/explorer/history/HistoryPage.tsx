import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useParams } from 'react-router'
import { requestsQuery } from '~/api/keptRequests.ts'
import { queryClient } from '~/api/queryClient.ts'
import { connectionsQuery } from '~/api/session.ts'
import { useLocalList } from '~/api/useLocalList.ts'
import { Button } from '~/components/Button.tsx'
import { DataTable } from '~/components/DataTable.tsx'
import { EmptyState } from '~/components/EmptyState.tsx'
import { ErrorState } from '~/components/ErrorState.tsx'
import { PageHeader } from '~/components/PageHeader.tsx'
import { useMessages } from '~/components/useMessages.ts'
import type { PastRequest } from '~/contract/requests.ts'
import { explorerPaths } from '~/paths/explorer.ts'
import { ExplorerTabs } from '../ExplorerTabs.tsx'
import css from '../Explorer.module.css'
import { explorerMessages } from '../explorerMessages.ts'
import { allOperationsQuery } from '../find/catalogueQuery.ts'
import { historyMessages } from './historyMessages.ts'
import { operationColumn, outcomeColumns, requestColumns, timeColumn } from './requestColumns.tsx'
import { useForget } from './useForget.ts'

const keyOf = (request: PastRequest) => request.id

export function prepare(): void {
  void queryClient.prefetchQuery(requestsQuery)
}

/** What the user ran in the explorer, newest first. */
export default function HistoryPage() {
  const t = useMessages(historyMessages)
  const shared = useMessages(explorerMessages)
  const { connection = '' } = useParams()
  const kept = useQuery(requestsQuery)
  const past = kept.data?.past
  const forget = useForget('past')
  const { data: operations } = useQuery(allOperationsQuery)
  const { data: connections } = useQuery(connectionsQuery)
  const list = useLocalList({ ...kept, data: past })
  const columns = useMemo(() => {
    const nameOf = (request: PastRequest) =>
      connections?.find((one) => one.id === request.connection)?.name ?? request.connection
    return [
      // What was called through a connection that is gone opens through this one.
      operationColumn<PastRequest>(t, operations ?? [], (request) =>
        explorerPaths.kept(
          {
            ...request,
            connection: connections?.some((one) => one.id === request.connection) ? request.connection : connection,
          },
          'past',
          request.id,
        ),
      ),
      ...requestColumns<PastRequest>(t),
      { id: 'connection', label: t.connection, cell: nameOf, value: nameOf, filter: 'text' as const },
      ...outcomeColumns<PastRequest>(t),
      timeColumn<PastRequest>(t),
    ]
  }, [t, operations, connections, connection])
  return (
    <>
      <PageHeader title={shared.title}>
        {past && past.length > 0 ? <Button onClick={() => forget.mutate('all')}>{t.clear}</Button> : null}
      </PageHeader>
      <ExplorerTabs />
      <p className={css.about}>{t.historyAbout}</p>
      {forget.error ? <ErrorState error={forget.error} compact /> : null}
      <DataTable
        list={list}
        columns={columns}
        rowKey={keyOf}
        label={shared.history}
        bulkActions={[{ id: 'remove', label: t.removeSelected, onSelect: (rows) => forget.mutate(rows.map(keyOf)) }]}
        empty={
          <EmptyState
            title={t.noHistory}
            action={<Button to={explorerPaths.find({ connection })}>{t.toCatalogue}</Button>}
          >
            {t.noHistoryText}
          </EmptyState>
        }
      />
    </>
  )
}
