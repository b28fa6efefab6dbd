import { useMessages } from '~/components/useMessages.ts'
import css from './user.module.css'
import type { UserDangers } from './userForm.ts'
import { userFormMessages } from './userFormMessages.ts'

/** What the change as it stands takes away from clients in use. */
export function UserDangersNote({ dangers }: { dangers: UserDangers }) {
  const { dangers: t } = useMessages(userFormMessages)
  const { narrowing, isNarrower, secret, adminLost, addresses } = dangers
  const lost = [
    ...narrowing.topics,
    ...narrowing.groups,
    narrowing.otherTopics && t.otherTopics,
    narrowing.otherGroups && t.otherGroups,
  ].filter(Boolean)
  const sentences = [
    isNarrower && `${t.narrower} ${lost.join(', ')}`,
    secret && t.secret,
    adminLost && t.adminLost,
    addresses && t.addresses,
  ].filter(Boolean)
  if (sentences.length === 0) return null
  return (
    <div role="status" className={css.note}>
      <ul>
        {sentences.map((sentence) => (
          <li key={String(sentence)}>{sentence}</li>
        ))}
      </ul>
    </div>
  )
}
