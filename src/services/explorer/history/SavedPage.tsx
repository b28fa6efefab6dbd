import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { Link, useParams } from 'react-router'
import type { Action } from '~/components/actions.ts'
import { DataTable } from '~/components/DataTable.tsx'
import { EmptyState } from '~/components/EmptyState.tsx'
import { PageHeader } from '~/components/PageHeader.tsx'
import { useMessages } from '~/components/useMessages.ts'
import { explorerPaths } from '~/paths/explorer.ts'
import { ExplorerTabs } from '../ExplorerTabs.tsx'
import css from '../Explorer.module.css'
import { explorerMessages } from '../explorerMessages.ts'
import { allOperationsQuery } from '../find/catalogueQuery.ts'
import { historyMessages } from './historyMessages.ts'
import { operationColumn, requestColumns, timeColumn } from './requestColumns.tsx'
import type { SavedRequest } from './requestStore.ts'
import { useLocalRows } from './useLocalRows.ts'
import { useRequests } from './useRequests.ts'

const keyOf = (request: SavedRequest) => request.id

/** Requests that the user saved under a name. */
export default function SavedPage() {
  const t = useMessages(historyMessages)
  const shared = useMessages(explorerMessages)
  const { connection = '' } = useParams()
  const { saved, forget } = useRequests()
  const { data: operations } = useQuery(allOperationsQuery)
  const list = useLocalRows(saved)
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
      { id: 'remove', label: t.remove, tone: 'danger', onSelect: () => forget([request.id]) },
    ]
  }
  return (
    <>
      <PageHeader title={shared.title} />
      <ExplorerTabs />
      <p className={css.about}>{t.savedAbout}</p>
      <DataTable
        list={list}
        columns={columns}
        rowKey={keyOf}
        label={shared.saved}
        actions={actionsOf}
        empty={
          <EmptyState
            title={t.noSaved}
            action={
              <Button component={Link} to={explorerPaths.find({ connection })}>
                {t.toCatalogue}
              </Button>
            }
          >
            {t.noSavedText}
          </EmptyState>
        }
      />
    </>
  )
}
