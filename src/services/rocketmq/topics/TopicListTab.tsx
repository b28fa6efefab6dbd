import { useQuery } from '@tanstack/react-query'
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
import type { TopicSummary } from '~/contract/rocketmq/generated/types.ts'
import { instanceCan } from '~/contract/rules/rocketmq.ts'
import { rocketmqPaths, type InstanceParams } from '~/paths/rocketmq.ts'
import { NotRunning } from '../instances/NotRunning.tsx'
import { mayRead, useInstance } from '../instances/useInstance.ts'
import { useTopicColumns } from './topicColumns.tsx'
import { topicMessages } from './topicMessages.ts'
import { quotaQuery } from './topicQueries.ts'
import css from './topics.module.css'
import { useTopicListActions } from './useTopicActions.tsx'

const rowKey = (topic: TopicSummary) => topic.name ?? ''

export function prepare({ params, url }: PageAddress): void {
  const instance = params as unknown as InstanceParams
  if (!mayRead(instance, instanceCan.manageTopics)) return
  prefetchList(queryClient, rocketmq.listTopics, instance, url, rowKey)
  void queryClient.prefetchQuery(quotaQuery(instance))
}

/** All topics of an instance. */
export default function TopicListTab() {
  const t = useMessages(topicMessages)
  const { params, instance, reason } = useInstance()
  const refusal = instanceCan.manageTopics(instance)
  return (
    <>
      {refusal ? (
        <NotRunning
          refusal={refusal}
          action={
            <ActionButton to={rocketmqPaths.topicCreate(params)} disabledReason={reason(refusal)}>
              {t.create}
            </ActionButton>
          }
        />
      ) : (
        <TopicTable />
      )}
      <Outlet />
    </>
  )
}

function TopicTable() {
  const t = useMessages(topicMessages)
  const { params, instance, reason } = useInstance()
  const list = useList<typeof rocketmq.listTopics, TopicSummary>(rocketmq.listTopics, params, { rowKey })
  const { data: quota } = useQuery(quotaQuery(params))
  const columns = useTopicColumns(params)
  const { rowActions, bulkActions, dialogs } = useTopicListActions()
  const { max, remaining } = quota ?? {}
  const refusal = reason(instanceCan.manageTopics(instance)) ?? (remaining === 0 ? t.full : undefined)
  const create = (
    <ActionButton primary to={rocketmqPaths.topicCreate(params)} disabledReason={refusal}>
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
