import { useMutation, useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { Outlet, useNavigate } from 'react-router'
import type { ApiError } from '~/api/error.ts'
import { queryClient } from '~/api/queryClient.ts'
import { connectionsQuery, createConnection, sessionQuery } from '~/api/session.ts'
import { ActionButton } from '~/components/ActionButton.tsx'
import type { Action } from '~/components/actions.ts'
import { Button } from '~/components/Button.tsx'
import { DataTable } from '~/components/DataTable.tsx'
import { EmptyState } from '~/components/EmptyState.tsx'
import { ErrorState } from '~/components/ErrorState.tsx'
import { PageHeader } from '~/components/PageHeader.tsx'
import { toast } from '~/components/toast.ts'
import { useMessages } from '~/components/useMessages.ts'
import type { Connection } from '~/contract/console.ts'
import { appPaths } from '~/paths/app.ts'
import { useLocalList } from '~/api/useLocalList.ts'
import { connectionColumns } from './connectionColumns.tsx'
import { ConnectionDeleteDialog } from './ConnectionDeleteDialog.tsx'
import { connectionFormMessages } from './connectionFormMessages.ts'
import { connectionMessages } from './connectionMessages.ts'
import classes from './Connections.module.css'
import { ConnectionTestDialog } from './ConnectionTestDialog.tsx'

const keyOf = (connection: Connection) => connection.id

export function prepare(): void {
  void queryClient.prefetchQuery(connectionsQuery)
}

/** The accounts, regions and projects that this server reaches. Forms open over it. */
export default function ConnectionListPage() {
  const t = useMessages(connectionMessages)
  const { families } = useMessages(connectionFormMessages)
  const navigate = useNavigate()
  const { data: session } = useSuspenseQuery(sessionQuery)
  const result = useQuery(connectionsQuery)
  const list = useLocalList(result)
  const columns = useMemo(() => connectionColumns(t, families), [t, families])
  const [dialog, setDialog] = useState<{ kind: 'test' | 'delete'; connection: Connection }>()
  const simulate = useMutation<Connection, ApiError>({
    // The simulated cloud has a region of its own; the draft's is not looked at.
    mutationFn: () => createConnection({ name: t.simulatedName, region: 'simulated-1', simulated: true }),
    onSuccess: async (connection) => {
      await queryClient.invalidateQueries(connectionsQuery)
      toast({ tone: 'ok', message: t.simulatedCreated })
      await navigate(appPaths.overview({ connection: connection.id }))
    },
  })
  const actions = (connection: Connection): readonly Action[] => [
    { id: 'open', label: t.open, to: appPaths.overview({ connection: connection.id }) },
    { id: 'edit', label: t.edit, to: appPaths.connectionEdit({ connection: connection.id }) },
    { id: 'test', label: t.test, onSelect: () => setDialog({ kind: 'test', connection }) },
    { id: 'delete', label: t.delete, tone: 'danger', onSelect: () => setDialog({ kind: 'delete', connection }) },
  ]
  const refused = list.rows.filter((one) => one.state === 'refused').map((one) => one.name)
  const offersSimulation =
    session.simulatedCloud && result.data !== undefined && !result.data.some((one) => one.simulated)
  const simulation = offersSimulation ? (
    <Button loading={simulate.isPending} onClick={() => simulate.mutate()}>
      {t.useSimulated}
    </Button>
  ) : null
  const close = () => setDialog(undefined)
  return (
    <>
      <PageHeader title={t.title}>
        {list.rows.length > 0 ? simulation : null}
        {list.rows.length > 0 ? (
          <ActionButton primary to={appPaths.connectionCreate()}>
            {t.connect}
          </ActionButton>
        ) : null}
      </PageHeader>
      {refused.length > 0 ? (
        <p className={classes.notice} role="alert">
          {t.refusedSome(refused.join(', '))}
        </p>
      ) : null}
      {simulate.error ? <ErrorState error={simulate.error} compact /> : null}
      <DataTable
        list={list}
        columns={columns}
        rowKey={keyOf}
        label={t.title}
        actions={actions}
        empty={
          <EmptyState
            title={t.first}
            action={
              <>
                <ActionButton primary to={appPaths.connectionCreate()}>
                  {t.connect}
                </ActionButton>
                {simulation}
              </>
            }
          >
            {t.firstText}
          </EmptyState>
        }
      />
      {dialog?.kind === 'test' ? <ConnectionTestDialog connection={dialog.connection} onClose={close} /> : null}
      {dialog?.kind === 'delete' ? <ConnectionDeleteDialog connection={dialog.connection} onClose={close} /> : null}
      <Outlet />
    </>
  )
}
