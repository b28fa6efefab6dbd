import { useQueries } from '@tanstack/react-query'
import { useState } from 'react'
import { useOp } from '~/api/query.ts'
import type { LeftOut } from '~/components/bulkAction.ts'
import { ConfirmDialog } from '~/components/ConfirmDialog.tsx'
import { ItemBox } from '~/components/ItemBox.tsx'
import { useMessages } from '~/components/useMessages.ts'
import { usePlace } from '~/components/usePlace.ts'
import * as rocketmq from '~/contract/rocketmq/generated/operations.ts'
import type { ShowInstanceResp } from '~/contract/rocketmq/generated/types.ts'
import { nameOf, targetOf } from './instanceBatch.ts'
import { InstanceBatchResults } from './InstanceBatchResults.tsx'
import { contentsQuery, contentsText } from './instanceContents.ts'
import { instanceListMessages } from './instanceListMessages.ts'
import { useBatchOutcome } from './useBatchOutcome.ts'

/** Contents are looked up for so many instances at most: each costs several calls. */
const LOOKED_UP = 10

interface Props {
  connection: string
  instances: readonly ShowInstanceResp[]
  leftOut: readonly LeftOut[]
  onClose: () => void
  /** Those whose deletion the cloud accepted, after each try. */
  onDeleted: (instances: readonly ShowInstanceResp[]) => void
}

/** Deletes several instances in one call; counts first what goes with each, and tells what became of each. */
export function InstanceBatchDeleteDialog({ connection, instances, leftOut, onClose, onDeleted }: Props) {
  const t = useMessages(instanceListMessages)
  const place = usePlace()
  const [chosen] = useState(instances)
  const remove = useOp(rocketmq.batchDeleteInstancesById)
  const outcome = useBatchOutcome(connection, onDeleted)
  // Its own deletion makes the family stale: what is on its way out is not counted once more.
  const enabled = !remove.isPending && !outcome.results
  const reads = useQueries({
    queries: chosen.slice(0, LOOKED_UP).map((instance) => ({ ...contentsQuery(connection, instance), enabled })),
  })

  if (outcome.results)
    return (
      <InstanceBatchResults connection={connection} results={outcome.results} outcome={outcome} onClose={onClose} />
    )
  const waiting = reads.some((read) => read.isFetching)
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={t.deleteManyTitle(chosen.length)}
      target={targetOf(chosen, t)}
      place={place}
      risk="destructive"
      mutation={remove}
      sentence={t.deleteManySentence(chosen.length)}
      leftOut={leftOut}
      waiting={waiting}
      consequences={
        <ItemBox label={t.contents}>
          <ul>
            {chosen.map((instance, index) => {
              const contents = waiting ? undefined : reads[index]?.data
              return (
                <li key={instance.instance_id}>
                  <span>
                    {nameOf(instance)} · <code>{instance.instance_id}</code>
                    {contents && `: ${contentsText(t, contents)}`}
                  </span>
                </li>
              )
            })}
          </ul>
          {chosen.length > LOOKED_UP && <p>{t.countedFirst(LOOKED_UP, chosen.length)}</p>}
        </ItemBox>
      }
      onConfirm={() =>
        remove.mutate(
          { connection, body: { instances: chosen.map((instance) => instance.instance_id ?? '') } },
          { onSuccess: (answer) => outcome.answered(chosen, answer) },
        )
      }
      confirmLabel={t.deleteManyTitle(chosen.length)}
    />
  )
}
