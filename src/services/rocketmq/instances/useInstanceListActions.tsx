import { Button } from '@mantine/core'
import { useCallback, useMemo, useState, type ReactNode } from 'react'
import type { Action, BulkAction } from '~/components/actions.ts'
import { lazyDialog } from '~/components/lazyDialog.tsx'
import { useMessages } from '~/components/useMessages.ts'
import type { ShowInstanceResp } from '~/contract/rocketmq/generated/types.ts'
import { instanceCan } from '~/contract/rules/rocketmq.ts'
import { instanceActions } from './instanceActions.tsx'
import { instanceListMessages } from './instanceListMessages.ts'
import { useRefusalText } from './useInstance.ts'

const InstanceBatchDeleteDialog = lazyDialog(() =>
  import('./InstanceBatchDeleteDialog.tsx').then((module) => module.InstanceBatchDeleteDialog),
)
const InstanceDeleteDialog = lazyDialog(() =>
  import('./InstanceDeleteDialog.tsx').then((module) => module.InstanceDeleteDialog),
)

/** Section 5.1.6: at most so many ids in one call. */
const BATCH_LIMIT = 50

interface InstanceListActions {
  rowActions: (instance: ShowInstanceResp) => readonly Action[]
  bulkActions: readonly BulkAction<ShowInstanceResp>[]
  toolbar: ReactNode
  dialogs: ReactNode
}

type Doomed =
  | { kind: 'one'; instance: ShowInstanceResp }
  | { kind: 'many' | 'failed'; instances: readonly ShowInstanceResp[] }

/** Actions of the rows of the list, of those selected, and of all that failed. */
export function useInstanceListActions(connection: string, rows: readonly ShowInstanceResp[]): InstanceListActions {
  const t = useMessages(instanceListMessages)
  const text = useRefusalText()
  const [doomed, setDoomed] = useState<Doomed>()
  const failed = rows.filter((instance) => instance.status === 'CREATEFAILED')
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
  const bulkActions = useMemo(
    (): BulkAction<ShowInstanceResp>[] => [
      {
        id: 'delete',
        label: t.delete,
        tone: 'danger',
        onSelect: (instances) => setDoomed({ kind: 'many', instances }),
        disabledReason: (instances) => {
          const refused = instances.filter((instance) => instanceCan.delete(instance)).length
          if (instances.length > BATCH_LIMIT) return t.atMost(BATCH_LIMIT)
          return refused > 0 ? t.notRunning(refused) : undefined
        },
      },
    ],
    [t],
  )
  const close = () => setDoomed(undefined)
  return {
    rowActions,
    bulkActions,
    toolbar: failed.length > 0 && (
      <Button color="red" onClick={() => setDoomed({ kind: 'failed', instances: failed })}>
        {t.failedOnes}
      </Button>
    ),
    dialogs:
      doomed &&
      (doomed.kind === 'one' ? (
        <InstanceDeleteDialog connection={connection} instance={doomed.instance} onClose={close} />
      ) : (
        <InstanceBatchDeleteDialog
          connection={connection}
          instances={doomed.instances}
          failedOnes={doomed.kind === 'failed'}
          onClose={close}
        />
      )),
  }
}
