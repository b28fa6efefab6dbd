/**
 * The record of a run (`/api/runs`): an operation over many values of one parameter of its path. Pure; our server and
 * the demo's keep it alike.
 */
import type { JobItem, RunRequest, TrackedJob } from './console.ts'

/** Calls of one run that are under way at once. */
export const RUN_PARALLEL = 4

/** The job that records a run. */
export type RunJob = TrackedJob & { run: string; items: JobItem[] }

/** A run that begins at `now`, Unix ms. */
export function newRun({ items, ...request }: RunRequest, now: number): RunJob {
  return {
    ...request,
    startedAt: new Date(now).toISOString(),
    state: 'running',
    items: items.map((name) => ({ name })),
    itemCount: items.length,
  }
}

/** The address of one item's call: the contract path with its parameters, each encoded. */
export function runPath(path: string, { args, run }: Pick<RunJob, 'args' | 'run'>, item: string): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) =>
    name === 'project_id' ? '-' : encodeURIComponent(name === run ? item : (args[name] ?? '')),
  )
}

/** The run once nothing of it is under way; what needs a look counts more than what went well. */
export function endedRun(job: RunJob, now: number): RunJob {
  const has = (outcome: JobItem['outcome']) => job.items.some((item) => item.outcome === outcome)
  const state = has('unknown') ? 'unknown' : has('failed') || has('stopped') ? 'failed' : 'done'
  return { ...job, state, finishedAt: new Date(now).toISOString() }
}

/**
 * What a server that ended in the middle of a run has left: an item that was under way is unknown, the rest was not
 * sent. Undefined for a job that is no run under way.
 */
export function interruptedRun({ run, items = [], ...job }: TrackedJob, now: number): RunJob | undefined {
  if (run === undefined || job.state !== 'running') return undefined
  const left = items.map(({ running, ...item }): JobItem =>
    item.outcome ? item : { ...item, outcome: running ? 'unknown' : 'stopped' },
  )
  return endedRun({ ...job, run, items: left }, now)
}
