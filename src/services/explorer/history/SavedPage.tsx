import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useParams } from 'react-router'
import { requestsQuery } from '~/api/keptRequests.ts'
import { queryClient } from '~/api/queryClient.ts'
import { useLocalList } from '~/api/useLocalList.ts'
import type { Action } from '~/components/actions.ts'
import { Button } from '~/components/Button.tsx'
import { DataTable } from '~/components/DataTable.tsx'
import { EmptyState } from '~/components/EmptyState.tsx'
import { ErrorState } from '~/components/ErrorState.tsx'
import { PageHeader } from '~/components/PageHeader.tsx'
import { useMessages } from '~/components/useMessages.ts'
import type { SavedRequest } from '~/contract/requests.ts'
import { explorerPaths } from '~/paths/explorer.ts'
import { ExplorerTabs } from '../ExplorerTabs.tsx'
import css from '../Explorer.module.css'
import { explorerMessages } from '../explorerMessages.ts'
import { allOperationsQuery } from '../find/catalogueQuery.ts'
import { historyMessages } from './historyMessages.ts'
import { operationColumn, requestColumns, timeColumn } from './requestColumns.tsx'
import { useForget } from './useForget.ts'

const keyOf = (request: SavedRequest) => request.id

export function prepare(): void {
  void queryClient.prefetchQuery(requestsQuery)
}

/** Requests that the user saved under a name. */
export default function SavedPage() {
  const t = useMessages(historyMessages)
  const shared = useMessages(explorerMessages)
  const { connection = '' } = useParams()
  const kept = useQuery(requestsQuery)
  const forget = useForget('saved')
  const { data: operations } = useQuery(allOperationsQuery)
  const list = useLocalList({ ...kept, data: kept.data?.saved })
  const columns = useMemo(
    () => [
      operationColumn<SavedRequest>(
        t,
        operations ?? [],
        (request) => explorerPaths.kept({ ...request, connection }, 'saved', request.id),
        { title: t.name, of: (request) => request.name },
      ),
      ...requestColumns<SavedRequest>(t),
      timeColumn<SavedRequest>(t),
    ],
    [t, operations, connection],
  )
  const actionsOf = (request: SavedRequest): Action[] => {
    const isRead =
      operations?.find((one) => one.family === request.family && one.id === request.operationId)?.risk === 'none'
    return [
      {
        id: 'across',
        label: t.runAcross,
        to: explorerPaths.across({ connection, saved: request.id }),
        ...(isRead ? {} : { disabledReason: t.onlyReads }),
      },
      { id: 'remove', label: t.remove, tone: 'danger', onSelect: () => forget.mutate([request.id]) },
    ]
  }
  return (
    <>
      <PageHeader title={shared.title} />
      <ExplorerTabs />
      <p className={css.about}>{t.savedAbout}</p>
      {forget.error ? <ErrorState error={forget.error} compact /> : null}
      <DataTable
        list={list}
        columns={columns}
        rowKey={keyOf}
        label={shared.saved}
        actions={actionsOf}
        empty={
          <EmptyState
            title={t.noSaved}
            action={<Button to={explorerPaths.find({ connection })}>{t.toCatalogue}</Button>}
          >
            {t.noSavedText}
          </EmptyState>
        }
      />
    </>
  )
}
