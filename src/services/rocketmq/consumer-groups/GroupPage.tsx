import { useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { Outlet } from 'react-router'
import { queryClient } from '~/api/queryClient.ts'
import { NumberText } from '~/components/NumberText.tsx'
import { OneRefresh } from '~/components/OneRefresh.tsx'
import { PageHeader } from '~/components/PageHeader.tsx'
import { RouteTabs } from '~/components/RouteTabs.tsx'
import { StatusBadge } from '~/components/StatusBadge.tsx'
import type { PageAddress } from '~/components/routing.tsx'
import { useMessages } from '~/components/useMessages.ts'
import { useRouteParams } from '~/components/useRouteParams.ts'
import { useNow } from '~/components/useNow.ts'
import { instanceCan } from '~/contract/rules/rocketmq.ts'
import { rocketmqPaths, type GroupParams } from '~/paths/rocketmq.ts'
import { NotRunningPage } from '../instances/NotRunningPage.tsx'
import { usePageRefusal } from '../instances/usePageRefusal.ts'
import { instanceQuery, mayRead } from '../instances/useInstance.ts'
import { rocketmqMessages } from '../rocketmqMessages.ts'
import { ConsumptionBadge } from './groupColumns.tsx'
import { groupState, lagTones } from './groupLag.ts'
import { GroupLagFact } from './GroupLagFact.tsx'
import { groupMessages } from './groupMessages.ts'
import { groupLagQuery, groupQuery } from './groupQueries.ts'
import { useGroupActions } from './useGroupActions.tsx'

export function prepare({ params }: PageAddress): void {
  const group = params as unknown as GroupParams
  void queryClient.prefetchQuery(instanceQuery(group))
  if (!mayRead(group, instanceCan.manageGroups)) return
  void queryClient.prefetchQuery(groupQuery(group))
  void queryClient.prefetchQuery(groupLagQuery(queryClient, group))
}

/** One consumer group: how far behind it is, who may use it, what it gave up on. */
export default function GroupPage() {
  const params = useRouteParams<GroupParams>()
  const refusal = usePageRefusal(instanceCan.manageGroups, groupQuery(params).queryKey)
  return refusal ? <NotRunningPage name={params.group} refusal={refusal} /> : <GroupDetails />
}

function GroupDetails() {
  const t = useMessages(groupMessages)
  const words = useMessages(rocketmqMessages)
  const params = useRouteParams<GroupParams>()
  const { data: group, refetch, isFetching, dataUpdatedAt } = useSuspenseQuery(groupQuery(params))
  const lag = useQuery(groupLagQuery(useQueryClient(), params))
  const { actions, dialogs } = useGroupActions(params)
  const state = groupState(lag.data, useNow(10_000), group)
  const refresh = () => {
    void refetch()
    void lag.refetch()
  }
  return (
    <OneRefresh onRefresh={refresh}>
      <PageHeader
        title={params.group}
        copy={params.group}
        badge={
          state && (
            <StatusBadge
              status={state}
              facts={{ [state]: { label: t.lagState[state], tone: lagTones[state], meaning: t.lagMeaning[state] } }}
            />
          )
        }
        facts={[
          { label: t.consumption, value: <ConsumptionBadge enabled={group.enabled} t={t} /> },
          {
            label: t.mode,
            value: group.broadcast === undefined ? undefined : group.broadcast ? t.broadcasting : t.clustering,
          },
          { label: t.retries, value: <NumberText value={group.retry_max_time} /> },
          {
            label: t.brokers,
            value: (
              <span title={group.brokers?.join(', ')}>
                <NumberText value={group.brokers?.length} />
              </span>
            ),
          },
          { label: t.lag, value: <GroupLagFact group={group} lag={lag.data} isReading={lag.isFetching} /> },
        ]}
        refresh={{
          onRefresh: refresh,
          isFetching: isFetching || lag.isFetching,
          updatedAt: Math.min(dataUpdatedAt, lag.dataUpdatedAt || dataUpdatedAt),
        }}
        actions={actions}
      />
      <RouteTabs
        label={t.sections}
        tabs={[
          {
            to: rocketmqPaths.group(params),
            label: t.lagTab,
            end: true,
            ...(lag.data ? { count: lag.data.topics.length } : {}),
          },
          { to: rocketmqPaths.groupUsers(params), label: words.mayUse },
          { to: rocketmqPaths.groupDeadLetters(params), label: words.deadLetters },
        ]}
      />
      <Outlet />
      {dialogs}
    </OneRefresh>
  )
}
