import { useMemo, useState, type ReactNode } from 'react'
import { useNavigate } from 'react-router'
import type { Action, BulkAction } from '~/components/actions.ts'
import { useMessages } from '~/components/useMessages.ts'
import type { ConsumerGroup } from '~/contract/rocketmq/generated/types.ts'
import { instanceCan } from '~/contract/rules/rocketmq.ts'
import { rocketmqPaths, type GroupParams } from '~/paths/rocketmq.ts'
import { useInstance } from '../instances/useInstance.ts'
import { GroupBulkEditDialog } from './GroupBulkEditDialog.tsx'
import { GroupDeleteDialog } from './GroupDeleteDialog.tsx'
import { groupMessages } from './groupMessages.ts'

interface Refusals {
  manage: string | undefined
  reset: string | undefined
}

/** What can be done to one group, for its page and its row. */
function groupActions(
  params: GroupParams,
  t: typeof groupMessages.en,
  refusals: Refusals,
  onDelete: () => void,
): Action[] {
  const disabled = refusals.manage ? { disabledReason: refusals.manage } : {}
  return [
    { id: 'edit', label: t.edit, to: rocketmqPaths.groupEdit(params), ...disabled },
    {
      id: 'reset',
      label: t.reset,
      to: rocketmqPaths.groupReset(params),
      ...(refusals.reset ? { disabledReason: refusals.reset } : {}),
    },
    { id: 'deadLetters', label: t.deadLetters, to: rocketmqPaths.groupDeadLetters(params) },
    { id: 'delete', label: t.delete, onSelect: onDelete, tone: 'danger', ...disabled },
  ]
}

function useRefusals(): Refusals {
  const { instance, reason } = useInstance()
  return { manage: reason(instanceCan.manageGroups(instance)), reset: reason(instanceCan.resetOffset(instance)) }
}

/** Actions of the page of a group. */
export function useGroupActions(params: GroupParams): { actions: Action[]; dialogs: ReactNode } {
  const t = useMessages(groupMessages)
  const navigate = useNavigate()
  const refusals = useRefusals()
  const [isDeleting, setDeleting] = useState(false)
  return {
    actions: groupActions(params, t, refusals, () => setDeleting(true)),
    dialogs: isDeleting && (
      <GroupDeleteDialog
        params={params}
        groups={[params.group]}
        onClose={() => setDeleting(false)}
        onDeleted={() => void navigate(rocketmqPaths.groups(params))}
      />
    ),
  }
}

interface GroupListActions {
  rowActions: (group: ConsumerGroup) => readonly Action[]
  bulkActions: readonly BulkAction<ConsumerGroup>[]
  dialogs: ReactNode
}

const nameOf = (group: ConsumerGroup) => group.name ?? ''

/** Actions of the rows of the list, and of those selected. */
export function useGroupListActions(): GroupListActions {
  const t = useMessages(groupMessages)
  const { params } = useInstance()
  const refusals = useRefusals()
  const [doomed, setDoomed] = useState<readonly string[]>()
  const [edited, setEdited] = useState<readonly string[]>()
  const refusal = refusals.manage
  const bulkActions = useMemo<BulkAction<ConsumerGroup>[]>(
    () => [
      {
        id: 'edit',
        label: t.bulkEdit,
        onSelect: (groups) => setEdited(groups.map(nameOf)),
        disabledReason: () => refusal,
      },
      {
        id: 'delete',
        label: t.delete,
        tone: 'danger',
        onSelect: (groups) => setDoomed(groups.map(nameOf)),
        disabledReason: () => refusal,
      },
    ],
    [t, refusal],
  )
  return {
    rowActions: (group) =>
      groupActions({ ...params, group: nameOf(group) }, t, refusals, () => setDoomed([nameOf(group)])),
    bulkActions,
    dialogs: (
      <>
        {doomed && <GroupDeleteDialog params={params} groups={doomed} onClose={() => setDoomed(undefined)} />}
        {edited && <GroupBulkEditDialog params={params} groups={edited} onClose={() => setEdited(undefined)} />}
      </>
    ),
  }
}
