/** `/api/requests`: what each user called and saved in the API Explorer, without secrets. */
import { Hono } from 'hono'
import { PAST_KEPT, REQUESTS_ROOM, SAVED_KEPT } from '~/contract/requests.ts'
import { parseJson, stringifyJson } from '~/lib/json.ts'
import { readObject } from '../body.ts'
import type { AppEnv } from '../context.ts'
import { badField, Refusal } from '../problem.ts'
import { readPast, readSaved, requestIdPattern } from '../requests.ts'
import { requestStore } from '../store/requests.ts'
import type { AppDeps } from './deps.ts'
import { checkedId, jsonText, noContent, resource, signedIn } from './resource.ts'

/** The longest body that is kept and the rest, in bytes. */
const PAST_LIMIT = 128 * 1024
/** As many characters as there is room for. */
const SAVED_LIMIT = 3 * REQUESTS_ROOM

export function requestRoutes({ db }: AppDeps): Hono<AppEnv> {
  const app = new Hono<AppEnv>()
  const requests = requestStore(db)

  resource(app, '/', {
    GET: async (c) => {
      const { userId } = signedIn(c.var.context)
      const [past, saved] = await Promise.all([requests.listPast(userId), requests.listSaved(userId)])
      // The rows as they were written: numbers stay exact.
      return jsonText(c, `{"past":[${past.join()}],"saved":[${saved.join()}]}`)
    },
  })

  resource(app, '/past', {
    DELETE: async (c) => {
      await requests.removeAllPast(signedIn(c.var.context).userId)
      return noContent()
    },
  })

  resource(app, '/past/:id', {
    PUT: async (c) => {
      const { userId } = signedIn(c.var.context)
      const past = readPast(await readObject(c.req.raw, PAST_LIMIT, parseJson), requestId(c.req.param('id')))
      const room = { count: PAST_KEPT, characters: REQUESTS_ROOM }
      await requests.putPast(userId, past.id, stringifyJson(past), room)
      return noContent()
    },
    DELETE: async (c) => {
      await requests.removePast(signedIn(c.var.context).userId, requestIds(c.req.param('id')))
      return noContent()
    },
  })

  resource(app, '/saved/:id', {
    PUT: async (c) => {
      const { userId } = signedIn(c.var.context)
      const saved = readSaved(await readObject(c.req.raw, SAVED_LIMIT, parseJson), requestId(c.req.param('id')))
      const room = { count: SAVED_KEPT, characters: REQUESTS_ROOM }
      if (!(await requests.putSaved(userId, saved.id, saved.name, stringifyJson(saved), room)))
        throw new Refusal(
          413,
          'gantry.too_large',
          `There is room for ${SAVED_KEPT} saved requests and ${REQUESTS_ROOM} characters: remove one first.`,
        )
      return noContent()
    },
    DELETE: async (c) => {
      await requests.removeSaved(signedIn(c.var.context).userId, requestIds(c.req.param('id')))
      return noContent()
    },
  })

  return app
}

const requestId = (id: string | undefined) => checkedId(id, requestIdPattern, 'request')

function requestIds(text: string | undefined): string[] {
  const ids = (text ?? '').split(',').map(requestId)
  if (ids.length > Math.max(PAST_KEPT, SAVED_KEPT)) throw badField('id', 'There are too many.')
  return ids
}
