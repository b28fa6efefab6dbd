import { Group } from '@mantine/core'
import { useOp } from '~/api/query.ts'
import { BulkResults } from '~/components/BulkResults.tsx'
import type { BulkResult } from '~/components/bulk.ts'
import { Button } from '~/components/Button.tsx'
import { Dialog } from '~/components/Dialog.tsx'
import { formMessages } from '~/components/formMessages.ts'
import { useMessages } from '~/components/useMessages.ts'
import * as rocketmq from '~/contract/rocketmq/generated/operations.ts'
import type { ShowInstanceResp } from '~/contract/rocketmq/generated/types.ts'
import { BATCH_LIMIT, nameOf } from './instanceBatch.ts'
import { instanceListMessages } from './instanceListMessages.ts'
import type { BatchOutcome } from './useBatchOutcome.ts'

interface Props {
  connection: string
  results: readonly BulkResult<ShowInstanceResp>[]
  outcome: BatchOutcome
  onClose: () => void
}

/** What became of each instance of a batch deletion; what was refused can be sent again, by id. */
export function InstanceBatchResults({ connection, results, outcome, onClose }: Props) {
  const t = useMessages(instanceListMessages)
  const words = useMessages(formMessages)
  const again = useOp(rocketmq.batchDeleteInstancesById)
  const failed = results
    .filter((result) => result.status === 'failed')
    .map((result) => result.item)
    .slice(0, BATCH_LIMIT)
  const handleRetry = () => {
    outcome.sent(failed)
    again.mutate(
      { connection, body: { instances: failed.map((instance) => instance.instance_id ?? '') } },
      {
        onSuccess: (answer) => outcome.answered(failed, answer),
        onError: (error) => outcome.failed(failed, error),
      },
    )
  }
  return (
    <Dialog onClose={onClose} title={t.results} busy={again.isPending}>
      <BulkResults results={results} nameOf={nameOf} />
      <Group gap={8} mt={12}>
        {failed.length > 0 && <Button onClick={handleRetry}>{words.retryFailed(failed.length)}</Button>}
        <Button variant="filled" disabled={again.isPending} onClick={onClose}>
          {t.close}
        </Button>
      </Group>
    </Dialog>
  )
}
