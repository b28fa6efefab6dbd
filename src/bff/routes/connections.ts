/** `/api/connections`: cloud accounts, regions and projects. Whatever touches a secret needs a fresh password. */
import { Hono } from 'hono'
import type { ConnectionTest } from '~/contract/console.ts'
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

  resource(app, '/', {
    GET: async (c) => json(c, { connections: await connections.list() }),
    POST: async (c) => {
      const draft = await draftOf(c.req.raw)
      const create = () => {
        requireFresh(c.var.context, draft)
        return connections.create(draft)
      }
      const event = { action: 'connection.create', target: described(draft) }
      return json(c, await audit.change(event, create, ({ id }) => ({ status: 201, connection: id })), 201)
    },
  })

  resource(app, '/test', {
    POST: async (c) => {
      const draft = await draftOf(c.req.raw)
      requireFresh(c.var.context, draft)
      const target = described(draft)
      const event = { action: 'connection.testDraft', connection: draft.id, target }
      return json(c, await audit.change(event, () => connections.testDraft(draft), tested(target)))
    },
  })

  resource(app, '/projects', {
    POST: async (c) => {
      const draft = await draftOf(c.req.raw)
      requireFresh(c.var.context, draft)
      const event = { action: 'connection.projects', connection: draft.id, target: described(draft) }
      return json(c, { projects: await audit.change(event, () => connections.projects(draft), done) })
    },
  })

  resource(app, '/:id', {
    PUT: async (c) => {
      const id = c.req.param('id') ?? ''
      const draft = await draftOf(c.req.raw)
      const { fresh } = signedIn(c.var.context)
      const event = { action: 'connection.update', connection: id, target: described(draft) }
      const update = () => connections.update(id, draft, fresh)
      return json(c, await audit.change(event, update, done))
    },
    DELETE: async (c) => {
      const id = c.req.param('id') ?? ''
      const event = { action: 'connection.delete', connection: id }
      await audit.change(event, () => connections.remove(id), empty)
      return noContent()
    },
  })

  resource(app, '/:id/test', {
    POST: async (c) => {
      const id = c.req.param('id') ?? ''
      const event = { action: 'connection.test', connection: id }
      return json(c, await audit.change(event, () => connections.test(id), tested({})))
    },
  })

  resource(app, '/:id/engines/:engine', {
    PUT: async (c) => {
      const id = c.req.param('id') ?? ''
      const engine = engineOf(c.req.param('engine'))
      const account = readEngineAccount(await readObject(c.req.raw, LIMIT))
      const put = async () => {
        if (!signedIn(c.var.context).fresh) throw reauthRequired()
        await connections.putEngine(id, engine, account)
      }
      await audit.change(
        { action: 'engine.account', connection: id, target: { engine, name: account.name } },
        put,
        empty,
      )
      return noContent()
    },
    DELETE: async (c) => {
      const id = c.req.param('id') ?? ''
      const engine = engineOf(c.req.param('engine'))
      const event = { action: 'engine.accountDelete', connection: id, target: { engine } }
      await audit.change(event, () => connections.removeEngine(id, engine), empty)
      return noContent()
    },
  })

  return app
}

function engineOf(text = ''): string {
  if (!/^[\w-]{1,64}$/.test(text)) throw badField('engine_id', 'This is not the id of an engine.')
  return text
}

const done = () => ({ status: 200 })
const empty = () => ({ status: 204 })

/** What the audit record says of a test: what did not pass, although the answer that says so is a good one. */
const tested =
  (target: Record<string, string>) =>
  ({ ok, checks }: ConnectionTest) => {
    const failed = checks
      .filter((check) => !check.ok)
      .map(({ endpoint, problem }) => `${endpoint} ${problem?.code ?? ''}`)
    return {
      status: ok ? 200 : 502,
      target: failed.length > 0 ? { ...target, failed: failed.join(', ') } : target,
    }
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
