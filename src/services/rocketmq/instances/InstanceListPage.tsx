import { queryClient } from '~/api/queryClient.ts'
import { prefetchList, useList } from '~/api/useList.ts'
import { Button } from '~/components/Button.tsx'
import { DataTable } from '~/components/DataTable.tsx'
import { EmptyState } from '~/components/EmptyState.tsx'
import { PageHeader } from '~/components/PageHeader.tsx'
import type { PageAddress } from '~/components/routing.tsx'
import { useMessages } from '~/components/useMessages.ts'
import { useRouteParams } from '~/components/useRouteParams.ts'
import * as rocketmq from '~/contract/rocketmq/generated/operations.ts'
import type { ShowInstanceResp } from '~/contract/rocketmq/generated/types.ts'
import { isBusy } from '~/contract/rules/rocketmq.ts'
import type { ConnectionParams } from '~/paths/app.ts'
import { rocketmqPaths } from '~/paths/rocketmq.ts'
import { useInstanceColumns } from './instanceColumns.tsx'
import { instanceListMessages } from './instanceListMessages.ts'
import { useInstanceListActions } from './useInstanceListActions.tsx'

const rowKey = (instance: ShowInstanceResp) => instance.instance_id ?? ''
/** The path is shared by all DMS engines; failed ones are part of the picture (contract notes (d)). */
const listArgs = (connection: string) => ({
  connection,
  engine: 'reliability' as const,
  include_failure: 'true' as const,
})

export function prepare({ params, url }: PageAddress): void {
  prefetchList(queryClient, rocketmq.listInstances, listArgs(params['connection'] ?? ''), url, rowKey)
}

/** All RocketMQ instances of the connection's region and project. */
export default function InstanceListPage() {
  const t = useMessages(instanceListMessages)
  const { connection } = useRouteParams<ConnectionParams>()
  const list = useList<typeof rocketmq.listInstances, ShowInstanceResp>(rocketmq.listInstances, listArgs(connection), {
    rowKey,
    pollWhile: isBusy,
  })
  const columns = useInstanceColumns(connection)
  const { rowActions, bulkActions, toolbar, dialogs } = useInstanceListActions(connection, list.total)
  const create = (
    <Button variant="filled" to={rocketmqPaths.instanceCreate({ connection })}>
      {t.create}
    </Button>
  )
  return (
    <>
      <PageHeader title={t.title}>{create}</PageHeader>
      <DataTable
        label={t.instances}
        list={list}
        columns={columns}
        rowKey={rowKey}
        actions={rowActions}
        bulkActions={bulkActions}
        toolbar={toolbar}
        empty={
          <EmptyState title={t.empty} action={create}>
            {t.emptyText}
          </EmptyState>
        }
      />
      {dialogs}
    </>
  )
}
