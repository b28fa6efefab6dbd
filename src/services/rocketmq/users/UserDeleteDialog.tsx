import { useQueries, useQueryClient } from '@tanstack/react-query'
import { query, useOp } from '~/api/query.ts'
import { startRun } from '~/api/runs.ts'
import { BulkDialog } from '~/components/BulkDialog.tsx'
import type { LeftOut } from '~/components/bulkAction.ts'
import { ConfirmDialog } from '~/components/ConfirmDialog.tsx'
import { useMessages } from '~/components/useMessages.ts'
import * as rocketmq from '~/contract/rocketmq/generated/operations.ts'
import type { User } from '~/contract/rocketmq/generated/types.ts'
import type { InstanceParams } from '~/paths/rocketmq.ts'
import { useInstancePlace } from '../instances/useInstancePlace.ts'
import { tellWhenGone } from '../tellSettled.ts'
import { useRightText } from './userColumns.tsx'
import { userMessages } from './userMessages.ts'
import { exceptionsOf, type Kind } from './userRights.ts'

/** Rights are looked up for so many users at most: each costs a call. */
const LOOKED_UP = 10

interface Props {
  params: InstanceParams
  users: readonly string[]
  leftOut?: readonly LeftOut[] | undefined
  onClose: () => void
  onDeleted?: () => void
  /** The names that are gone, after each run over several. */
  onRun?: ((done: ReadonlySet<string>) => void) | undefined
}

/** What clients can do as this user, as the cloud says it now. */
function RightsOfUser({ user }: { user: User | undefined }) {
  const t = useMessages(userMessages)
  const rightText = useRightText()
  if (!user) return t.rightsUnknown
  const list = (kind: Kind) =>
    exceptionsOf(user, kind)
      .map((one) => `${one.name} (${rightText(one.perm) ?? '–'})`)
      .join(', ')
  const [topics, groups] = [list('topic'), list('group')]
  const parts = [
    user.admin && t.everything,
    t.defaultsAre(rightText(user.default_topic_perm) ?? '–', rightText(user.default_group_perm) ?? '–'),
    topics && t.topicsAre(topics),
    groups && t.groupsAre(groups),
    topics === '' && groups === '' && t.noExceptions,
  ]
  return parts.filter(Boolean).join(' · ')
}

/** Deletes one user, or several one by one (the API has no call for many); shows first what clients lose. */
export function UserDeleteDialog({ params, users, leftOut, onClose, onDeleted, onRun }: Props) {
  const t = useMessages(userMessages)
  const client = useQueryClient()
  const place = useInstancePlace()
  const looked = users.slice(0, LOOKED_UP)
  const reads = useQueries({
    queries: looked.map((user_name) => query(rocketmq.getUser, { ...params, user_name }, { staleTime: 0 })),
  })
  const remove = useOp(rocketmq.deleteUser)
  const [only] = users
  // A refetch is under way until its answer is there: what is shown is from now.
  const waiting = reads.some((read) => read.isPending || read.isFetching)
  const rightsOf = (name: string) => {
    const read = reads[looked.indexOf(name)]
    return waiting || !read ? undefined : <RightsOfUser user={read.error ? undefined : read.data} />
  }
  const shared = {
    opened: true,
    onClose,
    title: t.deleteTitle(users.length),
    place,
    risk: 'destructive' as const,
    sentence: t.deleteSentence(users.length),
    leftOut,
    waiting,
    confirmLabel: t.deleteTitle(users.length),
  }
  if (users.length !== 1 || only === undefined)
    return (
      <BulkDialog
        {...shared}
        items={users}
        nameOf={(name) => name}
        consequencesOf={rightsOf}
        consequences={users.length > LOOKED_UP ? t.lookedUpFirst(LOOKED_UP) : undefined}
        start={(names) =>
          startRun(
            { operation: rocketmq.deleteUser, args: { ...params }, run: 'user_name' },
            names,
            t.deleteTitle(names.length),
          )
        }
        onSettled={(done) => {
          onRun?.(done)
          void client.invalidateQueries({ queryKey: [params.connection, rocketmq.deleteUser.family] })
        }}
      />
    )
  return (
    <ConfirmDialog
      {...shared}
      target={{ name: only, kind: t.user }}
      mutation={remove}
      consequences={
        waiting ? undefined : (
          <ul aria-label={t.rightsOf}>
            <li>{rightsOf(only)}</li>
          </ul>
        )
      }
      onConfirm={() =>
        remove.mutate(
          { ...params, user_name: only },
          {
            onSuccess: () => {
              void tellWhenGone(rocketmq.getUser, { ...params, user_name: only }, only, t.deleted(only))
              onClose()
              onDeleted?.()
            },
          },
        )
      }
    />
  )
}
