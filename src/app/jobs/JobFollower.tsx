import { useQueries } from '@tanstack/react-query'
import { useEffect } from 'react'
import { hasConnection } from '~/api/hasConnection.ts'
import { readItems } from '~/api/jobItems.ts'
import { readJob } from '~/api/jobs.ts'
import { noteJob } from '~/api/noteJob.ts'
import { pollInterval } from '~/api/query.ts'
import { markStale, queryClient } from '~/api/queryClient.ts'
import { jobsQuery, saveJob } from '~/api/session.ts'
import { toast } from '~/components/toast.ts'
import type { TrackedJob } from '~/contract/console.ts'
import { readMessages } from '~/lib/messages.ts'
import {
  ended,
  endOf,
  endOfFailure,
  isNew,
  isTooOld,
  readFailures,
  type FailedLooks,
  type JobEnd,
} from './jobProgress.ts'
import { itemWords } from './jobItemWords.ts'
import { jobsMessages } from './jobsMessages.ts'

const tones = { done: 'ok', failed: 'error', unknown: 'warn' } as const

function reasonOf(end: JobEnd): string | undefined {
  const { why } = readMessages(jobsMessages)
  if (end.state === 'done') return undefined
  if (end.state === 'failed') return end.status ? why.failed(end.status) : undefined
  return end.reason === 'status' ? why.status(end.status ?? '') : why[end.reason ?? 'gone']
}

/** The words kept with a job: why it did not end well, and how many of its items did; undefined when there is nothing to add. */
function wordsOf(job: TrackedJob, end: JobEnd): string | undefined {
  const words = [reasonOf(end), itemWords(job.items, readMessages(jobsMessages))].filter(Boolean)
  return words.length > 0 ? words.join(' ') : undefined
}

/** Jobs whose end was not in the list yet. */
const waitedFor = new Set<string>()

/**
 * A job with what became of each of its items; undefined where the next look should say it. A list may be a moment
 * behind the task that has changed it, so what it does not show is believed the second time.
 */
async function withItems(job: TrackedJob, end: JobEnd, signal: AbortSignal): Promise<TrackedJob | undefined> {
  if (!job.items) return job
  try {
    const items = await readItems(job, signal)
    const isBehind = end.state === 'done' && items?.some((item) => item.outcome === 'failed')
    if (isBehind && !waitedFor.has(job.id)) {
      waitedFor.add(job.id)
      return undefined
    }
    return { ...job, items }
  } catch (error) {
    if (signal.aborted) throw error
    return { ...job, items: job.items.map(({ name }) => ({ name, outcome: 'unknown' })) }
  }
}

/** One tab at a time ends a job. Locks exist in secure contexts only; elsewhere the check against the server remains. */
function alone(id: string, work: () => Promise<void>): Promise<void> {
  return 'locks' in navigator ? navigator.locks.request(`gantry.job.${id}`, work) : work()
}

/** Keeps the end of a job, and tells it unless another tab or browser has done so already. */
async function finish(job: TrackedJob, end: JobEnd): Promise<void> {
  await alone(job.id, async () => {
    const isHere = () => queryClient.getQueryData(jobsQuery.queryKey)?.some((one) => one.id === job.id) ?? false
    if (!isHere()) return
    const kept = (await queryClient.fetchQuery({ ...jobsQuery, staleTime: 0 })).find((one) => one.id === job.id)
    // Not there: dismissed elsewhere, or so new that its own saving is still under way.
    if (kept ? kept.state !== 'running' : !isNew(job, Date.now())) return
    const done = ended(job, end, wordsOf(job, end), Date.now())
    // Saved before it is told: if saving fails, the next look tries both again.
    await saveJob(done)
    noteJob(done)
    const title = readMessages(jobsMessages).toast[end.state]
    toast({
      tone: job.items?.some((item) => item.outcome === 'failed') ? 'error' : tones[end.state],
      title,
      message: done.message ? `${job.title}. ${done.message}` : job.title,
      id: `job-${job.id}`,
    })
  })
  await markStale(job.connection, job.family)
}

/** Looks once at a run, whose record the server keeps, and tells its end. */
async function lookAtRun(run: TrackedJob): Promise<TrackedJob['state']> {
  const job = (await queryClient.fetchQuery({ ...jobsQuery, staleTime: 0 })).find((one) => one.id === run.id)
  if (!job || job.state === 'running') return job?.state ?? 'unknown'
  const t = readMessages(jobsMessages)
  const words = itemWords(job.items, t)
  toast({
    tone: tones[job.state],
    title: t.toast[job.state],
    message: words ? `${job.title}. ${words}` : job.title,
    id: `job-${job.id}`,
  })
  await markStale(job.connection, job.family)
  return job.state
}

/**
 * Looks once at a job and ends it if it has ended.
 * @throws ApiError when the look failed and the job goes on
 */
async function look(job: TrackedJob, signal: AbortSignal): Promise<TrackedJob['state']> {
  let end: JobEnd | undefined
  if (!(await hasConnection(job.connection))) end = { state: 'unknown', reason: 'noConnection' }
  else if (isTooOld(job, Date.now())) end = endOf(job, { state: 'running' }, Date.now())
  else {
    try {
      end = endOf(job, await readJob(job, signal), Date.now())
    } catch (error) {
      end = endOfFailure(job, error, Date.now())
      if (!end) throw error
    }
  }
  if (!end) return 'running'
  const whole = end.reason === 'noConnection' ? job : await withItems(job, end, signal)
  if (!whole) return 'running'
  await finish(whole, end)
  return end.state
}

interface Props {
  running: readonly TrackedJob[]
  onFailedLooks: (failed: FailedLooks) => void
}

/**
 * Follows running jobs to their end; mounted once, by the tray, as long as there are any. Polls every 3 s for two
 * minutes, then every 15 s, never in a hidden tab. What runs is read from the server, so a reload goes on where it was.
 */
export default function JobFollower({ running, onFailedLooks }: Props) {
  const failed = useQueries({
    queries: running.map((job) => ({
      queryKey: ['job-look', job.id],
      queryFn: ({ signal }: { signal: AbortSignal }) => (job.run === undefined ? look(job, signal) : lookAtRun(job)),
      // Interval is checked by React Query against the tab's visibility; errors do not stop it.
      refetchInterval: ({ state }: { state: { data?: TrackedJob['state'] } }) =>
        pollInterval(`job-look.${job.id}`, (state.data ?? 'running') === 'running'),
      refetchIntervalInBackground: false,
      retry: false,
      staleTime: 0,
      gcTime: 60_000,
    })),
    // The same object as long as it says the same, so that the tray hears of changes only.
    combine: (looks) => readFailures(running, looks),
  })
  useEffect(() => onFailedLooks(failed), [failed, onFailedLooks])
  return null
}
