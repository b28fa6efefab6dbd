import type { CallArgs } from '~/api/request.ts'
import { useIsLeaving } from '~/api/settle.ts'
import { useMessages } from '~/components/useMessages.ts'
import values from '~/components/values.module.css'
import type { Operation } from '~/contract/types.ts'
import { rocketmqMessages } from './rocketmqMessages.ts'

interface Props<Op> {
  /** Reads the object. */
  operation: Op
  args: CallArgs<Op>
}

/** Beside the name of what has been deleted, while the cloud still has it. */
export function LeavingNote<Op extends Operation>({ operation, args }: Props<Op>) {
  const words = useMessages(rocketmqMessages)
  return useIsLeaving(operation, args) ? <span className={values.dim}> {words.leaving}</span> : null
}
