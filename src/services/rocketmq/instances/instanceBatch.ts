import { queryOptions } from '@tanstack/react-query'
import type { ApiError } from '~/api/error.ts'
import { readAll } from '~/api/pages.ts'
import { keyOf } from '~/api/query.ts'
import * as rocketmq from '~/contract/rocketmq/generated/operations.ts'
import type { ShowInstanceResp } from '~/contract/rocketmq/generated/types.ts'
import type { instanceListMessages } from './instanceListMessages.ts'

/** Section 5.1.6: at most so many ids in one call. */
export const BATCH_LIMIT = 50

/** The name shown for an instance; one that only an answer named has none. */
export const nameOf = (instance: ShowInstanceResp) => instance.name ?? instance.instance_id ?? ''

/** What a dialog names, and asks to be typed: of a single instance its name, of several their number. */
export function targetOf(
  instances: readonly ShowInstanceResp[],
  t: Pick<typeof instanceListMessages.en, 'instance' | 'instances'>,
): { name: string; kind: string } {
  const [only] = instances
  return only && instances.length === 1
    ? { name: nameOf(only), kind: t.instance }
    : { name: String(instances.length), kind: t.instances }
}

/**
 * Every instance whose creation failed, on whatever page of the list it stands, read now: `deleteFailedInstances`
 * takes no ids and removes them all.
 */
export function failedInstancesQuery(connection: string) {
  const args = { connection, engine: 'reliability', include_failure: 'true', status: 'CREATEFAILED' }
  return queryOptions<ShowInstanceResp[], ApiError>({
    queryKey: [...keyOf(rocketmq.listInstances, args), 'failed'],
    staleTime: 0,
    queryFn: async ({ signal }) => {
      const { rows } = await readAll<ShowInstanceResp>(
        { operation: rocketmq.listInstances, args },
        (instance) => instance.instance_id ?? '',
        signal,
        () => undefined,
      )
      // A region that does not know the filter answers with all instances.
      return rows.filter((instance) => instance.status === 'CREATEFAILED')
    },
  })
}
