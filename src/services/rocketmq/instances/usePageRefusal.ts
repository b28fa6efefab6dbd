import { useQueryClient, type QueryKey } from '@tanstack/react-query'
import type { ShowInstanceResp } from '~/contract/rocketmq/generated/types.ts'
import type { Refusal } from '~/contract/rules/rocketmq.ts'
import { useInstance } from './useInstance.ts'

/**
 * Why the page of something inside the instance cannot be shown now. What was read before stays on the screen when the
 * instance stops: a form that is open over it is not lost, and says itself why it cannot be sent.
 */
export function usePageRefusal(
  rule: (instance: ShowInstanceResp) => Refusal | undefined,
  queryKey: QueryKey,
): Refusal | undefined {
  const client = useQueryClient()
  const refusal = rule(useInstance().instance)
  return client.getQueryData(queryKey) === undefined ? refusal : undefined
}
