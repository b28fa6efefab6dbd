import { useCallback, useState, type ReactNode } from 'react'
import type { Action, BulkAction } from '~/components/actions.ts'
import { bulkAction, type LeftOut } from '~/components/bulkAction.ts'
import { Button } from '~/components/Button.tsx'
import { lazyDialog } from '~/components/lazyDialog.tsx'
import { useMessages } from '~/components/useMessages.ts'
import type { ShowInstanceResp } from '~/contract/rocketmq/generated/types.ts'
import { instanceCan } from '~/contract/rules/rocketmq.ts'
import { instanceActions } from './instanceActions.tsx'
import { BATCH_LIMIT, nameOf } from './instanceBatch.ts'
import { instanceListMessages } from './instanceListMessages.ts'
import { useRefusalText } from './useInstance.ts'

const InstanceBatchDeleteDialog = lazyDialog(() =>
  import('./InstanceBatchDeleteDialog.tsx').then((module) => module.InstanceBatchDeleteDialog),
)
const InstanceFailedDeleteDialog = lazyDialog(() =>
  import('./InstanceFailedDeleteDialog.tsx').then((module) => module.InstanceFailedDeleteDialog),
)
const InstanceDeleteDialog = lazyDialog(() =>
  import('./InstanceDeleteDialog.tsx').then((module) => module.InstanceDeleteDialog),
)

interface InstanceListActions {
  rowActions: (instance: ShowInstanceResp) => readonly Action[]
  bulkActions: readonly BulkAction<ShowInstanceResp>[]
  toolbar: ReactNode
  dialogs: ReactNode
}

type Doomed =
  | { kind: 'one'; instance: ShowInstanceResp }
  | {
      kind: 'many'
      instances: readonly ShowInstanceResp[]
      leftOut: readonly LeftOut[]
      deselect: (rows: readonly ShowInstanceResp[]) => void
    }
  | { kind: 'failed' }

/**
 * Actions of the rows of the list, of those selected, and of all that failed. `total` is the length of the whole list:
 * what failed may stand on any page of it.
 */
export function useInstanceListActions(connection: string, total: number | undefined): InstanceListActions {
  const t = useMessages(instanceListMessages)
  const text = useRefusalText()
  const [doomed, setDoomed] = useState<Doomed>()
  const rowActions = useCallback(
    (instance: ShowInstanceResp) =>
      instanceActions(
        { connection, instance_id: instance.instance_id ?? '' },
        instance,
        t,
        (refusal) => text(instance.status, refusal),
        () => setDoomed({ kind: 'one', instance }),
      ),
    [connection, t, text],
  )
  const refusalOf = (instance: ShowInstanceResp) => text(instance.status, instanceCan.delete(instance))
  const deletion = bulkAction<ShowInstanceResp>({
    id: 'delete',
    label: t.delete,
    tone: 'danger',
    nameOf,
    refusalOf,
    onSelect: (instances, leftOut, deselect) => setDoomed({ kind: 'many', instances, leftOut, deselect }),
  })
  const bulkActions: BulkAction<ShowInstanceResp>[] = [
    {
      ...deletion,
      disabledReason: (instances) =>
        instances.filter((instance) => refusalOf(instance) === undefined).length > BATCH_LIMIT
          ? t.atMost(BATCH_LIMIT)
          : deletion.disabledReason?.(instances),
    },
  ]
  const close = () => setDoomed(undefined)
  return {
    rowActions,
    bulkActions,
    toolbar: total !== 0 && (
      <Button tone="danger" onClick={() => setDoomed({ kind: 'failed' })}>
        {t.failedOnes}
      </Button>
    ),
    dialogs: (
      <>
        {doomed?.kind === 'one' && (
          <InstanceDeleteDialog connection={connection} instance={doomed.instance} onClose={close} />
        )}
        {doomed?.kind === 'many' && (
          <InstanceBatchDeleteDialog
            connection={connection}
            instances={doomed.instances}
            leftOut={doomed.leftOut}
            onClose={close}
            onDeleted={doomed.deselect}
          />
        )}
        {doomed?.kind === 'failed' && <InstanceFailedDeleteDialog connection={connection} onClose={close} />}
      </>
    ),
  }
}
