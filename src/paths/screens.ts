/** Which services have pages of their own. */
import type { Family } from '~/contract/types.ts'
import type { ConnectionParams } from './app.ts'
import { rocketmqPaths } from './rocketmq.ts'

/** Where the screens of a family begin. One that is not here has none yet: it opens as its operations in the explorer. */
export const screens: Readonly<Partial<Record<Family, (params: ConnectionParams) => string>>> = {
  rocketmq: rocketmqPaths.instances,
}
