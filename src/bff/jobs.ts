/** The jobs of each user as the job tray keeps them. */
import { families } from '~/contract/types.ts'
import { JOB_ITEMS, type JobItem, type TrackedJob } from '~/contract/console.ts'
import type { JsonObject } from './body.ts'
import { optionalChoice, optionalObject, optionalText, requiredText, requiredTime } from './fields.ts'
import { badField } from './problem.ts'

export const JOBS_KEPT = 200
export const jobIdPattern = /^[A-Za-z0-9._:-]{1,100}$/

/** Checks a job and cuts it down to its own fields. @throws Refusal 400 naming the field */
export function readJob(body: JsonObject, id: string): TrackedJob {
  if (body.id !== id) throw badField('id', 'This must be the id in the address.')
  const family = optionalChoice(body, 'family', families)
  const state = optionalChoice(body, 'state', ['running', 'done', 'failed', 'unknown'])
  if (!family) throw badField('family', 'This is required.')
  if (!state) throw badField('state', 'This is required.')
  const given = optionalObject(body, 'args') ?? {}
  const names = Object.keys(given)
  if (names.length > 20) throw badField('args', 'There are too many.')
  return {
    id,
    connection: requiredText(body, 'connection', { max: 64 }),
    family,
    operationId: requiredText(body, 'operationId', { max: 100 }),
    args: Object.fromEntries(
      names.map((name) => [name.slice(0, 100), requiredText(given, name, { max: 512 }, `args.${name}`)]),
    ),
    title: requiredText(body, 'title', { max: 300 }),
    jobId: optionalText(body, 'jobId', { max: 128 }),
    startedAt: requiredTime(body, 'startedAt'),
    state,
    finishedAt: body.finishedAt === undefined ? undefined : requiredTime(body, 'finishedAt'),
    message: optionalText(body, 'message', { max: 2000, multiline: true }),
    items: optionalItems(body),
    itemCount: optionalCount(body),
    set: optionalSettings(body),
  }
}

function optionalItems({ items }: JsonObject): JobItem[] | undefined {
  if (items === undefined) return undefined
  if (!Array.isArray(items) || items.length > JOB_ITEMS) throw badField('items', 'This is not a list, or too long.')
  return items.map((item: unknown, index) => {
    const field = `items[${index}]`
    if (typeof item !== 'object' || item === null) throw badField(field, 'This must be an object.')
    const from = item as JsonObject
    return {
      name: requiredText(from, 'name', { max: 512 }, `${field}.name`),
      outcome: optionalChoice(from, 'outcome', ['done', 'failed', 'unknown'], `${field}.outcome`),
    }
  })
}

function optionalCount({ itemCount }: JsonObject): number | undefined {
  if (itemCount === undefined) return undefined
  if (!Number.isSafeInteger(itemCount) || Number(itemCount) < 0) throw badField('itemCount', 'This must be a count.')
  return Number(itemCount)
}

function optionalSettings(body: JsonObject): TrackedJob['set'] {
  const given = optionalObject(body, 'set')
  if (!given) return undefined
  const settings = Object.entries(given)
  const isSetting = ([name, value]: [string, unknown]) =>
    name.length <= 100 &&
    (['number', 'boolean'].includes(typeof value) || (typeof value === 'string' && value.length <= 512))
  if (settings.length > 20 || !settings.every(isSetting)) throw badField('set', 'This must hold a few plain values.')
  return given as TrackedJob['set']
}
