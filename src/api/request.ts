/** From an operation and its arguments to the request that our server takes. Pure. */
import { argNames } from '~/contract/argNames.ts'
import type { ArgsOf, Operation } from '~/contract/types.ts'
import { scalarText, stringifyJson } from '~/lib/json.ts'

/** The arguments of an operation, and the connection through which it is called. */
export type CallArgs<Op> = ArgsOf<Op> & { connection: string }
export type AnyArgs = Record<string, unknown> & { connection: string }

/** Percent-encodes as RFC 3986 says (`encodeURIComponent` leaves `!'()*` alone). */
export function encode(value: string): string {
  return encodeURIComponent(value).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}

export interface BuiltRequest {
  method: string
  /** Contract path with values, `{project_id}` as `-`, with query. */
  path: string
  headers: Record<string, string>
  body?: string | FormData
}

/** Contract parameters only: what an operation does not know never reaches a key or an address. */
export function pickArgs(operation: Operation, args: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    argNames(operation)
      .filter((name) => args[name] !== undefined)
      .map((name) => [name, args[name]]),
  )
}

/** The path parameters that have no value yet; the server knows the project. */
export function missingArgs(operation: Operation, args: Record<string, unknown>): string[] {
  return [...operation.path.matchAll(/\{([^}]+)\}/g)]
    .map((match) => match[1] ?? '')
    .filter((name) => name !== 'project_id' && !operation.constants?.[name] && !args[name])
}

/**
 * Builds the request of an operation.
 * @throws TypeError when a path parameter is missing: a mistake of the page
 */
export function buildRequest(operation: Operation, args: Record<string, unknown>): BuiltRequest {
  const path = operation.path.replace(/\{([^}]+)\}/g, (_, name: string) => {
    if (name === 'project_id' && operation.family !== 'servicecomb') return '-'
    const value = operation.constants?.[name] ?? args[name]
    if (value === undefined || value === null || value === '')
      throw new TypeError(`${operation.id}: ${name} is missing`)
    return encode(scalarText(value) ?? '')
  })
  const query = (operation.query ?? []).flatMap((name) => {
    const value = operation.fixedQuery?.[name] ?? args[name]
    if (value === undefined || value === null) return []
    return (Array.isArray(value) ? value : [value]).map((one) => `${encode(name)}=${encode(String(one))}`)
  })
  const headers = Object.fromEntries(
    (operation.headers ?? []).filter((name) => args[name] !== undefined).map((name) => [name, String(args[name])]),
  )
  const given = operation.fixedBody ? { ...operation.fixedBody, ...(args['body'] as object | undefined) } : args['body']
  const body =
    given instanceof FormData
      ? given
      : given === undefined || !operation.body
        ? undefined
        : typeof given === 'string' && operation.body === 'text'
          ? given
          : stringifyJson(given)
  return {
    method: operation.method,
    path: query.length > 0 ? `${path}?${query.join('&')}` : path,
    headers,
    ...(body === undefined ? {} : { body }),
  }
}

/** A request for people to read before it is sent: `{project_id}` stays open, secrets are named by `secrets`. */
export interface PreviewedRequest {
  method: string
  path: string
  body?: unknown
  secrets?: Operation['secretsIn']
}

/** What a form will send for the values as they stand; undefined while a value of the address is missing. */
export function previewRequest<Op extends Operation>(operation: Op, args: CallArgs<Op>): PreviewedRequest | undefined {
  const values = args as Record<string, unknown>
  if (missingArgs(operation, values).length > 0) return undefined
  const { method, path } = buildRequest(operation, values)
  const body = operation.fixedBody
    ? { ...operation.fixedBody, ...(values['body'] as object | undefined) }
    : values['body']
  return {
    method,
    path: path.replace('/-/', '/{project_id}/'),
    ...(body === undefined ? {} : { body }),
    ...(operation.secretsIn ? { secrets: operation.secretsIn } : {}),
  }
}
