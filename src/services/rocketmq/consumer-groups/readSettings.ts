import { call } from '~/api/client.ts'
import { listSpec, pageLimit, readAll, readPage } from '~/api/pages.ts'
import * as rocketmq from '~/contract/rocketmq/generated/operations.ts'
import type { ConsumerGroup } from '~/contract/rocketmq/generated/types.ts'
import { limiter } from '~/lib/limiter.ts'
import type { GroupParams, InstanceParams } from '~/paths/rocketmq.ts'
import { completeSettings } from './groupForm.ts'

const nameOf = (group: ConsumerGroup) => group.name ?? ''
const operation = rocketmq.listConsumerGroups
const limit = pageLimit(listSpec(operation))

/**
 * The group as the list has it. What the filter looks for is a part of names or a name (5.2.1 does not say which), so
 * the page with the group itself is looked for; undefined when there is none.
 */
async function readListed(
  { connection, instance_id, group }: GroupParams,
  signal?: AbortSignal,
): Promise<ConsumerGroup | undefined> {
  const args = { connection, instance_id, group }
  for (let page = 1; ; page++) {
    const { rows } = await readPage<ConsumerGroup>({ operation, args }, page, limit, signal)
    const found = rows.find((row) => row.name === group)
    if (found || rows.length < limit) return found
  }
}

/**
 * The settings of these groups as they are now, complete: the list has every field that a change replaces (5.2.1,
 * 5.2.3). The first page, then the groups that are not on it one by one, or the whole list where that is fewer calls.
 * A group that is gone is missing.
 * @throws ApiError
 */
export async function readChosenSettings(
  { connection, instance_id }: InstanceParams,
  names: readonly string[],
  signal?: AbortSignal,
): Promise<ConsumerGroup[]> {
  const args = { connection, instance_id }
  const first = await readPage<ConsumerGroup>({ operation, args }, 1, limit, signal)
  const missing = names.filter((name) => !first.rows.some((row) => row.name === name))
  const isWhole = first.rows.length < limit
  const chosen = ({ name }: ConsumerGroup) => names.includes(name ?? '')
  if (missing.length === 0 || isWhole) return first.rows.filter(chosen)
  if (first.total !== undefined && missing.length >= Math.ceil(first.total / limit)) {
    const all = await readAll<ConsumerGroup>({ operation, args }, nameOf, signal, () => undefined)
    return all.rows.filter(chosen)
  }
  const limited = limiter(4)
  const found = await Promise.all(missing.map((group) => limited(() => readListed({ ...args, group }, signal), signal)))
  return [...first.rows.filter(chosen), ...found.filter((row) => row !== undefined)]
}

/**
 * All settings of one group as they are now: the detail, and from the list what the detail lacks. Undefined when the
 * list does not hold the group, for then they are not complete.
 * @throws ApiError
 */
export async function readSettings(params: GroupParams, signal?: AbortSignal): Promise<ConsumerGroup | undefined> {
  const [detail, listed] = await Promise.all([
    call(rocketmq.getConsumerGroup, params, signal ? { signal } : {}),
    readListed(params, signal),
  ])
  return listed && completeSettings(detail, listed)
}
