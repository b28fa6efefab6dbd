import { useState, type ReactNode } from 'react'
import { useNavigate } from 'react-router'
import type { Action, BulkAction } from '~/components/actions.ts'
import { bulkAction, type LeftOut } from '~/components/bulkAction.ts'
import { useMessages } from '~/components/useMessages.ts'
import * as rocketmq from '~/contract/rocketmq/generated/operations.ts'
import type { ConsumerGroup } from '~/contract/rocketmq/generated/types.ts'
import { instanceCan } from '~/contract/rules/rocketmq.ts'
import { rocketmqPaths, type GroupParams } from '~/paths/rocketmq.ts'
import { useInstance } from '../instances/useInstance.ts'
import { useLeavingReason } from '../useLeavingReason.ts'
import { GroupBulkEditDialog } from './GroupBulkEditDialog.tsx'
import { GroupDeleteDialog } from './GroupDeleteDialog.tsx'
import { groupMessages } from './groupMessages.ts'

interface Refusals {
  manage: string | undefined
  reset: string | undefined
  /** Of this group: it is on its way out. */
  leaving: string | undefined
}

/** What can be done to one group, for its page and its row. */
function groupActions(
  params: GroupParams,
  t: typeof groupMessages.en,
  refusals: Refusals,
  onDelete: () => void,
): Action[] {
  const because = (refusal = refusals.leaving) => (refusal ? { disabledReason: refusal } : {})
  return [
    { id: 'edit', label: t.edit, to: rocketmqPaths.groupEdit(params), ...because(refusals.manage) },
    { id: 'reset', label: t.reset, to: rocketmqPaths.groupReset(params), ...because(refusals.reset) },
    { id: 'deadLetters', label: t.deadLetters, to: rocketmqPaths.groupDeadLetters(params) },
    { id: 'delete', label: t.delete, onSelect: onDelete, tone: 'danger', ...because(refusals.manage) },
  ]
}

function useRefusals(): (params: GroupParams) => Refusals {
  const { instance, reason } = useInstance()
  const leaving = useLeavingReason(rocketmq.getConsumerGroup)
  const manage = reason(instanceCan.manageGroups(instance))
  const reset = reason(instanceCan.resetOffset(instance))
  return (params) => ({ manage, reset, leaving: leaving(params, params.group) })
}

/** Actions of the page of a group. */
export function useGroupActions(params: GroupParams): { actions: Action[]; dialogs: ReactNode } {
  const t = useMessages(groupMessages)
  const navigate = useNavigate()
  const refusals = useRefusals()
  const [isDeleting, setDeleting] = useState(false)
  return {
    actions: groupActions(params, t, refusals(params), () => setDeleting(true)),
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

interface Chosen {
  names: readonly string[]
  leftOut?: readonly LeftOut[]
}

const nameOf = (group: ConsumerGroup) => group.name ?? ''

/** Actions of the rows of the list, and of those selected. */
export function useGroupListActions(): GroupListActions {
  const t = useMessages(groupMessages)
  const { params } = useInstance()
  const refusals = useRefusals()
  const [doomed, setDoomed] = useState<Chosen>()
  const [edited, setEdited] = useState<Chosen>()
  const shared = {
    nameOf,
    refusalOf: (group: ConsumerGroup) => {
      const { manage, leaving } = refusals({ ...params, group: nameOf(group) })
      return manage ?? leaving
    },
  }
  const bulkActions = [
    bulkAction<ConsumerGroup>({
      ...shared,
      id: 'edit',
      label: t.bulkEdit,
      onSelect: (groups, leftOut) => setEdited({ names: groups.map(nameOf), leftOut }),
    }),
    bulkAction<ConsumerGroup>({
      ...shared,
      id: 'delete',
      label: t.delete,
      tone: 'danger',
      onSelect: (groups, leftOut) => setDoomed({ names: groups.map(nameOf), leftOut }),
    }),
  ]
  return {
    rowActions: (group) => {
      const one = { ...params, group: nameOf(group) }
      return groupActions(one, t, refusals(one), () => setDoomed({ names: [one.group] }))
    },
    bulkActions,
    dialogs: (
      <>
        {doomed && (
          <GroupDeleteDialog
            params={params}
            groups={doomed.names}
            leftOut={doomed.leftOut}
            onClose={() => setDoomed(undefined)}
          />
        )}
        {edited && (
          <GroupBulkEditDialog
            params={params}
            groups={edited.names}
            leftOut={edited.leftOut}
            onClose={() => setEdited(undefined)}
          />
        )}
      </>
    ),
  }
}
