/**
 * Asynchronous changes, followed to their end (`x-async`). A job is kept by the server, so a reload, another tab or
 * another day finds it again; the job tray polls it and tells its result once.
 */
import type { TrackedJob } from '~/contract/console.ts'
import type { AsyncSpec, Operation } from '~/contract/types.ts'
import { scalarText } from '~/lib/json.ts'
import { limiter } from '~/lib/limiter.ts'
import { newId } from '~/lib/newId.ts'
import { call } from './client.ts'
import { isApiError } from './error.ts'
import { addressOf, eachOf, itemsOf, sourcesOf } from './jobRecord.ts'
import { noteJob } from './noteJob.ts'
import { operationById } from './operationById.ts'
import { readPath } from './readPath.ts'
import { missingArgs } from './request.ts'
import { saveJob } from './session.ts'

/**
 * Hands an asynchronous change to the job tray.
 * `args` are those of the call; of its body only what the contract names is kept: what the reading call needs, and the
 * items of a bulk change. `set` are the settings that such a change gives to each.
 */
export async function trackJob(
  operation: Operation,
  args: Record<string, unknown> & { connection: string },
  answer: unknown,
  title: string,
  set?: TrackedJob['set'],
): Promise<TrackedJob> {
  const jobId = operation.async?.job ? scalarText(readPath(answer, operation.async.job)) : undefined
  const job: TrackedJob = {
    id: newId(),
    connection: args.connection,
    family: operation.family,
    operationId: operation.id,
    args: addressOf(operation, args, answer),
    title,
    ...(jobId ? { jobId } : {}),
    startedAt: new Date().toISOString(),
    state: 'running',
    ...itemsOf(operation, args['body'], set),
  }
  noteJob(job)
  // The change itself has been made. A record that could not be kept is still followed here, and saved at its end.
  await saveJob(job).catch(() => undefined)
  return job
}

export interface JobOutcome {
  state: TrackedJob['state']
  /** The status word of the cloud. */
  status?: string
  /** The answer named no job, or not what its reading call needs: it cannot be followed. */
  isUnnamed?: true
}

function judgeWord(spec: AsyncSpec, word: string): JobOutcome {
  const has = (list: (string | number)[] | undefined) => (list ?? []).map(String).includes(word)
  if (has(spec.failed)) return { state: 'failed', status: word }
  if (has(spec.done)) return { state: 'done', status: word }
  if (has(spec.busy) || has(spec.waiting)) return { state: 'running', status: word }
  // A status that the contract does not know has left the busy ones: it is shown, not judged.
  return { state: (spec.done ?? []).length === 0 ? 'running' : 'unknown', status: word }
}

const gravest = ['running', 'failed', 'unknown', 'done'] as const

/** Several parts end together: when none runs any more, one that failed speaks for all. */
function together(parts: readonly JobOutcome[]): JobOutcome {
  return gravest.map((state) => parts.findLast((one) => one.state === state)).find(Boolean) ?? { state: 'running' }
}

/**
 * What the answer of the reading call says. `field` may name a status per element (`pre_check_results[].status`);
 * `element` then says which of them are meant: `{ 'url_domains[].id': … }`.
 */
function judge(spec: AsyncSpec, answer: unknown, element: Readonly<Record<string, string>>): JobOutcome {
  const found = readPath(answer, spec.field ?? '')
  const isMeant = (index: number) =>
    Object.keys(spec.element ?? {}).every((path) => {
      const values = readPath(answer, path)
      return Array.isArray(values) && scalarText(values[index]) === element[path]
    })
  const words = (Array.isArray(found) ? found.filter((_, index) => isMeant(index)) : [found])
    .map(scalarText)
    .filter((word) => word !== undefined)
  return together(words.map((word) => judgeWord(spec, word)))
}

/** Looks at the parts of one job that are under way at once. */
const PARALLEL = 4

/** So long a resource may take to show that a change of it has begun, milliseconds. */
const BEGINS_MS = 10_000

/** Without a job, the status from before the change is also the one that ends it: too early it says nothing. */
function isBefore(job: TrackedJob, spec: AsyncSpec, outcome: JobOutcome): boolean {
  return !spec.poll && outcome.state === 'done' && Date.now() - Date.parse(job.startedAt) < BEGINS_MS
}

/** The gateway in front of the services says 404 for an address that it does not know: nothing about the resource. */
function isGone(error: unknown): boolean {
  return isApiError(error, 404) && error.problem.origin === 'cloud' && !/^API(?:GW?|IG)?\.0\d{3}$/.test(error.code)
}

/** @throws ApiError when the look itself fails */
async function lookAt(
  job: TrackedJob,
  spec: AsyncSpec,
  reader: Operation,
  args: Record<string, unknown> & { connection: string },
  signal: AbortSignal | undefined,
): Promise<JobOutcome> {
  if (missingArgs(reader, args).length > 0) return { state: 'unknown', isUnnamed: true }
  try {
    const answer = await call(reader, args as never, { isBackground: true, ...(signal ? { signal } : {}) })
    const outcome = judge(spec, answer, job.args)
    return isBefore(job, spec, outcome) ? { ...outcome, state: 'running' } : outcome
  } catch (error) {
    // Only the resource itself may be gone; a lost task or a deleted connection says nothing about the change.
    if (!spec.poll && spec.gone && isGone(error)) return { state: 'done' }
    throw error
  }
}

/** Looks once at every part of a job: at each item that is read by itself, in their order, or at the one that there is. */
export async function readParts(job: TrackedJob, signal?: AbortSignal): Promise<PromiseSettledResult<JobOutcome>[]> {
  const spec = (await operationById(job.family, job.operationId))?.async
  const id = spec?.poll ?? spec?.watch
  const reader = id ? await operationById(job.family, id) : undefined
  if (!spec?.field || !reader) return [{ status: 'fulfilled', value: { state: 'unknown' } }]
  const fromJob = sourcesOf(spec).filter(([, from]) => from === spec.job)
  const args = {
    ...job.args,
    ...Object.fromEntries(fromJob.map(([name]) => [name, job.jobId])),
    connection: job.connection,
  }
  const each = eachOf(spec)
  const parts = each && job.items ? job.items.map(({ name }) => ({ ...args, [each]: name })) : [args]
  const inTurn = limiter(PARALLEL)
  return Promise.allSettled(parts.map((part) => inTurn(() => lookAt(job, spec, reader, part, signal))))
}

/**
 * Looks once how far a job is.
 * @throws ApiError when the look itself fails; the job stays as it was
 */
export async function readJob(job: TrackedJob, signal?: AbortSignal): Promise<JobOutcome> {
  const parts = await readParts(job, signal)
  return together(
    parts.map((part) => {
      if (part.status === 'rejected') throw part.reason
      return part.value
    }),
  )
}
