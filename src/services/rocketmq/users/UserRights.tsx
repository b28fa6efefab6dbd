import { IconCheck, IconX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useMessages } from '~/components/useMessages.ts'
import css from './user.module.css'
import { useRightText } from './userColumns.tsx'
import { userMessages } from './userMessages.ts'
import { defaultOf, exceptionsOf, holds, type Direction, type Kind, type Rights } from './userRights.ts'

interface Props {
  rights: Rights
  kind: Kind
  linkTo: (name: string) => ReactNode
}

/** What a user may do on which topic or group: its exceptions, and the default that all others inherit. */
export function UserRights({ rights, kind, linkTo }: Props) {
  const t = useMessages(userMessages)
  const rightText = useRightText()
  // Groups are only read with: publishing has no meaning there.
  const directions: Direction[] = kind === 'topic' ? ['PUB', 'SUB'] : ['SUB']
  const title = kind === 'topic' ? t.topicRights : t.groupRights
  const exceptions = exceptionsOf(rights, kind)
  const [all, rest] = kind === 'topic' ? [t.allTopics, t.otherTopics] : [t.allGroups, t.otherGroups]
  const others = exceptions.length === 0 ? all : rest
  const line = (key: string, name: ReactNode, perm: string | undefined) => (
    <tr key={key}>
      <th scope="row">{name}</th>
      <td>{rightText(perm) ?? '–'}</td>
      {directions.map((direction) => (
        <td key={direction} className={css.answerCell}>
          <Answer yes={holds(perm, direction)} />
        </td>
      ))}
    </tr>
  )
  return (
    <section>
      <h2 className={css.heading}>{title}</h2>
      <table className={css.table} aria-label={title} data-void={rights.admin === true}>
        <thead>
          <tr>
            <th scope="col">{kind === 'topic' ? t.topic : t.group}</th>
            <th scope="col">{t.right}</th>
            {directions.map((direction) => (
              <th key={direction} scope="col" className={css.answerCell}>
                {direction === 'PUB' ? t.publish : t.subscribe}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {exceptions.map(({ name = '', perm }) => line(`named ${name}`, linkTo(name), perm))}
          {line(
            'default',
            <>
              {others}
              <span className={css.tag}>{t.inherited}</span>
            </>,
            defaultOf(rights, kind),
          )}
        </tbody>
      </table>
    </section>
  )
}

function Answer({ yes }: { yes: boolean | undefined }) {
  const t = useMessages(userMessages)
  if (yes === undefined) return '–'
  return (
    <span className={css.answer} data-yes={yes}>
      {yes ? <IconCheck size={14} aria-hidden /> : <IconX size={14} aria-hidden />}
      {yes ? t.allowed : t.denied}
    </span>
  )
}
