import { Button, Modal } from '@mantine/core'
import { useState } from 'react'
import { trackJob } from '~/api/jobs.ts'
import { useOp } from '~/api/query.ts'
import { BulkResults } from '~/components/BulkResults.tsx'
import type { BulkResult } from '~/components/bulk.ts'
import { ConfirmDialog } from '~/components/ConfirmDialog.tsx'
import { useMessages } from '~/components/useMessages.ts'
import { usePlace } from '~/components/usePlace.ts'
import * as rocketmq from '~/contract/rocketmq/generated/operations.ts'
import type { BatchDeleteInstancesResp, ShowInstanceResp } from '~/contract/rocketmq/generated/types.ts'
import { batchResults } from './batchResults.ts'
import { instanceListMessages } from './instanceListMessages.ts'

interface Props {
  connection: string
  instances: readonly ShowInstanceResp[]
  /** All that failed creation, in one call of its own, instead of the listed ones by id. */
  failedOnes?: boolean
  onClose: () => void
}

const nameOf = (instance: ShowInstanceResp) => instance.name ?? instance.instance_id ?? ''

/** Deletes several instances in one call and shows what became of each. */
export function InstanceBatchDeleteDialog({ connection, instances, failedOnes = false, onClose }: Props) {
  const t = useMessages(instanceListMessages)
  const place = usePlace()
  const [chosen] = useState(instances)
  const [results, setResults] = useState<BulkResult<ShowInstanceResp>[]>()
  const byId = useOp(rocketmq.batchDeleteInstancesById)
  const allFailed = useOp(rocketmq.deleteFailedInstances)

  const handleAnswer = (answer: BatchDeleteInstancesResp) => {
    const outcome = batchResults(chosen, answer, t.refused)
    setResults(outcome)
    for (const { item, status } of outcome)
      if (status === 'done' && item.instance_id)
        void trackJob(
          rocketmq.deleteInstance,
          { connection, instance_id: item.instance_id },
          undefined,
          t.deleteStarted(nameOf(item)),
        )
  }
  const handleConfirm = () => {
    if (failedOnes) allFailed.mutate({ connection, body: {} }, { onSuccess: handleAnswer })
    else
      byId.mutate(
        { connection, body: { instances: chosen.map((instance) => instance.instance_id ?? '') } },
        { onSuccess: handleAnswer },
      )
  }

  if (results)
    return (
      <Modal opened onClose={onClose} title={t.results} closeButtonProps={{ 'aria-label': t.close }}>
        <BulkResults results={results} nameOf={nameOf} />
        <Button variant="filled" mt={12} onClick={onClose}>
          {t.close}
        </Button>
      </Modal>
    )
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={failedOnes ? t.failedTitle : t.deleteManyTitle(chosen.length)}
      target={{ name: failedOnes ? t.typeWord : String(chosen.length), kind: t.instances }}
      place={place}
      risk="destructive"
      mutation={failedOnes ? allFailed : byId}
      sentence={failedOnes ? t.failedSentence(chosen.length) : t.deleteManySentence(chosen.length)}
      consequences={
        <ul aria-label={t.instances}>
          {chosen.map((instance) => (
            <li key={instance.instance_id}>
              {nameOf(instance)} · <code>{instance.instance_id}</code>
            </li>
          ))}
        </ul>
      }
      onConfirm={handleConfirm}
      confirmLabel={failedOnes ? t.failedTitle : t.deleteManyTitle(chosen.length)}
    />
  )
}
