import { useQuery } from '@tanstack/react-query'
import { Outlet } from 'react-router'
import { useLocalList } from '~/api/useLocalList.ts'
import { Bar } from '~/components/Bar.tsx'
import { BarChart } from '~/components/BarChart.tsx'
import type { Column } from '~/components/column.ts'
import { DataTable } from '~/components/DataTable.tsx'
import { EmptyState } from '~/components/EmptyState.tsx'
import { formatNumber } from '~/components/numbers.ts'
import { NumberText } from '~/components/NumberText.tsx'
import { Time } from '~/components/Time.tsx'
import { useMessages } from '~/components/useMessages.ts'
import { useRouteParams } from '~/components/useRouteParams.ts'
import type { TopicParams } from '~/paths/rocketmq.ts'
import { topicMessages } from './topicMessages.ts'
import { topicStatusQuery } from './topicQueries.ts'
import { messagesByBroker, queuesOf, type TopicQueue } from './topicQueues.ts'
import css from './topics.module.css'

const rowKey = (queue: TopicQueue) => `${queue.broker}/${queue.id}`

/** How many messages lie in which queue of which broker; bars tell at a glance where they pile up. */
export default function TopicQueuesTab() {
  const t = useMessages(topicMessages)
  const params = useRouteParams<TopicParams>()
  // Not a suspense query: where the counts cannot be read, the topic can still be looked at, changed and deleted.
  const status = useQuery(topicStatusQuery(params))
  const queues = status.data ? queuesOf(status.data) : []
  const brokers = messagesByBroker(queues)
  // Only drawn: a length needs no digits beyond 2^53.
  const most = Math.max(0, ...queues.map(({ messages }) => Number(messages ?? 0n)))
  const list = useLocalList({ ...status, data: queues })
  const columns: Column<TopicQueue>[] = [
    { id: 'broker', label: t.broker, cell: (queue) => queue.broker, value: (queue) => queue.broker, filter: 'text' },
    { id: 'id', label: t.queue, align: 'right', cell: (queue) => queue.id, value: (queue) => queue.id },
    {
      id: 'min_offset',
      label: t.minOffset,
      align: 'right',
      cell: (queue) => <NumberText value={queue.min} />,
      value: (queue) => queue.min,
    },
    {
      id: 'max_offset',
      label: t.maxOffset,
      align: 'right',
      cell: (queue) => <NumberText value={queue.max} />,
      value: (queue) => queue.max,
    },
    {
      id: 'messages',
      label: t.messages,
      align: 'right',
      cell: ({ broker, id, messages }) => (
        <span className={css.amount}>
          <NumberText value={messages} />
          {messages !== undefined && most > 0 && (
            <Bar label={t.queueOf(broker, id ?? 0)} value={Number(messages)} max={most} text={formatNumber(messages)} />
          )}
        </span>
      ),
      value: (queue) => queue.messages,
      filter: 'number',
    },
    {
      id: 'last_message_time',
      label: t.newest,
      cell: (queue) => <Time at={queue.lastMessageAt} />,
      value: (queue) => queue.lastMessageAt,
    },
  ]
  return (
    <>
      {brokers.length > 1 && (
        <BarChart
          label={t.chart}
          nameLabel={t.broker}
          valueLabel={t.messages}
          bars={brokers.map(({ broker, messages }) => ({ label: broker, value: messages }))}
        />
      )}
      <DataTable
        label={t.queues}
        list={list}
        columns={columns}
        rowKey={rowKey}
        empty={<EmptyState title={t.noQueues} />}
      />
      <Outlet />
    </>
  )
}
