/** The items of a bulk change in words, and what it means to change them once more. Pure. */
import type { JobItem, TrackedJob } from '~/contract/console.ts'
import type { Operation, Risk } from '~/contract/types.ts'
import type { jobsMessages } from './jobsMessages.ts'

/** How many items came to which end; undefined while none is known. */
export function itemWords(items: readonly JobItem[] | undefined, t: (typeof jobsMessages)['en']): string | undefined {
  const count = (outcome: JobItem['outcome']) => items?.filter((item) => item.outcome === outcome).length ?? 0
  const [done, failed, unknown] = [count('done'), count('failed'), count('unknown')]
  if (done + failed + unknown === 0) return undefined
  return t.itemCounts(done, failed, unknown)
}

const grades: readonly Risk[] = ['none', 'change', 'disruptive', 'destructive']

/** The risk of giving these settings once more: that of the operation, or of the gravest setting (`x-risk-fields`). */
export function retryRisk(operation: Operation, set: TrackedJob['set']): Exclude<Risk, 'none'> {
  const risks = [operation.risk, ...Object.keys(set ?? {}).map((field) => operation.riskFields?.[field] ?? 'none')]
  const gravest = risks.reduce((a, b) => (grades.indexOf(b) > grades.indexOf(a) ? b : a))
  return gravest === 'none' ? 'change' : gravest
}
