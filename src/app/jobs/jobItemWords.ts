/** The items of a bulk change in words, and what it means to change them once more. Pure. */
import type { JobItem, TrackedJob } from '~/contract/console.ts'
import { riskOf } from '~/contract/risk.ts'
import type { Operation, Risk } from '~/contract/types.ts'
import type { jobsMessages } from './jobsMessages.ts'

/** How many items came to which end; undefined while none is known. */
export function itemWords(items: readonly JobItem[] | undefined, t: (typeof jobsMessages)['en']): string | undefined {
  const count = (outcome: JobItem['outcome']) => items?.filter((item) => item.outcome === outcome).length ?? 0
  const [done, failed, unknown] = [count('done'), count('failed'), count('unknown')]
  if (done + failed + unknown === 0) return undefined
  return t.itemCounts(done, failed, unknown)
}

/** What is said of a job; of a run, whose record the server keeps without words, how many of its items did what. */
export function jobMessage(job: TrackedJob, t: (typeof jobsMessages)['en']): string | undefined {
  return job.message ?? itemWords(job.items, t)
}

/** The risk of giving these settings once more: that of the operation, or of the gravest setting. */
export function retryRisk(operation: Operation, set: TrackedJob['set']): Exclude<Risk, 'none'> {
  const { risk } = riskOf(operation, { body: set })
  return risk === 'none' ? 'change' : risk
}
