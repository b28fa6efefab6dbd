import { useSuspenseQuery } from '@tanstack/react-query'
import { useCallback } from 'react'
import { query } from '~/api/query.ts'
import { queryClient } from '~/api/queryClient.ts'
import { useMessages } from '~/components/useMessages.ts'
import { useRouteParams } from '~/components/useRouteParams.ts'
import * as rocketmq from '~/contract/rocketmq/generated/operations.ts'
import type { ShowInstanceResp } from '~/contract/rocketmq/generated/types.ts'
import { isBusy, type Refusal } from '~/contract/rules/rocketmq.ts'
import type { InstanceParams } from '~/paths/rocketmq.ts'
import { rocketmqMessages } from '../rocketmqMessages.ts'
import { instanceMessages } from './instanceMessages.ts'

/** The read of an instance, looked at again while its state moves by itself. */
export const instanceQuery = (params: InstanceParams) => query(rocketmq.getInstance, params, { pollWhile: isBusy })

/**
 * For loaders: whether to read at once what lives inside the instance. Not where the instance is known to refuse it;
 * where nothing is known yet the read starts beside that of the instance, so that a reload does not wait for both in turn.
 */
export function mayRead(params: InstanceParams, rule: (instance: ShowInstanceResp) => Refusal | undefined): boolean {
  const instance = queryClient.getQueryData(instanceQuery(params).queryKey)
  return instance === undefined || rule(instance) === undefined
}

interface CurrentInstance {
  params: InstanceParams
  instance: ShowInstanceResp
  /** Turns a rule's refusal into the reason that a disabled action shows: `reason(instanceCan.manageTopics(instance))`. */
  reason: (refusal: Refusal | undefined) => string | undefined
  refresh: { onRefresh: () => void; isFetching: boolean; updatedAt: number }
}

/** A sentence why something is not possible now. */
export function useRefusalText(): (status: string | undefined, refusal: Refusal | undefined) => string | undefined {
  const words = useMessages(rocketmqMessages)
  const { status: labels } = useMessages(instanceMessages)
  return useCallback(
    (status = '', refusal) => {
      if (!refusal) return undefined
      const label = (labels as Record<string, string>)[status] ?? status
      if (refusal.reason === 'acl_off') return words.reason.aclOff
      if (refusal.reason === 'deleting') return words.reason.deleting
      return refusal.reason === 'busy' ? words.reason.busy(label) : words.reason.notRunning(label)
    },
    [words, labels],
  )
}

/** The instance of the address; suspends until it is there, throws what failed to the boundary. */
export function useInstance(): CurrentInstance {
  const params = useRouteParams<InstanceParams>()
  const { data: instance, refetch, isFetching, dataUpdatedAt } = useSuspenseQuery(instanceQuery(params))
  const text = useRefusalText()
  return {
    params,
    instance,
    reason: (refusal) => text(instance.status, refusal),
    refresh: { onRefresh: () => void refetch(), isFetching, updatedAt: dataUpdatedAt },
  }
}
