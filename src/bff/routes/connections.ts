/** `/api/connections`: cloud accounts, regions and projects. Whatever touches a secret needs a fresh password. */
import { Hono } from 'hono'
import { readObject } from '../body.ts'
import { reauthRequired } from '../connections/connections.ts'
import { readDraft, readEngineAccount, type CheckedDraft } from '../connections/draft.ts'
import type { AppEnv, RequestContext } from '../context.ts'
import { badField } from '../problem.ts'
import type { AppDeps } from './deps.ts'
import { json, noContent, resource, signedIn } from './resource.ts'

/** Five certificate chains and the rest. */
const LIMIT = 512 * 1024

export function connectionRoutes({ audit, config, connections }: AppDeps): Hono<AppEnv> {
  const app = new Hono<AppEnv>()
  const draftOf = async (request: Request) => readDraft(await readObject(request, LIMIT), config.privateEndpoints)

  /** The simulated cloud has no secret of anybody's. */
  const requireFresh = (context: RequestContext, draft: CheckedDraft) => {
    if (!draft.simulated && !signedIn(context).fresh) throw reauthRequired()
  }

  /** Runs a change and records how it ended. */
  async function recorded<T>(
    action: string,
    connection: string | undefined,
    target: Record<string, string>,
    status: number,
    work: () => Promise<T>,
  ): Promise<T> {
    try {
      const result = await work()
      const made = connection ?? (result as { id?: string } | undefined)?.id
      await audit.record({ action, connection: made, target, status })
      return result
    } catch (error) {
      await audit.record({ action, connection, target, status: (error as { status?: number }).status ?? 500 })
      throw error
    }
  }

  resource(app, '/', {
    GET: async (c) => json(c, { connections: await connections.list() }),
    POST: async (c) => {
      const draft = await draftOf(c.req.raw)
      const made = await recorded('connection.create', undefined, described(draft), 201, async () => {
        requireFresh(c.var.context, draft)
        return connections.create(draft)
      })
      return json(c, made, 201)
    },
  })

  resource(app, '/test', {
    POST: async (c) => {
      const draft = await draftOf(c.req.raw)
      requireFresh(c.var.context, draft)
      return json(
        c,
        await recorded('connection.testDraft', draft.id, described(draft), 200, () => connections.testDraft(draft)),
      )
    },
  })

  resource(app, '/projects', {
    POST: async (c) => {
      const draft = await draftOf(c.req.raw)
      requireFresh(c.var.context, draft)
      return json(c, { projects: await connections.projects(draft) })
    },
  })

  resource(app, '/:id', {
    PUT: async (c) => {
      const id = c.req.param('id') ?? ''
      const draft = await draftOf(c.req.raw)
      const { fresh } = signedIn(c.var.context)
      return json(
        c,
        await recorded('connection.update', id, described(draft), 200, () => connections.update(id, draft, fresh)),
      )
    },
    DELETE: async (c) => {
      const id = c.req.param('id') ?? ''
      await recorded('connection.delete', id, {}, 204, () => connections.remove(id))
      return noContent()
    },
  })

  resource(app, '/:id/test', {
    POST: async (c) => {
      const id = c.req.param('id') ?? ''
      return json(c, await recorded('connection.test', id, {}, 200, () => connections.test(id)))
    },
  })

  resource(app, '/:id/engines/:engine', {
    PUT: async (c) => {
      const id = c.req.param('id') ?? ''
      const engine = engineOf(c.req.param('engine'))
      const account = readEngineAccount(await readObject(c.req.raw, LIMIT))
      await recorded('engine.account', id, { engine, name: account.name }, 204, async () => {
        if (!signedIn(c.var.context).fresh) throw reauthRequired()
        await connections.putEngine(id, engine, account)
      })
      return noContent()
    },
    DELETE: async (c) => {
      const id = c.req.param('id') ?? ''
      const engine = engineOf(c.req.param('engine'))
      await recorded('engine.accountDelete', id, { engine }, 204, () => connections.removeEngine(id, engine))
      return noContent()
    },
  })

  return app
}

function engineOf(text = ''): string {
  if (!/^[\w-]{1,64}$/.test(text)) throw badField('engine_id', 'This is not the id of an engine.')
  return text
}

/** What the audit record says of a draft: where it points, and whether credentials came with it. */
function described(draft: CheckedDraft): Record<string, string> {
  return {
    name: draft.name,
    region: draft.region,
    ...(draft.projectId === undefined ? {} : { projectId: draft.projectId }),
    ...Object.fromEntries(Object.entries(draft.endpoints).map(([family, url]) => [`endpoint.${family}`, url])),
    ...(draft.credential ? { changes: `credential (${draft.credential.kind})` } : {}),
    ...(draft.simulated ? { simulated: 'yes' } : {}),
  }
}
