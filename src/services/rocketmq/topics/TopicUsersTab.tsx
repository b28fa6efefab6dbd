import { useRouteParams } from '~/components/useRouteParams.ts'
import { type LoaderFunctionArgs } from 'react-router'
import { queryClient } from '~/api/queryClient.ts'
import { prefetchList } from '~/api/useList.ts'
import * as rocketmq from '~/contract/rocketmq/generated/operations.ts'
import type { TopicParams } from '~/paths/rocketmq.ts'
import { AccessPolicyTable, policyKey } from '../access/AccessPolicyTable.tsx'

export function loader({ params, request }: LoaderFunctionArgs): null {
  prefetchList(queryClient, rocketmq.listTopicAccessPolicies, params as unknown as TopicParams, request.url, policyKey)
  return null
}

/** Which users may publish to the topic or subscribe to it. */
export default function TopicUsersTab() {
  const params = useRouteParams<TopicParams>()
  return <AccessPolicyTable operation={rocketmq.listTopicAccessPolicies} args={params} />
}
