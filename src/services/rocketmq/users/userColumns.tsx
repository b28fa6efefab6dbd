import { useMemo } from 'react'
import { Link } from 'react-router'
import type { Column } from '~/components/column.ts'
import { NumberText } from '~/components/NumberText.tsx'
import { Secret } from '~/components/Secret.tsx'
import { useMessages } from '~/components/useMessages.ts'
import * as rocketmq from '~/contract/rocketmq/generated/operations.ts'
import type { User } from '~/contract/rocketmq/generated/types.ts'
import { rocketmqPaths, type InstanceParams } from '~/paths/rocketmq.ts'
import { LeavingNote } from '../LeavingNote.tsx'
import { rocketmqMessages } from '../rocketmqMessages.ts'
import { userMessages } from './userMessages.ts'
import { readSecret } from './userQueries.ts'

/** The word for a right; one that nobody knows as it is. */
export function useRightText(): (perm: string | undefined) => string | undefined {
  const { aclPermission } = useMessages(rocketmqMessages)
  return (perm) => (perm === undefined ? undefined : ((aclPermission as Record<string, string>)[perm] ?? perm))
}

/** Columns of the list of users; made once per language and instance. */
export function useUserColumns({ connection, instance_id }: InstanceParams): Column<User>[] {
  const t = useMessages(userMessages)
  const words = useMessages(rocketmqMessages)
  return useMemo(
    () => userColumns({ connection, instance_id }, t, words.aclPermission),
    [connection, instance_id, t, words],
  )
}

function userColumns(
  params: InstanceParams,
  t: typeof userMessages.en,
  rights: Record<string, string>,
): Column<User>[] {
  const yesNo = (value: boolean | undefined) => (value === undefined ? undefined : value ? t.yes : t.no)
  const rightOptions = ['DENY', 'PUB', 'SUB', 'PUB|SUB'].map((value) => ({ value, label: rights[value] ?? value }))
  const right = (perm: string | undefined) => (perm === undefined ? '–' : (rights[perm] ?? perm))
  return [
    {
      id: 'access_key',
      label: t.name,
      cell: (user) => {
        const one = { ...params, user_name: user.access_key ?? '' }
        return (
          <>
            <Link to={rocketmqPaths.user(one)}>{user.access_key}</Link>
            <LeavingNote operation={rocketmq.getUser} args={one} />
          </>
        )
      },
      value: (user) => user.access_key,
      filter: 'text',
    },
    {
      id: 'admin',
      label: t.admin,
      cell: (user) => yesNo(user.admin) ?? '–',
      value: (user) => (user.admin === undefined ? undefined : String(user.admin)),
      filter: 'enum',
      options: [
        { value: 'true', label: t.yes },
        { value: 'false', label: t.no },
      ],
    },
    {
      id: 'default_topic_perm',
      label: t.defaultTopic,
      cell: (user) => right(user.default_topic_perm),
      value: (user) => user.default_topic_perm,
      filter: 'enum',
      options: rightOptions,
    },
    {
      id: 'default_group_perm',
      label: t.defaultGroup,
      cell: (user) => right(user.default_group_perm),
      value: (user) => user.default_group_perm,
      filter: 'enum',
      options: rightOptions,
    },
    {
      id: 'topic_perms',
      label: t.topicExceptions,
      align: 'right',
      cell: (user) => <NumberText value={user.topic_perms?.length} />,
      value: (user) => user.topic_perms?.length,
      filter: 'number',
    },
    {
      id: 'group_perms',
      label: t.groupExceptions,
      align: 'right',
      cell: (user) => <NumberText value={user.group_perms?.length} />,
      value: (user) => user.group_perms?.length,
      filter: 'number',
    },
    {
      id: 'white_remote_address',
      label: t.addresses,
      mono: true,
      cell: (user) => (user.white_remote_address === undefined ? '–' : user.white_remote_address || t.anyAddress),
      value: (user) => user.white_remote_address,
      filter: 'text',
    },
    {
      // No `value`: a secret is neither sorted, searched nor exported.
      id: 'secret_key',
      label: t.secret,
      cell: ({ access_key: name = '' }) => (
        <Secret label={t.secretOf(name)} onReveal={() => readSecret({ ...params, user_name: name })} />
      ),
    },
  ]
}
