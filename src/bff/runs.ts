/**
 * Bulk actions that the cloud has no call for: the server makes one call per item, so that a closed tab loses
 * nothing. Every call takes the way of any other (proxy, audit), is made once, and is noted before and after.
 */
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { JobItem, Problem, RunRequest, TrackedJob } from '~/contract/console.ts'
import { endedRun, interruptedRun, newRun, RUN_PARALLEL, runPath, type RunJob } from '~/contract/runs.ts'
import { limiter } from '~/lib/limiter.ts'
import type { AppDeps } from './routes/deps.ts'
import type { RequestContext } from './context.ts'
import { JOBS_KEPT } from './jobs.ts'
import type { CloudAnswer } from './proxy/call.ts'
import { jobStore } from './store/jobs.ts'
import { sessionStore } from './store/sessions.ts'

/** How long a refusal for too many calls holds the rest back when it does not say, milliseconds. */
const HOLD_MS = 5_000
const MAX_PROBLEM = 16 * 1024

interface Run {
  userId: string
  context: RequestContext
  job: RunJob
  /** Of the operation, by the contract. */
  method: string
  path: string
  isStopped: boolean
  heldUntil: number
}

type Deps = Pick<AppDeps, 'cloud' | 'connections' | 'db' | 'log' | 'now' | 'requests'>

export interface Runs {
  /** Starts a run on behalf of who asks for it. `path` is the contract path of the operation, `method` its method. */
  start: (
    context: RequestContext,
    request: RunRequest,
    operation: { method: string; path: string },
  ) => Promise<TrackedJob>
  /** Sends no further item; false when there is no such run under way. */
  stop: (userId: string, id: string) => boolean
  /** Notes what a server that ended in the middle has left: an item that was under way is unknown, the rest was not sent. */
  recover: () => Promise<void>
  /** Stops all runs and waits for the calls that are under way. */
  close: () => Promise<void>
}

export function createRuns({ cloud, connections, db, log, now, requests }: Deps): Runs {
  const jobs = jobStore(db)
  const sessions = sessionStore(db)
  const running = new Map<string, { run: Run; ended: Promise<void> }>()
  const keyOf = (userId: string, id: string) => `${userId} ${id}`

  /** A run that was dismissed goes on without a record in the list. */
  const save = (userId: string, job: RunJob) => jobs.replace(userId, job.id, JSON.stringify(job))

  /** It runs with its owner's rights: who signs out everywhere ends it. */
  async function mayGoOn(run: Run): Promise<boolean> {
    run.isStopped ||= !(await sessions.isAnyAlive(run.userId, now()))
    return !run.isStopped
  }

  async function callOne(run: Run, item: JobItem): Promise<void> {
    const { connection, family } = run.job
    const context: RequestContext = {
      ...run.context,
      requestId: randomUUID(),
      target: await connections.resolve(connection),
    }
    const { status, headers, body } = await requests.run(context, () =>
      cloud(
        {
          method: run.method,
          target: `/cloud/${connection}/${family}${runPath(run.path, run.job, item.name)}`,
          header: () => null,
          body: noBytes,
          signal: new AbortController().signal,
        },
        { user: context.session?.userName, requestId: context.requestId },
      ),
    )
    if (status < 400) {
      if (body !== null && !(body instanceof Uint8Array)) await body[Symbol.asyncIterator]().return?.()
      item.outcome = 'done'
      return
    }
    item.problem = problemIn(body, status, context.requestId)
    item.outcome = item.problem.unknownOutcome ? 'unknown' : 'failed'
    if (status === 429) run.heldUntil = Math.max(run.heldUntil, performance.now() + holdOf(headers['retry-after']))
  }

  async function work(run: Run, item: JobItem): Promise<void> {
    while (!run.isStopped && performance.now() < run.heldUntil) await sleep(50)
    if (!(await mayGoOn(run))) {
      item.outcome = 'stopped'
      return
    }
    item.running = true
    await save(run.userId, run.job)
    try {
      await callOne(run, item)
    } catch (error) {
      log.error('run.failed', { id: run.job.id, error })
      item.outcome = 'unknown'
    }
    delete item.running
    await save(run.userId, run.job)
  }

  async function finish(run: Run): Promise<void> {
    const inTurn = limiter(RUN_PARALLEL)
    await Promise.all(run.job.items.map((item) => inTurn(() => work(run, item))))
    await save(run.userId, endedRun(run.job, now()))
  }

  return {
    async start(context, request, { method, path }) {
      const userId = context.session?.userId ?? ''
      const { id } = request
      const run: Run = {
        userId,
        context: { requestId: '', address: context.address, agent: context.agent, session: context.session },
        job: newRun(request, now()),
        method,
        path,
        isStopped: false,
        heldUntil: 0,
      }
      await jobs.put(userId, id, Date.parse(run.job.startedAt), JSON.stringify(run.job), JOBS_KEPT)
      const key = keyOf(userId, id)
      const ended = finish(run)
        .catch((error: unknown) => log.error('run.failed', { id, error }))
        .finally(() => running.delete(key))
      running.set(key, { run, ended })
      return run.job
    },
    stop(userId, id) {
      const found = running.get(keyOf(userId, id))
      if (!found) return false
      found.run.isStopped = true
      return true
    },
    async recover() {
      for (const { userId, job } of await jobs.underWay()) {
        const left = interruptedRun(JSON.parse(job) as TrackedJob, now())
        if (left) await save(userId, left)
      }
    },
    async close() {
      for (const { run } of running.values()) run.isStopped = true
      await Promise.all([...running.values()].map(({ ended }) => ended))
    },
  }
}

async function* noBytes(): AsyncGenerator<Uint8Array> {}

function problemIn(body: CloudAnswer['body'], status: number, requestId: string): Problem {
  try {
    if (body instanceof Uint8Array && body.length <= MAX_PROBLEM)
      return JSON.parse(Buffer.from(body).toString('utf8')) as Problem
  } catch {
    // Not a problem of ours: its status has to do.
  }
  return { code: 'gantry.cloud_error', message: `Status ${status}.`, requestId, origin: 'cloud' }
}

function holdOf(retryAfter: string | undefined): number {
  const seconds = Number(retryAfter)
  return seconds > 0 ? Math.min(seconds, 60) * 1000 : HOLD_MS
}
