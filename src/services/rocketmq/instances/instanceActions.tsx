import { useState, type ReactNode } from 'react'
import { useNavigate } from 'react-router'
import type { Action } from '~/components/actions.ts'
import { lazyDialog } from '~/components/lazyDialog.tsx'
import { useMessages } from '~/components/useMessages.ts'
import type { ShowInstanceResp } from '~/contract/rocketmq/generated/types.ts'
import { instanceCan, type Refusal } from '~/contract/rules/rocketmq.ts'
import { rocketmqPaths, type InstanceParams } from '~/paths/rocketmq.ts'
import { instanceListMessages } from './instanceListMessages.ts'
import { useInstance, useRefusalText } from './useInstance.ts'

const InstanceDeleteDialog = lazyDialog(() =>
  import('./InstanceDeleteDialog.tsx').then((module) => module.InstanceDeleteDialog),
)

/** What can be done to one instance, for its page and its row. */
export function instanceActions(
  params: InstanceParams,
  instance: ShowInstanceResp,
  t: typeof instanceListMessages.en,
  reason: (refusal: Refusal | undefined) => string | undefined,
  onDelete: () => void,
): Action[] {
  const because = (refusal: Refusal | undefined) => (refusal ? { disabledReason: reason(refusal) } : {})
  return [
    { id: 'edit', label: t.edit, to: rocketmqPaths.instanceEdit(params), ...because(instanceCan.modify(instance)) },
    { id: 'delete', label: t.delete, tone: 'danger', onSelect: onDelete, ...because(instanceCan.delete(instance)) },
  ]
}

/** Actions of the page of an instance. */
export function useInstanceActions(instance: ShowInstanceResp): { actions: Action[]; dialogs: ReactNode } {
  const t = useMessages(instanceListMessages)
  const navigate = useNavigate()
  const text = useRefusalText()
  const { params } = useInstance()
  const [isDeleting, setDeleting] = useState(false)
  return {
    actions: instanceActions(
      params,
      instance,
      t,
      (refusal) => text(instance.status, refusal),
      () => setDeleting(true),
    ),
    dialogs: isDeleting && (
      <InstanceDeleteDialog
        connection={params.connection}
        instance={instance}
        onClose={() => setDeleting(false)}
        onDeleted={() => void navigate(rocketmqPaths.instances(params))}
      />
    ),
  }
}
