/** Bulk actions that our server carries out item by item (`/api/runs`), as the demo's server does it. */
import { JOB_ITEMS, type JobItem, type Problem, type RunRequest } from '~/contract/console.ts'
import { endedRun, interruptedRun, newRun, RUN_PARALLEL, runPath, type RunJob } from '~/contract/runs.ts'
import type { Operation } from '~/contract/types.ts'
import { limiter } from '~/lib/limiter.ts'
import { loadFacts } from '../facts.ts'
import type { Clock } from '../simulation.ts'
import type { createJobs } from './jobs.ts'
import { answer, refuse } from './problem.ts'

type Jobs = ReturnType<typeof createJobs>
/** Answers a request to `/cloud/…`. */
type CallCloud = (request: Request) => Promise<Response>

async function callOne(call: CallCloud, url: string, method: string): Promise<Pick<JobItem, 'outcome' | 'problem'>> {
  const response = await call(new Request(url, { method, headers: { 'x-gantry': '1' } }))
  if (response.ok) return { outcome: 'done' }
  // A connection that breaks has no body: nobody knows how it ended.
  if (response.type === 'error') return { outcome: 'unknown' }
  const problem = (await response.json()) as Problem
  return { outcome: problem.unknownOutcome ? 'unknown' : 'failed', problem }
}

export function createRuns(jobs: Jobs, clock: Clock) {
  const running = new Set<string>()
  const stopped = new Set<string>()
  // A reload ended what this page was doing.
  for (const job of jobs.all()) {
    const left = interruptedRun(job, clock.now())
    if (left) jobs.replace(left)
  }

  async function carryOut(job: RunJob, { method, path }: Operation, base: string, call: CallCloud): Promise<void> {
    const work = async (item: JobItem) => {
      if (stopped.has(job.id)) item.outcome = 'stopped'
      else {
        item.running = true
        jobs.replace(job)
        const url = `${base}/cloud/${job.connection}/${job.family}${runPath(path, job, item.name)}`
        Object.assign(item, await callOne(call, url, method))
        delete item.running
      }
      jobs.replace(job)
    }
    const inTurn = limiter(RUN_PARALLEL)
    running.add(job.id)
    await Promise.all(job.items.map((item) => inTurn(() => work(item)))).finally(() => running.delete(job.id))
    jobs.replace(endedRun(job, clock.now()))
  }

  return {
    /** Answers `/api/runs…`; undefined for another path. `call` serves the calls of a run. */
    async handle(method: string, path: string, body: object, base: string, call: CallCloud) {
      const [, collection, id] = path.split('/')
      if (collection !== 'runs') return undefined
      if (method === 'DELETE' && id !== undefined) {
        if (!running.has(id)) return refuse(404, 'gantry.not_an_operation', 'There is no such run under way.')
        stopped.add(id)
        return answer(204)
      }
      if (method !== 'POST' || id !== undefined) return undefined
      const request = body as RunRequest
      const { operations } = await loadFacts(request.family)
      const operation = operations.find((one) => one.id === request.operationId)
      if (!operation)
        return refuse(400, 'gantry.bad_parameter', 'There is no such operation.', { field: 'operationId' })
      const count = request.items.length
      if (count === 0 || count > JOB_ITEMS)
        return refuse(400, 'gantry.bad_parameter', `This must be a list of 1 to ${JOB_ITEMS} names.`, {
          field: 'items',
        })
      const job = newRun(request, clock.now())
      jobs.save(job)
      void carryOut(job, operation, base, call)
      return answer(201, job)
    },
  }
}
