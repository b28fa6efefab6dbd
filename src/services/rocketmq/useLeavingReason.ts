import { useCallback } from 'react'
import type { CallArgs } from '~/api/request.ts'
import { useLeaving } from '~/api/settle.ts'
import { useMessages } from '~/components/useMessages.ts'
import type { Operation } from '~/contract/types.ts'
import { rocketmqMessages } from './rocketmqMessages.ts'

/** Why nothing can be changed of an object that has been deleted, while the cloud still has it. `operation` reads it. */
export function useLeavingReason<Op extends Operation>(
  operation: Op,
): (args: CallArgs<Op>, name: string) => string | undefined {
  const { settle } = useMessages(rocketmqMessages)
  const isLeaving = useLeaving(operation)
  return useCallback((args, name) => (isLeaving(args) ? settle.leaving(name) : undefined), [isLeaving, settle])
}
