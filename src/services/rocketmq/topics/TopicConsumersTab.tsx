import { Link } from 'react-router'
import { queryClient } from '~/api/queryClient.ts'
import { prefetchList, useList } from '~/api/useList.ts'
import type { Column } from '~/components/column.ts'
import { DataTable } from '~/components/DataTable.tsx'
import { EmptyState } from '~/components/EmptyState.tsx'
import type { PageAddress } from '~/components/routing.tsx'
import { useMessages } from '~/components/useMessages.ts'
import { useRouteParams } from '~/components/useRouteParams.ts'
import * as rocketmq from '~/contract/rocketmq/generated/operations.ts'
import { rocketmqPaths, type TopicParams } from '~/paths/rocketmq.ts'
import { topicMessages } from './topicMessages.ts'

const rowKey = (group: string) => group

export function prepare({ params, url }: PageAddress): void {
  prefetchList(queryClient, rocketmq.listTopicConsumerGroups, params as unknown as TopicParams, url, rowKey)
}

/** Which consumer groups read the topic; their progress is on the page of the group. */
export default function TopicConsumersTab() {
  const t = useMessages(topicMessages)
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
  ]
  return (
    <DataTable
      label={t.loadConsumers}
      list={list}
      columns={columns}
      rowKey={rowKey}
      empty={<EmptyState title={t.noConsumers}>{t.noConsumersText}</EmptyState>}
    />
  )
}
