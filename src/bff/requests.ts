/**
 * Past calls and saved requests of the API Explorer, as far as they may be kept: the browser has taken the secrets out
 * before, and nothing depends on that.
 */
import { argNames } from '~/contract/argNames.ts'
import { dropSecrets } from '~/contract/dropSecrets.ts'
import { allOperations } from '~/contract/generated/all.ts'
import { fitPast, type PastRequest, type SavedRequest } from '~/contract/requests.ts'
import { ENGINE_VALUE, families, type Operation } from '~/contract/types.ts'
import { scalarText, stringifyJson } from '~/lib/json.ts'
import type { JsonObject } from './body.ts'
import { optionalChoice, optionalObject, optionalText, requiredText, requiredTime } from './fields.ts'
import { badField } from './problem.ts'

export const requestIdPattern = /^[A-Za-z0-9-]{1,64}$/
/** Characters of all arguments but the body. */
const MAX_ARGS = 8000

/** @throws Refusal 400 naming the field */
export function readPast(body: JsonObject, id: string): PastRequest {
  return fitPast({
    ...readKept(body, id),
    connection: requiredText(body, 'connection', { max: 64 }),
    status: requiredCount(body, 'status', 599),
    ms: requiredCount(body, 'ms', Number.MAX_SAFE_INTEGER),
    requestId: optionalText(body, 'requestId', { max: 128 }) ?? '',
    code: optionalText(body, 'code', { max: 100 }),
    ...(body.isCut === true ? { isCut: true } : {}),
  })
}

/** @throws Refusal 400 naming the field */
export function readSaved(body: JsonObject, id: string): SavedRequest {
  return { ...readKept(body, id), name: requiredText(body, 'name', { max: 120, pattern: /\S/ }).trim() }
}

function readKept(body: JsonObject, id: string): Omit<SavedRequest, 'name'> {
  if (body.id !== id) throw badField('id', 'This must be the id in the address.')
  const family = optionalChoice(body, 'family', families)
  if (!family) throw badField('family', 'This is required.')
  const operationId = requiredText(body, 'operationId', { max: 100 })
  const operation = allOperations.find((one) => one.family === family && one.id === operationId)
  if (!operation) throw badField('operationId', 'There is no such operation.')
  const given = optionalObject(body, 'args')
  if (!given) throw badField('args', 'This is required.')
  return { id, family, operationId, args: readArgs(operation, given), at: requiredTime(body, 'at') }
}

/** What the operation takes and nothing else: credentials have no place among it but the secret fields of the body. */
function readArgs(operation: Operation, given: JsonObject): Record<string, unknown> {
  const { body, ...args } = given
  const names = new Set(argNames(operation))
  if (operation.family === 'servicecomb') names.add(ENGINE_VALUE)
  for (const [name, value] of Object.entries(args)) {
    const field = `args.${name.slice(0, 100)}`
    if (!names.has(name)) throw badField(field, 'The operation has no such argument.')
    if (!isPlain(value)) throw badField(field, 'This must be a text, a number, yes or no, or a list of these.')
  }
  if (stringifyJson(args).length > MAX_ARGS) throw badField('args', `These have at most ${MAX_ARGS} characters.`)
  if (body === undefined) return args
  if (operation.body !== 'json') throw badField('args.body', 'A body of this operation is not kept.')
  // A text could hold what is secret in an object.
  if (body === null || typeof body !== 'object' || scalarText(body) !== undefined)
    throw badField('args.body', 'This must be an object or a list.')
  return { ...args, body: dropSecrets(operation, body) }
}

function isPlain(value: unknown): boolean {
  if (Array.isArray(value)) return value.every((one: unknown) => scalarText(one) !== undefined)
  // null stands for what is not sent.
  return value === null || scalarText(value) !== undefined
}

function requiredCount(body: JsonObject, name: string, most: number): number {
  const value = body[name]
  if (!Number.isSafeInteger(value) || Number(value) < 0 || Number(value) > most)
    throw badField(name, `This must be a whole number from 0 to ${most}.`)
  return Number(value)
}
