/** Who depends on a topic, in words, and where the words stop short. Pure. */
import type { ListAccessPoliciesWithSecretResp } from '~/contract/rocketmq/generated/types.ts'
import { formatNumber } from '~/components/numbers.ts'
import type { topicMessages } from './topicMessages.ts'

/** So many names are asked for and shown for one topic. */
export const NAMES = 50

type Words = typeof topicMessages.en

/** The groups that read a topic; `undefined` when that could not be looked up. The cloud does not say how many there are. */
export function readersText(t: Words, groups: readonly string[] | undefined): string {
  if (!groups) return t.usedByUnknown
  if (groups.length === 0) return t.usedByNone
  const names = groups.slice(0, NAMES).join(', ')
  if (groups.length > NAMES) return t.usedBy(`${names} +${formatNumber(groups.length - NAMES)}`)
  return groups.length === NAMES ? `${t.usedBy(names)} ${t.firstNames(NAMES)}` : t.usedBy(names)
}

/** The users with a right on a topic; `undefined` when that could not be looked up. */
export function usersText(t: Words, answer: ListAccessPoliciesWithSecretResp | undefined): string {
  const policies = answer?.policies
  if (!policies) return t.usersUnknown
  const names = policies.slice(0, NAMES).map((policy) => policy.access_key)
  const more = Math.max(answer.total ?? 0, policies.length) - names.length
  if (names.length === 0 && more === 0) return t.usersNone
  return t.usersWithRight(`${names.join(', ')}${more > 0 ? ` +${formatNumber(more)}` : ''}`)
}
