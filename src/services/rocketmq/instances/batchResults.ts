import type { BulkResult } from '~/components/bulk.ts'
import type { BatchDeleteInstancesResp, ShowInstanceResp } from '~/contract/rocketmq/generated/types.ts'

type Result = BulkResult<ShowInstanceResp>

/**
 * The outcome of a batch deletion (`x-batch-result`) for each instance that was asked for, and for those that only the
 * answer names: more may have failed creation since they were counted. One that the answer leaves out is unknown. Pure.
 */
export function batchResults(
  asked: readonly ShowInstanceResp[],
  answer: BatchDeleteInstancesResp,
  refused: string,
): Result[] {
  const words = new Map(answer.results?.map(({ instance = '', result }) => [instance, result]))
  const known = new Set(asked.map((item) => item.instance_id))
  const others = [...words.keys()].filter((id) => id !== '' && !known.has(id)).map((instance_id) => ({ instance_id }))
  return [...asked, ...others].map((item): Result => {
    const id = item.instance_id ?? ''
    const word = words.get(id)
    if (!words.has(id)) return { item, status: 'unknown' }
    return word === 'success'
      ? { item, status: 'done' }
      : { item, status: 'failed', error: new Error(`${refused} (${word ?? '–'})`) }
  })
}

/** The results with those of another try in their places. Pure. */
export function withRetried(before: readonly Result[], again: readonly Result[]): Result[] {
  const newer = new Map(again.map((result) => [result.item.instance_id, result]))
  const kept = before.map((result) => newer.get(result.item.instance_id) ?? result)
  const known = new Set(before.map((result) => result.item.instance_id))
  return [...kept, ...again.filter((result) => !known.has(result.item.instance_id))]
}
