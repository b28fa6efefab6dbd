import { useCallback, useMemo, useState } from 'react'
import { Link, Outlet, useLocation } from 'react-router'
import { useOp } from '~/api/query.ts'
import { queryClient } from '~/api/queryClient.ts'
import { prefetchList, useList } from '~/api/useList.ts'
import type { Action } from '~/components/actions.ts'
import type { Column } from '~/components/column.ts'
import { ConfirmDialog } from '~/components/ConfirmDialog.tsx'
import { DataTable } from '~/components/DataTable.tsx'
import { EmptyState } from '~/components/EmptyState.tsx'
import { StatusBadge } from '~/components/StatusBadge.tsx'
import { Time } from '~/components/Time.tsx'
import type { PageAddress } from '~/components/routing.tsx'
import { toast } from '~/components/toast.ts'
import { useMessages } from '~/components/useMessages.ts'
import { useRouteParams } from '~/components/useRouteParams.ts'
import * as rocketmq from '~/contract/rocketmq/generated/operations.ts'
import { TaskStatuses } from '~/contract/rocketmq/generated/statuses.ts'
import type { Task } from '~/contract/rocketmq/generated/types.ts'
import { rocketmqPaths, type InstanceParams } from '~/paths/rocketmq.ts'
import { useInstancePlace } from '../instances/useInstancePlace.ts'
import { taskMessages } from './taskMessages.ts'

const rowKey = (task: Task) => task.id ?? ''
const isRunning = (task: Task) => task.status === 'CREATED' || task.status === 'EXECUTING'

export function prepare({ params, url }: PageAddress): void {
  prefetchList(queryClient, rocketmq.listTasks, params as unknown as InstanceParams, url, rowKey)
}

function taskColumns(t: typeof taskMessages.en, addressOf: (task: Task) => string): Column<Task>[] {
  return [
    {
      id: 'name',
      label: t.task,
      cell: (task) => <Link to={addressOf(task)}>{task.name ?? task.id}</Link>,
      value: (task) => task.name,
      filter: 'text',
    },
    {
      id: 'status',
      label: t.status,
      cell: (task) => (
        <StatusBadge status={task.status} facts={TaskStatuses} labels={t.statuses} meanings={t.meanings} />
      ),
      value: (task) => task.status,
      filter: 'enum',
      options: Object.entries(t.statuses).map(([value, label]) => ({ value, label })),
    },
    { id: 'params', label: t.parameters, mono: true, cell: (task) => task.params || '–', value: (task) => task.params },
    {
      id: 'user_name',
      label: t.user,
      cell: (task) => task.user_name || '–',
      value: (task) => task.user_name,
      filter: 'text',
    },
    {
      id: 'created_at',
      label: t.created,
      cell: (task) => <Time at={task.created_at} />,
      value: (task) => task.created_at,
      filter: 'time',
    },
    {
      id: 'updated_at',
      label: t.updated,
      cell: (task) => <Time at={task.updated_at} />,
      value: (task) => task.updated_at,
    },
    { id: 'id', label: t.id, mono: true, cell: (task) => task.id, value: (task) => task.id, hidden: true },
  ]
}

/** Background tasks of an instance, looked at again while one runs. */
export default function TaskListTab() {
  const t = useMessages(taskMessages)
  const params = useRouteParams<InstanceParams>()
  const { connection, instance_id } = params
  const { search } = useLocation()
  const list = useList<typeof rocketmq.listTasks, Task>(rocketmq.listTasks, params, { rowKey, pollWhile: isRunning })
  // The list stays as it is behind the task.
  const addressOf = useCallback(
    (task: Task) => `${rocketmqPaths.task({ connection, instance_id, task_id: rowKey(task) })}${search}`,
    [connection, instance_id, search],
  )
  const columns = useMemo(() => taskColumns(t, addressOf), [t, addressOf])
  const place = useInstancePlace()
  const remove = useOp(rocketmq.deleteTask)
  const [doomed, setDoomed] = useState<Task>()
  const actions = useCallback(
    (task: Task): Action[] => [
      { id: 'show', label: t.show, to: addressOf(task) },
      {
        id: 'delete',
        label: t.delete,
        onSelect: () => setDoomed(task),
        ...(isRunning(task) ? { disabledReason: t.running } : {}),
      },
    ],
    [t, addressOf],
  )
  return (
    <>
      <DataTable
        label={t.title}
        list={list}
        columns={columns}
        rowKey={rowKey}
        actions={actions}
        empty={<EmptyState title={t.empty}>{t.emptyText}</EmptyState>}
      />
      <Outlet />
      {doomed && (
        <ConfirmDialog
          opened
          onClose={() => setDoomed(undefined)}
          title={t.deleteTitle}
          target={{ name: doomed.name ?? rowKey(doomed), kind: t.task }}
          place={place}
          risk="change"
          mutation={remove}
          sentence={t.deleteSentence}
          onConfirm={() =>
            remove.mutate(
              { ...params, task_id: rowKey(doomed) },
              {
                onSuccess: () => {
                  setDoomed(undefined)
                  toast({ tone: 'ok', message: t.deleted })
                },
              },
            )
          }
          confirmLabel={t.deleteTitle}
        />
      )}
    </>
  )
}
