/** What the forms of consumer groups hold and send. Pure. */
import { changedFields, type Change } from '~/lib/changes.ts'
import { updateConsumerGroupFields } from '~/contract/rocketmq/generated/fields.ts'
import type { ConsumerGroup, ConsumerGroupDetail, CreateConsumerGroupReq } from '~/contract/rocketmq/generated/types.ts'
import { requiredIf } from '../requiredIf.ts'

export interface GroupEditValues {
  /** A switch is undefined where it is not known; then it is only sent when it is touched. */
  enabled: boolean | undefined
  retry_max_time: number | ''
  broadcast: boolean | undefined
  brokers: string[]
  from_beginning: boolean | undefined
}

export interface GroupCreateValues extends GroupEditValues {
  name: string
}

/** What RocketMQ itself takes as the name of a group. The reference gives no rule, so that the cloud is the judge. */
export const isUsualName = (name: string): boolean => /^[%|\w-]{1,64}$/.test(name)

export function initialCreateValues(): GroupCreateValues {
  return { name: '', enabled: true, retry_max_time: 16, broadcast: false, brokers: [], from_beginning: false }
}

/** No broker chosen means all of them, so all are named: what the cloud does without is not documented. */
export function toCreateRequest(values: GroupCreateValues, allBrokers: readonly string[]): CreateConsumerGroupReq {
  return {
    name: values.name,
    enabled: values.enabled,
    broadcast: values.broadcast,
    brokers: values.brokers.length > 0 ? values.brokers : [...allBrokers],
    ...(values.retry_max_time === '' ? {} : { retry_max_time: values.retry_max_time }),
    from_beginning: values.from_beginning,
  }
}

/**
 * All settings of a group, for a PUT that replaces them (5.2.6). The detail lacks `from_beginning`, which only the list
 * has, so both are joined; what nobody documents stays. `permissions` and the application belong to the answer alone.
 */
export function completeSettings(detail: ConsumerGroupDetail, listed: ConsumerGroup): ConsumerGroup {
  const { permissions: _permissions, app_id: _id, app_name: _name, ...settings } = detail
  return { ...listed, ...settings }
}

export function initialEditValues(settings: ConsumerGroup): GroupEditValues {
  return {
    enabled: settings.enabled,
    retry_max_time: settings.retry_max_time ?? '',
    broadcast: settings.broadcast,
    brokers: settings.brokers ?? [],
    from_beginning: settings.from_beginning,
  }
}

/** What a group has cannot be taken from it: a field is only left empty where its value is not known. */
export const editFacts = (before: GroupEditValues) => ({
  ...updateConsumerGroupFields,
  retry_max_time: requiredIf(before.retry_max_time !== '', updateConsumerGroupFields.retry_max_time),
  brokers: requiredIf(before.brokers.length > 0, updateConsumerGroupFields.brokers),
})

/** The order of brokers means nothing. */
const ordered = (values: GroupEditValues): GroupEditValues => ({
  ...values,
  brokers: values.brokers.toSorted((a, b) => a.localeCompare(b)),
})

/** Settings that differ. */
export function changedSettings(before: GroupEditValues, after: GroupEditValues): Change[] {
  return changedFields(ordered(before), ordered(after))
}

/** Their settings with our touched fields over them: what the form holds after somebody else has changed the group. */
export function rebase(values: GroupEditValues, before: GroupEditValues, theirs: GroupEditValues): GroupEditValues {
  const touched = new Set(changedSettings(before, values).map((change) => change.field))
  return { ...theirs, ...Object.fromEntries(Object.entries(values).filter(([field]) => touched.has(field))) }
}

/**
 * The complete body: settings read just now, over them only what was touched. An emptied number or list is not sent
 * as such: the fresh value stays. Undefined when nothing was touched.
 */
export function toUpdateRequest(
  fresh: ConsumerGroup,
  values: GroupEditValues,
  before: GroupEditValues,
): ConsumerGroup | undefined {
  const touched = changedSettings(before, values).map((change) => change.field as keyof GroupEditValues)
  const overlay = touched.filter(
    (field) => values[field] !== '' && !(field === 'brokers' && values.brokers.length === 0),
  )
  if (overlay.length === 0) return undefined
  return { ...fresh, ...Object.fromEntries(overlay.map((field) => [field, values[field]])) }
}

/** Settings that a bulk change can set; those left out stay as they are in each group. */
export type BulkSettings = Partial<Pick<ConsumerGroup, 'enabled' | 'retry_max_time' | 'broadcast' | 'from_beginning'>>

/** What a bulk change would do to one group. */
export const bulkChanges = (group: ConsumerGroup, chosen: BulkSettings): Change[] => changedFields(group, chosen)

/** Complete settings of each group that differs (5.2.3 replaces them too); undefined when none does. */
export function toBatchRequest(groups: readonly ConsumerGroup[], chosen: BulkSettings): ConsumerGroup[] | undefined {
  const changed = groups
    .filter((group) => bulkChanges(group, chosen).length > 0)
    .map((group) => ({ ...group, ...chosen }))
  return changed.length > 0 ? changed : undefined
}

/** Groups whose settings are not what they were when they were shown. */
export function changedMeanwhile(shown: readonly ConsumerGroup[], fresh: readonly ConsumerGroup[]): string[] {
  const now = new Map(fresh.map((group) => [group.name, group]))
  return shown
    .filter((group) => {
      const other = now.get(group.name)
      return !other || changedSettings(initialEditValues(group), initialEditValues(other)).length > 0
    })
    .map((group) => group.name ?? '')
}
