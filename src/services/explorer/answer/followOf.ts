import { addressOf, sourcesOf } from '~/api/jobRecord.ts'
import { readPath } from '~/api/readPath.ts'
import { missingArgs, pickArgs } from '~/api/request.ts'
import { scalarText } from '~/lib/json.ts'
import type { Origin, Target } from './targets.ts'

/**
 * The call that shows how far an asynchronous change is: it reads the job, or where there is none the resource itself.
 * Undefined where the contract has no such call, or the answer not what it needs. Pure.
 */
export function followOf({
  facts,
  operation,
  args,
  answer,
}: Origin): Pick<Target, 'operation' | 'summary' | 'values'> | undefined {
  const spec = operation.async
  const reader = facts.operations[spec?.poll ?? spec?.watch ?? '']
  if (!spec || !reader) return undefined
  const job = spec.job ? scalarText(readPath(answer, spec.job)) : undefined
  const ofJob = sourcesOf(spec).flatMap(([name, from]) => (from === spec.job && job ? [[name, job] as const] : []))
  const known = { ...addressOf(operation, args, answer), ...Object.fromEntries(ofJob) }
  // A job that was not named must not be taken for another one that the call itself was about.
  if ((spec.job && !job) || missingArgs(reader, known).length > 0) return undefined
  return {
    operation: reader,
    summary: facts.catalogue.find((entry) => entry.id === reader.id)?.summary ?? reader.id,
    values: pickArgs(reader, known),
  }
}
