import { Outlet } from 'react-router'
import { queryClient } from '~/api/queryClient.ts'
import { prefetchList, useList } from '~/api/useList.ts'
import { ActionButton } from '~/components/ActionButton.tsx'
import { DataTable } from '~/components/DataTable.tsx'
import { EmptyState } from '~/components/EmptyState.tsx'
import type { PageAddress } from '~/components/routing.tsx'
import { useMessages } from '~/components/useMessages.ts'
import * as rocketmq from '~/contract/rocketmq/generated/operations.ts'
import type { User } from '~/contract/rocketmq/generated/types.ts'
import { instanceCan } from '~/contract/rules/rocketmq.ts'
import { rocketmqPaths, type InstanceParams } from '~/paths/rocketmq.ts'
import { NotRunning } from '../instances/NotRunning.tsx'
import { instanceQuery, useInstance } from '../instances/useInstance.ts'
import { AclOff } from './AclOff.tsx'
import { useUserColumns } from './userColumns.tsx'
import { userMessages } from './userMessages.ts'
import { useUserListActions } from './useUserActions.tsx'
import { usersRefusal } from './userQueries.ts'

const rowKey = (user: User) => user.access_key ?? ''

/** The cloud refuses the list while the instance does not run or ACL is off, so the instance is asked first. */
async function prefetch(params: InstanceParams, url: string): Promise<void> {
  const instance = await queryClient.ensureQueryData(instanceQuery(params)).catch(() => undefined)
  if (instance && !usersRefusal(instance)) prefetchList(queryClient, rocketmq.listUsers, params, url, rowKey)
}

export function prepare({ params, url }: PageAddress): void {
  void prefetch(params as unknown as InstanceParams, url)
}

/** All ACL users of an instance, where ACL is on. */
export default function UserListTab() {
  const t = useMessages(userMessages)
  const { params, instance, reason } = useInstance()
  const refusal = usersRefusal(instance)
  return (
    <>
      {refusal === undefined ? (
        <UserTable />
      ) : refusal.reason === 'acl_off' ? (
        <AclOff />
      ) : (
        <NotRunning
          refusal={refusal}
          action={
            <ActionButton to={rocketmqPaths.userCreate(params)} disabledReason={reason(refusal)}>
              {t.create}
            </ActionButton>
          }
        />
      )}
      <Outlet />
    </>
  )
}

function UserTable() {
  const t = useMessages(userMessages)
  const { params, instance, reason } = useInstance()
  const list = useList<typeof rocketmq.listUsers, User>(rocketmq.listUsers, params, { rowKey })
  const columns = useUserColumns(params)
  const { rowActions, bulkActions, dialogs } = useUserListActions()
  const refusal = reason(instanceCan.manageUsers(instance))
  const create = (
    <ActionButton primary to={rocketmqPaths.userCreate(params)} {...(refusal ? { disabledReason: refusal } : {})}>
      {t.create}
    </ActionButton>
  )
  return (
    <>
      <DataTable
        label={t.title}
        list={list}
        columns={columns}
        rowKey={rowKey}
        actions={rowActions}
        bulkActions={bulkActions}
        toolbar={create}
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
