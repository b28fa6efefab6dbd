import { useRouteParams } from '~/components/useRouteParams.ts'
import { queryClient } from '~/api/queryClient.ts'
import { prefetchList } from '~/api/useList.ts'
import type { PageAddress } from '~/components/routing.tsx'
import * as rocketmq from '~/contract/rocketmq/generated/operations.ts'
import type { GroupParams } from '~/paths/rocketmq.ts'
import { AccessPolicyTable, policyKey } from '../access/AccessPolicyTable.tsx'

/** The newer path calls the group `group`, the older one `group_id`. */
const argsOf = (params: GroupParams) => ({ ...params, group_id: params.group })

export function prepare({ params, url }: PageAddress): void {
  const args = argsOf(params as unknown as GroupParams)
  prefetchList(
    queryClient,
    rocketmq.listConsumerGroupAccessPolicies,
    args,
    url,
    policyKey,
    rocketmq.listConsumerGroupAccessPoliciesByEngine,
  )
}

/** Which users may consume with the group. */
export default function GroupUsersTab() {
  const params = useRouteParams<GroupParams>()
  return (
    <AccessPolicyTable
      operation={rocketmq.listConsumerGroupAccessPolicies}
      args={argsOf(params)}
      fallback={rocketmq.listConsumerGroupAccessPoliciesByEngine}
    />
  )
}
