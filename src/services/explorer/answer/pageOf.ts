import { rocketmqPaths } from '~/paths/rocketmq.ts'
import { textOf } from '../textOf.ts'
import type { Target } from './targets.ts'

/** The page of Gantry that shows what a read would read; undefined for what has no page yet. */
export function pageOf(connection: string, { operation, values }: Target): string | undefined {
  if (operation.family !== 'rocketmq') return undefined
  const text = (name: string) => textOf(values[name])
  const at = { connection, instance_id: text('instance_id') }
  switch (operation.id) {
    case 'getInstance':
      return rocketmqPaths.instance(at)
    case 'getTopic':
      return rocketmqPaths.topic({ ...at, topic: text('topic') })
    case 'getConsumerGroup':
      return rocketmqPaths.group({ ...at, group: text('group') })
    case 'getUser':
      return rocketmqPaths.user({ ...at, user_name: text('user_name') })
    case 'getTask':
      return rocketmqPaths.task({ ...at, task_id: text('task_id') })
    default:
      return undefined
  }
}
