/** What becomes of a creation or deletion after the cloud has taken it (notes (d), "Asynchronous work"). */
import type { CallArgs } from '~/api/request.ts'
import { untilGone, untilThere } from '~/api/settle.ts'
import { toast } from '~/components/toast.ts'
import type { Operation } from '~/contract/types.ts'
import { readMessages } from '~/lib/messages.ts'
import { rocketmqMessages } from './rocketmqMessages.ts'

/**
 * Says that a deleted object is gone once the cloud says so, and what is known of it before. Never rejects.
 * `operation` reads the object; `deleted` is the sentence for the end, undefined where something else tells it.
 */
export async function tellWhenGone<Op extends Operation>(
  operation: Op,
  args: CallArgs<Op>,
  name: string,
  deleted?: string,
): Promise<void> {
  const { settle } = readMessages(rocketmqMessages)
  const id = `gone ${operation.id} ${name}`
  const outcome = await untilGone(operation, args, () => toast({ id, tone: 'ok', message: settle.leaving(name) }))
  if (outcome === 'settled') {
    if (deleted) toast({ id, tone: 'ok', message: deleted })
    return
  }
  toast({ id, tone: 'warn', message: outcome === 'pending' ? settle.stillThere(name) : settle.goneUnknown(name) })
}

/** Refreshes the lists once a created object shows, and says when it does not. Never rejects. */
export async function tellUnlessThere<Op extends Operation>(
  operation: Op,
  args: CallArgs<Op>,
  name: string,
): Promise<void> {
  if ((await untilThere(operation, args)) === 'pending')
    toast({ tone: 'warn', message: readMessages(rocketmqMessages).settle.notThere(name) })
}
