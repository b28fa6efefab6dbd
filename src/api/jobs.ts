/**
 * Asynchronous changes, followed to their end (`x-async`). A job is kept by the server, so a reload, another tab or
 * another day finds it again; the job tray polls it and tells its result once.
 */
import type { TrackedJob } from '~/contract/console.ts'
import type { AsyncSpec, Family, Operation } from '~/contract/types.ts'
import { scalarText } from '~/lib/json.ts'
import { call } from './client.ts'
import { isApiError } from './error.ts'
import { queryClient } from './queryClient.ts'
import { pickArgs } from './request.ts'
import { jobsQuery, saveJob } from './session.ts'

/** Reads `$.job_id`, `tasks[0].status` and the like. */
export function readPath(value: unknown, path: string): unknown {
  return path
    .replace(/^\$\.?/, '')
    .split(/[.[\]]+/)
    .filter((step) => step !== '')
    .reduce<unknown>(
      (at, step) => (at === null || typeof at !== 'object' ? undefined : (at as Record<string, unknown>)[step]),
      value,
    )
}

/** The operation table of a family, loaded when a job of it must be read. */
async function operationById(family: Family, id: string): Promise<Operation | undefined> {
  const tables = import.meta.glob<{ operations: Record<string, Operation> }>('../contract/*/generated/table.ts')
  const load = tables[`../contract/${family}/generated/table.ts`]
  return load ? (await load()).operations[id] : undefined
}

/**
 * Hands an asynchronous change to the job tray.
 * `args` address the resource (path parameters); `answer` is the answer of the call.
 */
export async function trackJob(
  operation: Operation,
  args: Record<string, unknown> & { connection: string },
  answer: unknown,
  title: string,
): Promise<TrackedJob> {
  const found = operation.async?.job ? scalarText(readPath(answer, operation.async.job)) : undefined
  const fromAnswer =
    answer !== null && typeof answer === 'object'
      ? Object.entries(answer as object).filter(([key, value]) => key.endsWith('_id') && typeof value === 'string')
      : []
  const { body: _body, ...addressed } = pickArgs(operation, args)
  const job: TrackedJob = {
    id: crypto.randomUUID(),
    connection: args.connection,
    family: operation.family,
    operationId: operation.id,
    args: Object.fromEntries([...fromAnswer, ...Object.entries(addressed)].map(([key, value]) => [key, String(value)])),
    title,
    ...(found === undefined ? {} : { jobId: found }),
    startedAt: new Date().toISOString(),
    state: 'running',
  }
  queryClient.setQueryData(jobsQuery.queryKey, (jobs) => [job, ...(jobs ?? [])])
  // The change itself has been made. A record that could not be kept is still followed here, and saved at its end.
  await saveJob(job).catch(() => undefined)
  return job
}

export interface JobOutcome {
  state: TrackedJob['state']
  /** The status word of the cloud. */
  status?: string
}

function judge(spec: AsyncSpec, status: unknown): JobOutcome {
  const word = scalarText(status)
  const has = (list: (string | number)[] | undefined) => word !== undefined && (list ?? []).map(String).includes(word)
  if (has(spec.failed)) return { state: 'failed', ...(word ? { status: word } : {}) }
  if (has(spec.done)) return { state: 'done', ...(word ? { status: word } : {}) }
  // A status that the contract does not know has left the busy ones: it is shown, not judged.
  if (word !== undefined && !has(spec.busy))
    return { state: (spec.done ?? []).length === 0 ? 'running' : 'unknown', status: word }
  return { state: 'running', ...(word ? { status: word } : {}) }
}

/**
 * Looks once how far a job is.
 * @throws ApiError when the look itself fails; the job stays as it was
 */
export async function readJob(job: TrackedJob, signal?: AbortSignal): Promise<JobOutcome> {
  const operation = await operationById(job.family, job.operationId)
  const spec = operation?.async
  const id = spec?.poll ?? spec?.watch
  const reader = id ? await operationById(job.family, id) : undefined
  if (!spec || !reader) return { state: 'unknown' }
  const fromJob = Object.fromEntries(
    Object.entries(spec.params ?? {}).map(([name, from]) => [
      name,
      from === spec.job ? (job.jobId ?? '') : (job.args[from.replace(/^\$\./, '')] ?? ''),
    ]),
  )
  try {
    const answer = await call(
      reader,
      { ...job.args, ...fromJob, connection: job.connection } as never,
      signal ? { signal } : {},
    )
    return spec.field ? judge(spec, readPath(answer, spec.field)) : { state: 'running' }
  } catch (error) {
    // Only the resource itself may be gone; a lost task or a deleted connection says nothing about the change.
    if (!spec.poll && spec.goneOn !== undefined && isApiError(error, spec.goneOn) && error.problem.origin === 'cloud')
      return { state: 'done' }
    throw error
  }
}
