/**
 * What a RocketMQ instance allows in which state (contract notes, part (d), and `x-blocked-statuses`, `x-needs` of the
 * contract). Pages ask before they offer an action, the simulated cloud asks before it carries one out, so both
 * agree. Pure, and without words for people: pages translate `reason`.
 */

/** Why an action is not possible now. */
export interface Refusal {
  /**
   * `busy`: a change is in progress, try later · `deleting`: it is going away · `not_running`: only a running
   * instance serves this · `acl_off`: needs the ACL of the instance to be on.
   */
  reason: 'busy' | 'deleting' | 'not_running' | 'acl_off'
  /** Code that the cloud answers with when it is asked all the same. */
  code: 'DMS.00400099' | 'DMS.00400026' | 'DMS.00400969'
  /** Section of the API reference that says so. */
  section: string
}

interface InstanceState {
  status?: string
  enable_acl?: boolean
}

type Rule = (instance: InstanceState) => Refusal | undefined

/** States that end by themselves (tone `busy` in `x-statuses`). Worth polling. */
const busyStatuses: readonly string[] = [
  'CREATING',
  'RESTARTING',
  'EXTENDING',
  'DELETING',
  'FREEZING',
  'SHRINKING',
  'CONFIGURING',
  'ROLLBACK',
  'VOLUMETYPECHANGING',
]

/** States in which deletion is refused (5.1.4, DMS.00400099); Starting and Stopping have no wire code here. */
const deletionBlocked: readonly string[] = ['CREATING', 'RESTARTING']

/** Whether the state of an instance changes by itself; an unknown state does not count as busy. */
export function isBusy(instance: InstanceState): boolean {
  return busyStatuses.includes(instance.status ?? '')
}

/** The rule for everything that lives inside an instance: only RUNNING is said to serve clients (Table 7-2). */
function running(section: string): Rule {
  return (instance) => {
    if (instance.status === 'RUNNING') return undefined
    const reason = instance.status === 'DELETING' ? 'deleting' : isBusy(instance) ? 'busy' : 'not_running'
    return { reason, code: 'DMS.00400026', section }
  }
}

/** The rule for ACL users: a running instance whose ACL is on (`x-needs: instance.enable_acl`). */
function runningWithAcl(section: string): Rule {
  const isRunning = running(section)
  return (instance) =>
    isRunning(instance) ??
    (instance.enable_acl === true ? undefined : { reason: 'acl_off', code: 'DMS.00400969', section })
}

/** What can be done with an instance now: undefined, or why not. A state that nobody knows counts as not running. */
export const instanceCan = {
  delete: (instance) => {
    if (instance.status === 'DELETING') return { reason: 'deleting', code: 'DMS.00400026', section: '5.1.4' }
    if (deletionBlocked.includes(instance.status ?? ''))
      return { reason: 'busy', code: 'DMS.00400099', section: '5.1.4' }
    return undefined
  },
  modify: running('5.1.5'),
  readBrokers: running('5.1.7'),
  manageGroups: running('5.2'),
  resetOffset: running('5.2.8'),
  manageTopics: running('5.3'),
  readMessages: running('5.4'),
  manageUsers: runningWithAcl('5.5'),
} satisfies Record<string, Rule>

/** Topics and groups, each, that one broker of a flavour may hold (Table 5-2); undefined for an unknown flavour. */
export function quotaPerBroker(productId: string | undefined): number | undefined {
  const quotas: Record<string, number> = {
    'c6.4u8g.cluster': 4000,
    'c6.8u16g.cluster': 8000,
    'c6.12u24g.cluster': 12_000,
    'c6.16u32g.cluster': 16_000,
  }
  return productId === undefined ? undefined : quotas[productId]
}

/** Why an availability zone cannot take an instance (5.6.1, DMS.00400055, DMS.00400049). */
export function zoneRefusal(
  zone: { soldOut?: boolean; resource_availability?: string; ipv6_enable?: boolean },
  wants: { ipv6?: boolean } = {},
): 'sold_out' | 'no_resources' | 'no_ipv6' | undefined {
  if (zone.soldOut === true) return 'sold_out'
  if (zone.resource_availability === 'false') return 'no_resources'
  if (wants.ipv6 === true && zone.ipv6_enable !== true) return 'no_ipv6'
  return undefined
}

/** Whether an instance may be spread over so many zones: one, or three and more (Table 5-2). */
export function isZoneCountAllowed(count: number): boolean {
  return count === 1 || count >= 3
}

const deadLetterPrefix = '%DLQ%'
const retryPrefix = '%RETRY%'

/** The topic that holds what a group gave up on (5.4.3). */
export function deadLetterTopic(group: string): string {
  return `${deadLetterPrefix}${group}`
}

/** The topic that holds what a group is to get again. */
export function retryTopic(group: string): string {
  return `${retryPrefix}${group}`
}

/** What a topic is for: made by people, or kept by the service for one consumer group. */
export function topicRole(topic: string): { role: 'ordinary' } | { role: 'dead_letter' | 'retry'; group: string } {
  if (topic.startsWith(deadLetterPrefix)) return { role: 'dead_letter', group: topic.slice(deadLetterPrefix.length) }
  if (topic.startsWith(retryPrefix)) return { role: 'retry', group: topic.slice(retryPrefix.length) }
  return { role: 'ordinary' }
}
