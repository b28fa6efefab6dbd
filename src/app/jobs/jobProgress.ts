/** What a look at a job means for it. Pure. */
import { isApiError } from '~/api/error.ts'
import type { JobOutcome } from '~/api/jobs.ts'
import type { TrackedJob } from '~/contract/console.ts'

/** A job that has not ended after this long is no longer followed. */
export const FOLLOWED_MS = 3 * 3600_000
/** The record of a job may appear a little after the answer that names it. */
const APPEARS_MS = 60_000

/** Why the end of a job is not known; a status the contract does not have stands for itself. */
export type UnknownReason = 'tooLong' | 'noReader' | 'noJob' | 'gone' | 'noConnection' | 'status'

/** The end of a job; undefined while it runs. */
export interface JobEnd {
  state: Exclude<TrackedJob['state'], 'running'>
  reason?: UnknownReason
  /** The status word of the cloud. */
  status?: string
}

/** Whether a running job is too old to be looked at again. `now` in Unix ms. */
export function isTooOld(job: TrackedJob, now: number): boolean {
  return now - Date.parse(job.startedAt) >= FOLLOWED_MS
}

/** Whether a job has begun so lately that neither side need know it yet. */
export function isNew(job: TrackedJob, now: number): boolean {
  return now - Date.parse(job.startedAt) <= APPEARS_MS
}

/** The end that a look has seen. */
export function endOf(job: TrackedJob, outcome: JobOutcome, now: number): JobEnd | undefined {
  const status = outcome.status === undefined ? {} : { status: outcome.status }
  if (outcome.state === 'done' || outcome.state === 'failed') return { state: outcome.state, ...status }
  if (outcome.isUnnamed) return { state: 'unknown', reason: 'noJob' }
  if (outcome.state === 'unknown')
    return { state: 'unknown', reason: outcome.status === undefined ? 'noReader' : 'status', ...status }
  return isTooOld(job, now) ? { state: 'unknown', reason: 'tooLong', ...status } : undefined
}

/** What a failed look says: mostly nothing, the next look decides. */
export function endOfFailure(job: TrackedJob, error: unknown, now: number): JobEnd | undefined {
  if (isApiError(error, 'gantry.unknown_connection')) return { state: 'unknown', reason: 'noConnection' }
  if (isApiError(error, 404) && !isNew(job, now)) return { state: 'unknown', reason: 'gone' }
  return isTooOld(job, now) ? { state: 'unknown', reason: 'tooLong' } : undefined
}

/** The job as it is kept once it has ended. */
export function ended(job: TrackedJob, end: JobEnd, message: string | undefined, now: number): TrackedJob {
  return { ...job, state: end.state, finishedAt: new Date(now).toISOString(), ...(message ? { message } : {}) }
}

/** Running jobs first, then those that ended since `since` (Unix ms); each newest first. */
export function trayJobs(jobs: readonly TrackedJob[], since: number): { running: TrackedJob[]; recent: TrackedJob[] } {
  const newest = (a: string | undefined, b: string | undefined) => (b ?? '').localeCompare(a ?? '')
  return {
    running: jobs.filter((job) => job.state === 'running').sort((a, b) => newest(a.startedAt, b.startedAt)),
    recent: jobs
      .filter((job) => job.state !== 'running' && Date.parse(job.finishedAt ?? job.startedAt) >= since)
      .sort((a, b) => newest(a.finishedAt, b.finishedAt)),
  }
}

/** Why the newest look at a job failed, by job id; the job itself goes on. */
export type FailedLooks = Readonly<Record<string, string>>

/** What went wrong with the looks at jobs, one look each, in their order. */
export function readFailures(jobs: readonly TrackedJob[], looks: readonly { error: Error | null }[]): FailedLooks {
  return Object.fromEntries(
    jobs.flatMap(({ id }, index) => {
      const why = looks[index]?.error
      return why ? [[id, isApiError(why) ? `${why.message} (${why.code})` : why.message]] : []
    }),
  )
}
