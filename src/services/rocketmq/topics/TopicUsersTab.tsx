import { useRouteParams } from '~/components/useRouteParams.ts'
import { queryClient } from '~/api/queryClient.ts'
import { prefetchList } from '~/api/useList.ts'
import type { PageAddress } from '~/components/routing.tsx'
import * as rocketmq from '~/contract/rocketmq/generated/operations.ts'
import type { TopicParams } from '~/paths/rocketmq.ts'
import { AccessPolicyTable, policyKey } from '../access/AccessPolicyTable.tsx'

export function prepare({ params, url }: PageAddress): void {
  prefetchList(queryClient, rocketmq.listTopicAccessPolicies, params as unknown as TopicParams, url, policyKey)
}

/** Which users may publish to the topic or subscribe to it. */
export default function TopicUsersTab() {
  const params = useRouteParams<TopicParams>()
  return <AccessPolicyTable operation={rocketmq.listTopicAccessPolicies} args={params} />
}
