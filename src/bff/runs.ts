/**
 * Bulk actions that the cloud has no call for: the server makes one call per item, so that a closed tab loses
 * nothing. Every call takes the way of any other (proxy, audit), is made once, and is noted before and after.
 */
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { JobItem, Problem, RunRequest, TrackedJob } from '~/contract/console.ts'
import type { AppDeps } from './routes/deps.ts'
import type { RequestContext } from './context.ts'
import { JOBS_KEPT } from './jobs.ts'
import type { CloudAnswer } from './proxy/call.ts'
import { encodeValue } from './signing/canonical.ts'
import { jobStore } from './store/jobs.ts'
import { sessionStore } from './store/sessions.ts'

/** Calls of one run that are under way at once. */
const PARALLEL = 4
/** How long a refusal for too many calls holds the rest back when it does not say, milliseconds. */
const HOLD_MS = 5_000
const MAX_PROBLEM = 16 * 1024

interface Run {
  userId: string
  context: RequestContext
  job: TrackedJob & { items: JobItem[] }
  /** The contract path for one item. */
  pathOf: (item: string) => string
  method: string
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

  const save = ({ userId, job }: Run) =>
    jobs.put(userId, job.id, Date.parse(job.startedAt), JSON.stringify(job), JOBS_KEPT)

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
          target: `/cloud/${connection}/${family}${run.pathOf(item.name)}`,
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

  async function work(run: Run, next: () => JobItem | undefined): Promise<void> {
    for (let item = next(); item; item = next()) {
      while (!run.isStopped && performance.now() < run.heldUntil) await sleep(50)
      if (!(await mayGoOn(run))) {
        item.outcome = 'stopped'
        continue
      }
      item.running = true
      await save(run)
      try {
        await callOne(run, item)
      } catch (error) {
        log.error('run.failed', { id: run.job.id, error })
        item.outcome = 'unknown'
      }
      delete item.running
      await save(run)
    }
  }

  async function finish(run: Run): Promise<void> {
    const { items } = run.job
    let at = 0
    const next = () => items[at++]
    await Promise.all(Array.from({ length: Math.min(PARALLEL, items.length) }, () => work(run, next)))
    run.job.state = stateOf(items)
    run.job.finishedAt = new Date(now()).toISOString()
    await save(run)
  }

  return {
    async start(context, { id, connection, family, operationId, args, title, run: name, items }, { method, path }) {
      const userId = context.session?.userId ?? ''
      const run: Run = {
        userId,
        context: { requestId: '', address: context.address, agent: context.agent, session: context.session },
        job: {
          id,
          connection,
          family,
          operationId,
          args,
          title,
          run: name,
          startedAt: new Date(now()).toISOString(),
          state: 'running',
          items: items.map((item) => ({ name: item })),
          itemCount: items.length,
        },
        pathOf: (item) =>
          path.replace(/\{(\w+)\}/g, (_, param: string) =>
            param === 'project_id' ? '-' : encodeValue(param === name ? item : (args[param] ?? '')),
          ),
        method,
        isStopped: false,
        heldUntil: 0,
      }
      await save(run)
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
        const known = JSON.parse(job) as TrackedJob
        if (known.run === undefined || known.state !== 'running') continue
        const items = (known.items ?? []).map(({ running: wasRunning, ...item }): JobItem =>
          item.outcome ? item : { ...item, outcome: wasRunning ? 'unknown' : 'stopped' },
        )
        const left: TrackedJob = { ...known, items, state: stateOf(items), finishedAt: new Date(now()).toISOString() }
        await jobs.put(userId, left.id, Date.parse(left.startedAt), JSON.stringify(left), JOBS_KEPT)
      }
    },
    async close() {
      for (const { run } of running.values()) run.isStopped = true
      await Promise.all([...running.values()].map(({ ended }) => ended))
    },
  }
}

async function* noBytes(): AsyncGenerator<Uint8Array> {}

/** The end of a run: what needs a look counts more than what went well. */
function stateOf(items: readonly JobItem[]): Exclude<TrackedJob['state'], 'running'> {
  const has = (outcome: JobItem['outcome']) => items.some((item) => item.outcome === outcome)
  if (has('unknown')) return 'unknown'
  return has('failed') || has('stopped') ? 'failed' : 'done'
}

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
