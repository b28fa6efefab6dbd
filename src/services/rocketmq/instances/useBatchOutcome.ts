import { useState } from 'react'
import { trackJob } from '~/api/jobs.ts'
import type { BulkResult } from '~/components/bulk.ts'
import { hasUnknownOutcome } from '~/components/formErrors.ts'
import { useMessages } from '~/components/useMessages.ts'
import * as rocketmq from '~/contract/rocketmq/generated/operations.ts'
import type { BatchDeleteInstancesResp, ShowInstanceResp } from '~/contract/rocketmq/generated/types.ts'
import { batchResults, withRetried } from './batchResults.ts'
import { instanceListMessages } from './instanceListMessages.ts'

type Instances = readonly ShowInstanceResp[]

export interface BatchOutcome {
  /** Undefined until the first answer. */
  results: readonly BulkResult<ShowInstanceResp>[] | undefined
  /** Takes in what the cloud says became of these. */
  answered: (asked: Instances, answer: BatchDeleteInstancesResp) => void
  /** These are sent again. */
  sent: (asked: Instances) => void
  /** The call for these failed as a whole. */
  failed: (asked: Instances, error: Error) => void
}

/** What became of each instance of a batch deletion, over all tries; accepted deletions go to the job tray. */
export function useBatchOutcome(connection: string, onDeleted?: (instances: Instances) => void): BatchOutcome {
  const t = useMessages(instanceListMessages)
  const [results, setResults] = useState<readonly BulkResult<ShowInstanceResp>[]>()
  const merge = (now: readonly BulkResult<ShowInstanceResp>[]) => setResults((before) => withRetried(before ?? [], now))
  return {
    results,
    answered: (asked, answer) => {
      const now = batchResults(asked, answer, t.refused)
      merge(now)
      const done = now.filter((result) => result.status === 'done').map((result) => result.item)
      for (const { instance_id, name = instance_id } of done)
        if (instance_id)
          void trackJob(
            rocketmq.deleteInstance,
            { connection, instance_id },
            undefined,
            t.deleteStarted(name ?? instance_id),
          )
      onDeleted?.(done)
    },
    sent: (asked) => merge(asked.map((item) => ({ item, status: 'running' }))),
    failed: (asked, error) =>
      merge(asked.map((item) => ({ item, status: hasUnknownOutcome(error) ? 'unknown' : 'failed', error }))),
  }
}
