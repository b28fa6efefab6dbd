/** `/api/jobs`: the job tray's rows, per user. */
import { Hono, type Context } from 'hono'
import { readObject } from '../body.ts'
import type { AppEnv } from '../context.ts'
import { JOBS_KEPT, jobIdPattern, readJob } from '../jobs.ts'
import { jobStore } from '../store/jobs.ts'
import type { AppDeps } from './deps.ts'
import { checkedId, json, noContent, resource, signedIn } from './resource.ts'

/** Names of five hundred topics, each with what became of it. */
const LIMIT = 128 * 1024

const idIn = (c: Context<AppEnv>) => checkedId(c.req.param('id'), jobIdPattern, 'job')

export function jobRoutes({ db }: AppDeps): Hono<AppEnv> {
  const app = new Hono<AppEnv>()
  const jobs = jobStore(db)

  resource(app, '/', {
    GET: async (c) => {
      const rows = await jobs.list(signedIn(c.var.context).userId)
      return json(c, { jobs: rows.map((row) => JSON.parse(row) as unknown) })
    },
  })

  resource(app, '/:id', {
    PUT: async (c) => {
      const { userId } = signedIn(c.var.context)
      const job = readJob(await readObject(c.req.raw, LIMIT), idIn(c))
      await jobs.put(userId, job.id, Date.parse(job.startedAt), JSON.stringify(job), JOBS_KEPT)
      return noContent()
    },
    DELETE: async (c) => {
      await jobs.remove(signedIn(c.var.context).userId, idIn(c))
      return noContent()
    },
  })

  return app
}
