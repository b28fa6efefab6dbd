import { Outlet } from 'react-router'
import { queryClient } from '~/api/queryClient.ts'
import { OneRefresh } from '~/components/OneRefresh.tsx'
import { PageHeader } from '~/components/PageHeader.tsx'
import { RouteTabs } from '~/components/RouteTabs.tsx'
import { StatusBadge } from '~/components/StatusBadge.tsx'
import type { PageAddress } from '~/components/routing.tsx'
import { useMessages } from '~/components/useMessages.ts'
import { InstanceStatuses } from '~/contract/rocketmq/generated/statuses.ts'
import { rocketmqPaths, type InstanceParams } from '~/paths/rocketmq.ts'
import { rocketmqMessages } from '../rocketmqMessages.ts'
import { useInstanceActions } from './instanceActions.tsx'
import { instanceMessages } from './instanceMessages.ts'
import { meaningMessages } from './meaningMessages.ts'
import { instanceQuery, useInstance } from './useInstance.ts'

/** Starts the read of the instance; what its tabs need they start themselves. */
export function prepare({ params }: PageAddress): void {
  void queryClient.prefetchQuery(instanceQuery(params as unknown as InstanceParams))
}

/** One instance: state and actions above, its parts in tabs below. */
export default function InstancePage() {
  const t = useMessages(instanceMessages)
  const meanings = useMessages(meaningMessages)
  const words = useMessages(rocketmqMessages)
  const { params, instance, refresh } = useInstance()
  const { actions, dialogs } = useInstanceActions(instance)
  return (
    <OneRefresh onRefresh={refresh.onRefresh}>
      <PageHeader
        title={instance.name ?? params.instance_id}
        copy={params.instance_id}
        badge={<StatusBadge status={instance.status} facts={InstanceStatuses} labels={t.status} meanings={meanings} />}
        refresh={refresh}
        actions={actions}
      />
      <RouteTabs
        label={t.sections}
        tabs={[
          { to: rocketmqPaths.instance(params), label: words.summary, end: true },
          { to: rocketmqPaths.topics(params), label: words.topics },
          { to: rocketmqPaths.groups(params), label: words.groups },
          { to: rocketmqPaths.messages(params), label: words.messages },
          { to: rocketmqPaths.users(params), label: words.users },
          { to: rocketmqPaths.brokers(params), label: words.brokers },
          { to: rocketmqPaths.tasks(params), label: words.tasks },
        ]}
      />
      <Outlet />
      {dialogs}
    </OneRefresh>
  )
}
