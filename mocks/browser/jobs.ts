import type { TrackedJob } from '~/contract/console.ts'
import { answer } from './problem.ts'
import type { Memory } from './session.ts'

const KEPT = 100

/** The jobs that the tray follows; they survive a reload. */
export function createJobs(memory: Memory) {
  const read = () => JSON.parse(memory.get('jobs') ?? '[]') as TrackedJob[]
  const write = (jobs: readonly TrackedJob[]) => memory.set('jobs', JSON.stringify(jobs.slice(0, KEPT)))
  const put = (job: TrackedJob) =>
    write([job, ...read().filter(({ id }) => id !== job.id)].sort((a, b) => b.startedAt.localeCompare(a.startedAt)))
  return {
    all: read,
    /** Keeps a job, in the place of an older record of it. */
    save: put,
    /** Keeps it if it is still there: what its user took off the list stays off. */
    replace(job: TrackedJob) {
      if (read().some(({ id }) => id === job.id)) put(job)
    },
    /** Answers `/api/jobs…`; undefined for another path. */
    handle(method: string, path: string, body: unknown): Response | undefined {
      const [, collection, id] = path.split('/')
      if (collection !== 'jobs') return undefined
      const jobs = read()
      if (method === 'GET' && id === undefined) return answer(200, { jobs })
      if (id === undefined) return undefined
      const others = jobs.filter((job) => job.id !== decodeURIComponent(id))
      if (method === 'PUT') {
        put(body as TrackedJob)
        return answer(204)
      }
      if (method === 'DELETE') {
        write(others)
        return answer(204)
      }
      return undefined
    },
  }
}
