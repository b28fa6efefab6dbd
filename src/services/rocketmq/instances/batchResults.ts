import type { BulkResult } from '~/components/bulk.ts'
import type { BatchDeleteInstancesResp, ShowInstanceResp } from '~/contract/rocketmq/generated/types.ts'

/** The outcome of a batch deletion for each instance that was asked for (`x-batch-result`); one that the answer leaves out is unknown. Pure. */
export function batchResults(
  asked: readonly ShowInstanceResp[],
  answer: BatchDeleteInstancesResp,
  refused: string,
): BulkResult<ShowInstanceResp>[] {
  return asked.map((item) => {
    const found = answer.results?.find((result) => result.instance === item.instance_id)
    if (!found) return { item, status: 'unknown' }
    return found.result === 'success'
      ? { item, status: 'done' }
      : { item, status: 'failed', error: new Error(`${refused} (${found.result ?? '–'})`) }
  })
}
