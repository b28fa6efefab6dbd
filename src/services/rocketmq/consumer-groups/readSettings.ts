import { call } from '~/api/client.ts'
import { readAll } from '~/api/pages.ts'
import * as rocketmq from '~/contract/rocketmq/generated/operations.ts'
import type { ConsumerGroup } from '~/contract/rocketmq/generated/types.ts'
import type { GroupParams, InstanceParams } from '~/paths/rocketmq.ts'
import { completeSettings } from './groupForm.ts'

const nameOf = (group: ConsumerGroup) => group.name ?? ''

/**
 * The settings of all groups as they are now, complete: the list has every field that a change replaces (5.2.1, 5.2.3).
 * @throws ApiError
 */
export async function readAllSettings(
  { connection, instance_id }: InstanceParams,
  signal?: AbortSignal,
): Promise<ConsumerGroup[]> {
  const { rows } = await readAll<ConsumerGroup>(
    { operation: rocketmq.listConsumerGroups, args: { connection, instance_id } },
    nameOf,
    signal,
    () => undefined,
  )
  return rows
}

/**
 * All settings of one group as they are now: the detail, and from the list what the detail lacks. Undefined when the
 * list does not hold the group, for then they are not complete.
 * @throws ApiError
 */
export async function readSettings(params: GroupParams, signal?: AbortSignal): Promise<ConsumerGroup | undefined> {
  const { connection, instance_id, group } = params
  const args = { connection, instance_id, group }
  const [detail, found] = await Promise.all([
    call(rocketmq.getConsumerGroup, params, signal ? { signal } : {}),
    readAll<ConsumerGroup>({ operation: rocketmq.listConsumerGroups, args }, nameOf, signal, () => undefined),
  ])
  const listed = found.rows.find((row) => row.name === group)
  return listed && completeSettings(detail, listed)
}
