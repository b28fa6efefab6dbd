import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { Outlet } from 'react-router'
import { queryClient } from '~/api/queryClient.ts'
import { prefetchList, useList } from '~/api/useList.ts'
import { ActionButton } from '~/components/ActionButton.tsx'
import { DataTable } from '~/components/DataTable.tsx'
import { EmptyState } from '~/components/EmptyState.tsx'
import { formatNumber } from '~/components/numbers.ts'
import type { PageAddress } from '~/components/routing.tsx'
import { useMessages } from '~/components/useMessages.ts'
import * as rocketmq from '~/contract/rocketmq/generated/operations.ts'
import type { ConsumerGroup } from '~/contract/rocketmq/generated/types.ts'
import { instanceCan } from '~/contract/rules/rocketmq.ts'
import { rocketmqPaths, type InstanceParams } from '~/paths/rocketmq.ts'
import { NotRunning } from '../instances/NotRunning.tsx'
import { mayRead, useInstance } from '../instances/useInstance.ts'
import { useGroupColumns, type LagOf } from './groupColumns.tsx'
import { GroupLagToggle } from './GroupLagToggle.tsx'
import { groupMessages } from './groupMessages.ts'
import { quotaQuery } from './groupQueries.ts'
import { needsLag, useShowsLag } from './showsLag.ts'
import { useGroupListActions } from './useGroupActions.tsx'
import { useKnownLags } from './useKnownLags.ts'
import css from './groups.module.css'

const rowKey = (group: ConsumerGroup) => group.name ?? ''

export function prepare({ params, url }: PageAddress): void {
  const instance = params as unknown as InstanceParams
  if (!mayRead(instance, instanceCan.manageGroups)) return
  prefetchList(queryClient, rocketmq.listConsumerGroups, instance, url, rowKey)
  void queryClient.prefetchQuery(quotaQuery(instance))
}

/** All consumer groups of an instance. */
export default function GroupListTab() {
  const t = useMessages(groupMessages)
  const { params, instance, reason } = useInstance()
  const refusal = instanceCan.manageGroups(instance)
  return (
    <>
      {refusal ? (
        <NotRunning
          refusal={refusal}
          action={
            <ActionButton to={rocketmqPaths.groupCreate(params)} disabledReason={reason(refusal)}>
              {t.create}
            </ActionButton>
          }
        />
      ) : (
        <GroupTable />
      )}
      <Outlet />
    </>
  )
}

function GroupTable() {
  const t = useMessages(groupMessages)
  const { params, instance, reason } = useInstance()
  const list = useList<typeof rocketmq.listConsumerGroups, ConsumerGroup>(rocketmq.listConsumerGroups, params, {
    rowKey,
  })
  const { data: quota } = useQuery(quotaQuery(params))
  const [showsLag] = useShowsLag()
  const { lags, current } = useKnownLags(params)
  // The rows are drawn anew with each group that has been read only where their order depends on it.
  const settled = needsLag(list.view) ? lags : undefined
  const lagOf = useMemo<LagOf>(
    () => (settled ? (group) => settled.get(group) : (group) => current().get(group)),
    [settled, current],
  )
  const columns = useGroupColumns(params, showsLag ? lagOf : undefined)
  const { rowActions, bulkActions, dialogs } = useGroupListActions()
  const { max, remaining } = quota ?? {}
  const refusal = reason(instanceCan.manageGroups(instance)) ?? (remaining === 0 ? t.full : undefined)
  const create = (
    <ActionButton primary to={rocketmqPaths.groupCreate(params)} {...(refusal ? { disabledReason: refusal } : {})}>
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
        toolbar={
          <>
            <GroupLagToggle params={params} list={list} lags={lags} />
            {max !== undefined && remaining !== undefined && (
              <span className={css.note}>
                {t.quota(formatNumber(max - remaining) ?? '–', formatNumber(max) ?? '–')}
              </span>
            )}
            {create}
          </>
        }
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
