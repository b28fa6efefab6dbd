import { useQueryClient } from '@tanstack/react-query'
import { Link } from 'react-router'
import { keyOf } from '~/api/query.ts'
import { queryClient } from '~/api/queryClient.ts'
import { prefetchList, useList } from '~/api/useList.ts'
import type { Column } from '~/components/column.ts'
import { DataTable } from '~/components/DataTable.tsx'
import { EmptyState } from '~/components/EmptyState.tsx'
import type { PageAddress } from '~/components/routing.tsx'
import { useMessages } from '~/components/useMessages.ts'
import { useRouteParams } from '~/components/useRouteParams.ts'
import * as rocketmq from '~/contract/rocketmq/generated/operations.ts'
import { instanceCan } from '~/contract/rules/rocketmq.ts'
import { rocketmqPaths, type TopicParams } from '~/paths/rocketmq.ts'
import { groupLagMessages } from '../consumer-groups/groupLagMessages.ts'
import { useInstance } from '../instances/useInstance.ts'
import { ConsumerLagCell, LastConsumedCell } from './TopicConsumerCells.tsx'
import { topicMessages } from './topicMessages.ts'

const rowKey = (group: string) => group

export function prepare({ params, url }: PageAddress): void {
  prefetchList(queryClient, rocketmq.listTopicConsumerGroups, params as unknown as TopicParams, url, rowKey)
}

/** Which consumer groups read the topic, and how far each has come in it. */
export default function TopicConsumersTab() {
  const t = useMessages(topicMessages)
  const words = useMessages(groupLagMessages)
  const client = useQueryClient()
  const { instance, reason } = useInstance()
  const params = useRouteParams<TopicParams>()
  const list = useList<typeof rocketmq.listTopicConsumerGroups, string>(rocketmq.listTopicConsumerGroups, params, {
    rowKey,
  })
  const columns: Column<string>[] = [
    {
      id: 'group',
      label: t.group,
      cell: (group) => <Link to={rocketmqPaths.group({ ...params, group })}>{group}</Link>,
      value: (group) => group,
      filter: 'text',
    },
    {
      id: 'lag',
      label: words.lag,
      align: 'right',
      cell: (group) => <ConsumerLagCell params={{ ...params, group }} />,
    },
    {
      id: 'last_consumed',
      label: words.lastConsumed,
      cell: (group) => <LastConsumedCell params={{ ...params, group }} />,
    },
  ]
  const refusal = reason(instanceCan.resetOffset(instance))
  const refresh = () => {
    list.refresh()
    // The lag is as old as the list says it is.
    for (const group of list.rows) {
      const { connection, instance_id, topic } = params
      const queryKey = keyOf(rocketmq.listConsumerGroupTopics, { connection, instance_id, group, topic })
      void client.invalidateQueries({ queryKey, exact: true })
    }
  }
  return (
    <DataTable
      label={t.loadConsumers}
      list={{ ...list, refresh }}
      columns={columns}
      rowKey={rowKey}
      actions={(group) => [
        {
          id: 'reset',
          label: words.resetTitle,
          to: rocketmqPaths.groupReset({ ...params, group }, params.topic),
          ...(refusal ? { disabledReason: refusal } : {}),
        },
      ]}
      empty={<EmptyState title={t.noConsumers}>{t.noConsumersText}</EmptyState>}
    />
  )
}
