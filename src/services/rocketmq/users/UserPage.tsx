import { useSuspenseQuery } from '@tanstack/react-query'
import { Link, Outlet } from 'react-router'
import { queryClient } from '~/api/queryClient.ts'
import { Details } from '~/components/Details.tsx'
import { PageHeader } from '~/components/PageHeader.tsx'
import { Secret } from '~/components/Secret.tsx'
import type { PageAddress } from '~/components/routing.tsx'
import { useMessages } from '~/components/useMessages.ts'
import { useRouteParams } from '~/components/useRouteParams.ts'
import { rocketmqPaths, type UserParams } from '~/paths/rocketmq.ts'
import { NotRunningPage } from '../instances/NotRunningPage.tsx'
import { usePageRefusal } from '../instances/usePageRefusal.ts'
import { instanceQuery } from '../instances/useInstance.ts'
import { AclOff } from './AclOff.tsx'
import css from './user.module.css'
import { useRightText } from './userColumns.tsx'
import { userMessages } from './userMessages.ts'
import { readSecret, userQuery, usersRefusal } from './userQueries.ts'
import { UserRights } from './UserRights.tsx'
import { useUserActions } from './useUserActions.tsx'

/** The cloud refuses to tell of users while the instance does not run or ACL is off, so the instance is asked first. */
async function prefetch(params: UserParams): Promise<void> {
  const instance = await queryClient.ensureQueryData(instanceQuery(params)).catch(() => undefined)
  if (instance && !usersRefusal(instance)) await queryClient.prefetchQuery(userQuery(params))
}

export function prepare({ params }: PageAddress): void {
  void prefetch(params as unknown as UserParams)
}

/** One ACL user: how its clients sign in, and what they may do. */
export default function UserPage() {
  const params = useRouteParams<UserParams>()
  const { user_name } = params
  const refusal = usePageRefusal(usersRefusal, userQuery(params).queryKey)
  if (!refusal) return <UserDetails />
  if (refusal.reason !== 'acl_off') return <NotRunningPage name={user_name} refusal={refusal} />
  return (
    <>
      <PageHeader title={user_name} copy={user_name} />
      <AclOff />
    </>
  )
}

function UserDetails() {
  const t = useMessages(userMessages)
  const params = useRouteParams<UserParams>()
  const rightText = useRightText()
  const { data: user, refetch, isFetching, dataUpdatedAt } = useSuspenseQuery(userQuery(params))
  const { actions, dialogs } = useUserActions(params)
  return (
    <div className={css.page}>
      <PageHeader
        title={params.user_name}
        copy={params.user_name}
        refresh={{ onRefresh: () => void refetch(), isFetching, updatedAt: dataUpdatedAt }}
        actions={actions}
      />
      <Details
        label={t.general}
        rows={[
          {
            label: t.secret,
            value: <Secret label={t.secretOf(params.user_name)} onReveal={() => readSecret(params)} />,
          },
          { label: t.admin, value: user.admin === undefined ? undefined : user.admin ? t.yes : t.no },
          { label: t.defaultTopic, value: rightText(user.default_topic_perm) },
          { label: t.defaultGroup, value: rightText(user.default_group_perm) },
          {
            label: t.addresses,
            value: user.white_remote_address === undefined ? undefined : user.white_remote_address || t.anyAddress,
            mono: Boolean(user.white_remote_address),
          },
        ]}
      />
      {user.admin === true && <p className={css.note}>{t.outranks}</p>}
      <div className={css.matrices}>
        <UserRights
          rights={user}
          kind="topic"
          linkTo={(topic) => <Link to={rocketmqPaths.topic({ ...params, topic })}>{topic}</Link>}
        />
        <UserRights
          rights={user}
          kind="group"
          linkTo={(group) => <Link to={rocketmqPaths.group({ ...params, group })}>{group}</Link>}
        />
      </div>
      <Outlet />
      {dialogs}
    </div>
  )
}
