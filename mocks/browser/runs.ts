/** Bulk actions that our server carries out item by item (`/api/runs`), as the demo's server does it. */
import { JOB_ITEMS, type JobItem, type Problem, type RunRequest, type TrackedJob } from '~/contract/console.ts'
import type { Operation } from '~/contract/types.ts'
import { loadFacts } from '../facts.ts'
import type { Clock } from '../simulation.ts'
import type { createJobs } from './jobs.ts'
import { answer, refuse } from './problem.ts'

const PARALLEL = 4

type Jobs = ReturnType<typeof createJobs>
/** Answers a request to `/cloud/…`. */
type CallCloud = (request: Request) => Promise<Response>

/** The end of a run: what needs a look counts more than what went well. */
function stateOf(items: readonly JobItem[]): TrackedJob['state'] {
  if (items.some(({ outcome }) => outcome === 'unknown')) return 'unknown'
  return items.every(({ outcome }) => outcome === 'done') ? 'done' : 'failed'
}

async function callOne(call: CallCloud, url: string, method: string): Promise<Pick<JobItem, 'outcome' | 'problem'>> {
  const response = await call(new Request(url, { method, headers: { 'x-gantry': '1' } }))
  if (response.ok) return { outcome: 'done' }
  // A connection that breaks has no body: nobody knows how it ended.
  if (response.type === 'error') return { outcome: 'unknown' }
  const problem = (await response.json()) as Problem
  return { outcome: problem.unknownOutcome ? 'unknown' : 'failed', problem }
}

export function createRuns(jobs: Jobs, clock: Clock) {
  const stopped = new Set<string>()
  // A reload ended what this page was doing.
  for (const job of jobs.all()) {
    if (job.run === undefined || job.state !== 'running') continue
    const items = (job.items ?? []).map(({ running, ...item }): JobItem =>
      item.outcome ? item : { ...item, outcome: running ? 'unknown' : 'stopped' },
    )
    jobs.save({ ...job, items, state: stateOf(items), finishedAt: new Date(clock.now()).toISOString() })
  }

  async function carryOut(job: TrackedJob, operation: Operation, base: string, call: CallCloud): Promise<void> {
    const items = job.items ?? []
    const args: Record<string, string> = { ...job.args, project_id: '-' }
    const urlOf = (name: string) =>
      `${base}/cloud/${job.connection}/${job.family}${operation.path.replace(/\{(\w+)\}/g, (_, param: string) =>
        encodeURIComponent(param === job.run ? name : (args[param] ?? '')),
      )}`
    let at = 0
    const work = async () => {
      for (let item = items[at++]; item; item = items[at++]) {
        if (stopped.has(job.id)) item.outcome = 'stopped'
        else {
          item.running = true
          jobs.save(job)
          Object.assign(item, await callOne(call, urlOf(item.name), operation.method))
          delete item.running
        }
        jobs.save(job)
      }
    }
    await Promise.all(Array.from({ length: PARALLEL }, work))
    jobs.save({ ...job, state: stateOf(items), finishedAt: new Date(clock.now()).toISOString() })
  }

  return {
    /** Answers `/api/runs…`; undefined for another path. `call` serves the calls of a run. */
    async handle(method: string, path: string, body: object, base: string, call: CallCloud) {
      const [, collection, id] = path.split('/')
      if (collection !== 'runs') return undefined
      if (method === 'DELETE' && id !== undefined) {
        if (jobs.all().find((job) => job.id === id)?.state !== 'running')
          return refuse(404, 'gantry.not_an_operation', 'There is no such run under way.')
        stopped.add(id)
        return answer(204)
      }
      if (method !== 'POST' || id !== undefined) return undefined
      const { items: names, ...request } = body as RunRequest
      const { operations } = await loadFacts(request.family)
      const operation = operations.find((one) => one.id === request.operationId)
      if (!operation)
        return refuse(400, 'gantry.bad_parameter', 'There is no such operation.', { field: 'operationId' })
      if (names.length === 0 || names.length > JOB_ITEMS)
        return refuse(400, 'gantry.bad_parameter', `This must be a list of 1 to ${JOB_ITEMS} names.`, {
          field: 'items',
        })
      const job: TrackedJob = {
        ...request,
        startedAt: new Date(clock.now()).toISOString(),
        state: 'running',
        items: names.map((name) => ({ name })),
        itemCount: names.length,
      }
      jobs.save(job)
      void carryOut(job, operation, base, call)
      return answer(201, job)
    },
  }
}
