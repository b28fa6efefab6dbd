/** `/api/views`: the views of lists that each user keeps under names. */
import { Hono, type Context } from 'hono'
import { VIEWS_KEPT, type SavedView } from '~/contract/console.ts'
import { readObject, type JsonObject } from '../body.ts'
import type { AppEnv } from '../context.ts'
import { optionalText, requiredText } from '../fields.ts'
import { badField } from '../problem.ts'
import { viewStore } from '../store/views.ts'
import type { AppDeps } from './deps.ts'
import { checkedId, json, noContent, resource, signedIn } from './resource.ts'

/** The longest query, each character escaped, and the rest. */
const LIMIT = 32 * 1024
const idPattern = /^[A-Za-z0-9-]{1,64}$/
/** As much as a link can be. */
const MAX_QUERY = 4000

function readView(body: JsonObject, id: string): SavedView {
  if (body.id !== id) throw badField('id', 'This must be the id in the address.')
  return {
    id,
    list: requiredText(body, 'list', { max: 200, pattern: /^[\w.-]+$/ }),
    name: requiredText(body, 'name', { max: 64, pattern: /\S/ }).trim(),
    // Without `?`: the rest of an address, never an address of its own.
    query: optionalText(body, 'query', { max: MAX_QUERY, pattern: /^[^?#\s]+$/ }) ?? '',
  }
}

const idIn = (c: Context<AppEnv>) => checkedId(c.req.param('id'), idPattern, 'view')

export function viewRoutes({ db }: AppDeps): Hono<AppEnv> {
  const app = new Hono<AppEnv>()
  const views = viewStore(db)

  resource(app, '/', {
    GET: async (c) => {
      const rows = await views.list(signedIn(c.var.context).userId)
      return json(c, { views: rows.map((row) => JSON.parse(row) as unknown) })
    },
  })

  resource(app, '/:id', {
    PUT: async (c) => {
      const { userId } = signedIn(c.var.context)
      const view = readView(await readObject(c.req.raw, LIMIT), idIn(c))
      if (!(await views.put(userId, view.id, JSON.stringify(view), VIEWS_KEPT)))
        throw badField('name', `There are ${VIEWS_KEPT} views already: delete one first.`)
      return noContent()
    },
    DELETE: async (c) => {
      await views.remove(signedIn(c.var.context).userId, idIn(c))
      return noContent()
    },
  })

  return app
}
