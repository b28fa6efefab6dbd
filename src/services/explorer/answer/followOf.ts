import { addressOf, eachOf, namesOf, sourcesOf } from '~/api/jobRecord.ts'
import { readPath } from '~/api/readPath.ts'
import { missingArgs, pickArgs } from '~/api/request.ts'
import { scalarText } from '~/lib/json.ts'
import type { Origin, Target } from './targets.ts'

/** A call that shows how far a change is. */
export interface Follow extends Pick<Target, 'operation' | 'summary' | 'values'> {
  /** What of the change it reads, where each item is read by itself. */
  item?: string
}

/**
 * The calls that show how far an asynchronous change is: one that reads the job, or where there is none the resource
 * itself, or each of several. None where the contract has no such call, or the answer not what it needs. Pure.
 */
export function followOf({ facts, operation, args, answer }: Origin): Follow[] {
  const spec = operation.async
  const reader = facts.operations[spec?.poll ?? spec?.watch ?? '']
  if (!spec || !reader) return []
  const job = spec.job ? scalarText(readPath(answer, spec.job)) : undefined
  const ofJob = sourcesOf(spec).flatMap(([name, from]) => (from === spec.job && job ? [[name, job] as const] : []))
  const known = { ...addressOf(operation, args, answer), ...Object.fromEntries(ofJob) }
  // A job that was not named must not be taken for another one that the call itself was about.
  if (spec.job && !job) return []
  const summary = facts.catalogue.find((entry) => entry.id === reader.id)?.summary ?? reader.id
  const each = eachOf(spec)
  const parts = each
    ? namesOf(spec, args['body']).map((item) => ({ item, values: { ...known, [each]: item } }))
    : [{ values: known }]
  return parts
    .filter(({ values }) => missingArgs(reader, values).length === 0)
    .map((part) => ({ ...part, operation: reader, summary, values: pickArgs(reader, part.values) }))
}
