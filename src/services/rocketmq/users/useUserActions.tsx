import { useState, type ReactNode } from 'react'
import { useNavigate } from 'react-router'
import type { Action, BulkAction } from '~/components/actions.ts'
import { bulkAction, type LeftOut } from '~/components/bulkAction.ts'
import { useMessages } from '~/components/useMessages.ts'
import * as rocketmq from '~/contract/rocketmq/generated/operations.ts'
import type { User } from '~/contract/rocketmq/generated/types.ts'
import { instanceCan } from '~/contract/rules/rocketmq.ts'
import { rocketmqPaths, type UserParams } from '~/paths/rocketmq.ts'
import { useInstance } from '../instances/useInstance.ts'
import { useLeavingReason } from '../useLeavingReason.ts'
import { UserDeleteDialog } from './UserDeleteDialog.tsx'
import { userMessages } from './userMessages.ts'

/** What can be done to one user, for its page and its row. */
function userActions(
  params: UserParams,
  t: typeof userMessages.en,
  refusal: string | undefined,
  onDelete: () => void,
): Action[] {
  const disabled = refusal ? { disabledReason: refusal } : {}
  return [
    { id: 'edit', label: t.edit, to: rocketmqPaths.userEdit(params), ...disabled },
    { id: 'delete', label: t.delete, onSelect: onDelete, tone: 'danger', ...disabled },
  ]
}

/** Actions of the page of a user. */
export function useUserActions(params: UserParams): { actions: Action[]; dialogs: ReactNode } {
  const t = useMessages(userMessages)
  const navigate = useNavigate()
  const { instance, reason } = useInstance()
  const leaving = useLeavingReason(rocketmq.getUser)
  const [isDeleting, setDeleting] = useState(false)
  const refusal = reason(instanceCan.manageUsers(instance)) ?? leaving(params, params.user_name)
  return {
    actions: userActions(params, t, refusal, () => setDeleting(true)),
    dialogs: isDeleting && (
      <UserDeleteDialog
        params={params}
        users={[params.user_name]}
        onClose={() => setDeleting(false)}
        onDeleted={() => void navigate(rocketmqPaths.users(params))}
      />
    ),
  }
}

interface Doomed {
  names: readonly string[]
  leftOut?: readonly LeftOut[]
  onRun?: (done: ReadonlySet<string>) => void
}

const nameOf = (user: User) => user.access_key ?? ''

interface UserListActions {
  rowActions: (user: User) => readonly Action[]
  bulkActions: readonly BulkAction<User>[]
  dialogs: ReactNode
}

/** Actions of the rows of the list, and of those selected. */
export function useUserListActions(): UserListActions {
  const t = useMessages(userMessages)
  const { params, instance, reason } = useInstance()
  const [doomed, setDoomed] = useState<Doomed>()
  const refusal = reason(instanceCan.manageUsers(instance))
  const leaving = useLeavingReason(rocketmq.getUser)
  const bulkActions = [
    bulkAction<User>({
      id: 'delete',
      label: t.delete,
      tone: 'danger',
      nameOf,
      refusalOf: (user) => refusal ?? leaving({ ...params, user_name: nameOf(user) }, nameOf(user)),
      onSelect: (users, leftOut, deselect) =>
        setDoomed({
          names: users.map(nameOf),
          leftOut,
          onRun: (done) => deselect(users.filter((user) => done.has(nameOf(user)))),
        }),
    }),
  ]
  return {
    rowActions: (user) => {
      const name = nameOf(user)
      const one = { ...params, user_name: name }
      return userActions(one, t, refusal ?? leaving(one, name), () => setDoomed({ names: [name] }))
    },
    bulkActions,
    dialogs: doomed && (
      <UserDeleteDialog
        params={params}
        users={doomed.names}
        leftOut={doomed.leftOut}
        onClose={() => setDoomed(undefined)}
        onRun={doomed.onRun}
      />
    ),
  }
}
