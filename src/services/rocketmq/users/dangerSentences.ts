import type { UserDangers } from './userForm.ts'
import type { userFormMessages } from './userFormMessages.ts'

/** What a change takes away from clients in use, a sentence for each way. */
export function dangerSentences(
  { narrowing, isNarrower, secret, adminLost, addresses }: UserDangers,
  { dangers: t }: Pick<typeof userFormMessages.en, 'dangers'>,
): string[] {
  const lost = [
    ...narrowing.topics,
    ...narrowing.groups,
    ...(narrowing.otherTopics ? [t.otherTopics] : []),
    ...(narrowing.otherGroups ? [t.otherGroups] : []),
  ]
  return [
    ...(isNarrower ? [`${t.narrower} ${lost.join(', ')}`] : []),
    ...(secret ? [t.secret] : []),
    ...(adminLost ? [t.adminLost] : []),
    ...(addresses ? [t.addresses] : []),
  ]
}
