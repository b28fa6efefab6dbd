import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { Outlet } from 'react-router'
import { queryClient } from '~/api/queryClient.ts'
import { NumberText } from '~/components/NumberText.tsx'
import { OneRefresh } from '~/components/OneRefresh.tsx'
import { PageHeader } from '~/components/PageHeader.tsx'
import { RouteTabs } from '~/components/RouteTabs.tsx'
import { Time } from '~/components/Time.tsx'
import type { PageAddress } from '~/components/routing.tsx'
import { useMessages } from '~/components/useMessages.ts'
import { useRouteParams } from '~/components/useRouteParams.ts'
import { instanceCan } from '~/contract/rules/rocketmq.ts'
import { rocketmqPaths, type TopicParams } from '~/paths/rocketmq.ts'
import { NotRunningPage } from '../instances/NotRunningPage.tsx'
import { usePageRefusal } from '../instances/usePageRefusal.ts'
import { instanceQuery, mayRead } from '../instances/useInstance.ts'
import { rocketmqMessages } from '../rocketmqMessages.ts'
import { topicMessages } from './topicMessages.ts'
import { topicQuery, topicStatusQuery } from './topicQueries.ts'
import { newestMessage, queuesOf, totalMessages } from './topicQueues.ts'
import { useTopicActions } from './useTopicActions.tsx'

export function prepare({ params }: PageAddress): void {
  const topic = params as unknown as TopicParams
  void queryClient.prefetchQuery(instanceQuery(topic))
  if (!mayRead(topic, instanceCan.manageTopics)) return
  void queryClient.prefetchQuery(topicQuery(topic))
  void queryClient.prefetchQuery(topicStatusQuery(topic))
}

/** One topic: how much it holds, who reads it, who may use it. */
export default function TopicPage() {
  const params = useRouteParams<TopicParams>()
  const refusal = usePageRefusal(instanceCan.manageTopics, topicQuery(params).queryKey)
  return refusal ? <NotRunningPage name={params.topic} refusal={refusal} /> : <TopicDetails />
}

function TopicDetails() {
  const t = useMessages(topicMessages)
  const words = useMessages(rocketmqMessages)
  const params = useRouteParams<TopicParams>()
  const { data: topic, refetch, isFetching, dataUpdatedAt } = useSuspenseQuery(topicQuery(params))
  const status = useQuery(topicStatusQuery(params))
  const queues = status.data ? queuesOf(status.data) : undefined
  const permissions: Record<string, string> = words.topicPermission
  const { actions, dialogs } = useTopicActions(params)
  const refresh = () => {
    void refetch()
    // Some lists are what the header counts: asked for already, they are not asked for twice.
    void status.refetch({ cancelRefetch: false })
  }
  return (
    <OneRefresh onRefresh={refresh}>
      <PageHeader
        title={params.topic}
        copy={params.topic}
        facts={[
          { label: t.permission, value: permissions[topic.permission ?? ''] ?? topic.permission },
          { label: t.readQueues, value: <NumberText value={topic.total_read_queue_num} /> },
          { label: t.writeQueues, value: <NumberText value={topic.total_write_queue_num} /> },
          {
            label: t.brokers,
            value: (
              <span title={topic.brokers?.map((broker) => broker.broker_name).join(', ')}>
                <NumberText value={topic.brokers?.length} />
              </span>
            ),
          },
          { label: t.stored, value: <NumberText value={queues && totalMessages(queues)} /> },
          { label: t.newest, value: <Time at={queues && newestMessage(queues)} /> },
        ]}
        refresh={{
          onRefresh: refresh,
          isFetching: isFetching || status.isFetching,
          updatedAt: Math.min(dataUpdatedAt, status.dataUpdatedAt || dataUpdatedAt),
        }}
        actions={actions}
      />
      <RouteTabs
        label={t.sections}
        tabs={[
          { to: rocketmqPaths.topic(params), label: t.queuesTab, end: true },
          { to: rocketmqPaths.topicConsumers(params), label: words.consumers },
          { to: rocketmqPaths.topicUsers(params), label: words.mayUse },
        ]}
      />
      <Outlet />
      {dialogs}
    </OneRefresh>
  )
}
