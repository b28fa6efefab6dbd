/** `/api/runs`: bulk actions that the server carries out item by item; their records are jobs. */
import { Hono } from 'hono'
import { JOB_ITEMS, type RunRequest } from '~/contract/console.ts'
import { allOperations } from '~/contract/generated/all.ts'
import { families, type Operation } from '~/contract/types.ts'
import { readObject, type JsonObject } from '../body.ts'
import type { AppEnv } from '../context.ts'
import { optionalChoice, optionalObject, requiredText } from '../fields.ts'
import { jobIdPattern } from '../jobs.ts'
import { badField, Refusal } from '../problem.ts'
import type { Runs } from '../runs.ts'
import { json, noContent, resource, signedIn } from './resource.ts'

const LIMIT = 128 * 1024
/** Values that a path may hold; the proxy looks at each again. */
const MAX_VALUE = 512

/** The operation of a run: a change of one object that its path names, without a body (which could hold secrets). */
function operationOf(family: string, id: string): Operation {
  const operation = allOperations.find((one) => one.family === family && one.id === id)
  if (!operation) throw badField('operationId', 'There is no such operation.')
  if (operation.method === 'GET' || (operation.body && operation.method !== 'DELETE') || family === 'servicecomb')
    throw badField('operationId', 'This operation cannot be run over many items.')
  return operation
}

function readRun(body: JsonObject): { request: RunRequest; operation: Operation } {
  const text = (name: string, max = 100) => requiredText(body, name, { max })
  const family = optionalChoice(body, 'family', families)
  if (!family) throw badField('family', 'This is required.')
  const operation = operationOf(family, text('operationId'))
  const params = [...operation.path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name)
  const run = text('run')
  if (!params.includes(run) || run === 'project_id') throw badField('run', 'The path has no such parameter.')
  const given = optionalObject(body, 'args') ?? {}
  const args = Object.fromEntries(
    params
      .filter((name) => name !== run && name !== 'project_id')
      .map((name) => [name, requiredText(given, name, { max: MAX_VALUE }, `args.${name}`)]),
  )
  return {
    operation,
    request: {
      id: requiredText(body, 'id', { max: 100, pattern: jobIdPattern }),
      connection: text('connection', 64),
      family,
      operationId: operation.id,
      args,
      title: text('title', 300),
      run,
      items: itemsIn(body),
    },
  }
}

function itemsIn({ items }: JsonObject): string[] {
  if (!Array.isArray(items) || items.length === 0 || items.length > JOB_ITEMS)
    throw badField('items', `This must be a list of 1 to ${JOB_ITEMS} names.`)
  const names = items.map((name: unknown, at) => requiredText({ name }, 'name', { max: MAX_VALUE }, `items[${at}]`))
  if (new Set(names).size < names.length) throw badField('items', 'A name stands twice.')
  return names
}

export function runRoutes(runs: Runs): Hono<AppEnv> {
  const app = new Hono<AppEnv>()

  resource(app, '/', {
    POST: async (c) => {
      const { context } = c.var
      signedIn(context)
      const { request, operation } = readRun(await readObject(c.req.raw, LIMIT))
      return json(c, await runs.start(context, request, operation), 201)
    },
  })

  resource(app, '/:id', {
    DELETE: (c) => {
      if (!runs.stop(signedIn(c.var.context).userId, c.req.param('id') ?? ''))
        throw new Refusal(404, 'gantry.not_an_operation', 'There is no such run under way.')
      return noContent()
    },
  })

  return app
}
