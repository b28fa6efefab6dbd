/** Requests to any operation as its reference documents it: for the tests of the simulation. */
import type { Operation } from '~/contract/types.ts'
import { madeFrom } from './example.ts'
import type { Facts } from './facts.ts'
import { findFlaw } from './validate.ts'

/** An address of the operation; values that are not given are made up. */
export function addressOf(operation: Operation, values: Record<string, string> = {}): string {
  const path = operation.path.replaceAll(/\{(\w+)\}/g, (_all, name: string) =>
    encodeURIComponent(values[name] ?? 'example-1'),
  )
  return `https://cloud.test${path}`
}

/** A form with every part that the contract asks for, files and texts. */
function formOf(facts: Facts, operation: Operation): FormData {
  const { body } = facts.operationSchemas[operation.id] ?? {}
  const schema = facts.schemas[body?.$ref?.split('/').at(-1) ?? ''] ?? body
  const form = new FormData()
  for (const [name, field] of Object.entries(schema?.properties ?? {})) {
    const isFile = field.format === 'binary' || 'contentMediaType' in field
    if (isFile) form.append(name, new File(['a'], `${name}.csv`))
    else if (schema?.required?.includes(name)) form.append(name, String(madeFrom(facts, field)))
  }
  return form
}

/**
 * A request with the reference's own body where it prints one, else with the smallest values that the schemas allow.
 * @param known path values of resources that exist
 */
export async function documentedRequest(
  facts: Facts,
  operation: Operation,
  known: Readonly<Record<string, string>> = {},
): Promise<Request> {
  const { parameters = [], body: schema } = facts.operationSchemas[operation.id] ?? {}
  const required = parameters.filter((parameter) => parameter.required || parameter.in === 'path')
  const text = (name: string) => {
    const asked = known[name]
    if (asked !== undefined) return asked
    const parameter = required.find((one) => one.name === name)
    const made = parameter ? madeFrom(facts, parameter.schema) : undefined
    const first = String(Array.isArray(made) ? made[0] : (made ?? 'example-1'))
    // Values with a pattern cannot be made up; these fit every pattern of the contracts.
    const candidates = [
      first,
      '1',
      '1h',
      '2026-01-01T00:00:00Z',
      '2026-01-01 00:00:00',
      '1767225600000',
      `${'0'.repeat(32)}in09`,
    ]
    return candidates.find((value) => parameter && !findFlaw(facts, parameter.schema, value)) ?? first
  }
  const path = new URL(addressOf(operation, Object.fromEntries(required.map(({ name }) => [name, text(name)]))))
  for (const { name } of required.filter((parameter) => parameter.in === 'query'))
    path.searchParams.set(name, text(name))
  for (const [name, value] of Object.entries(operation.fixedQuery ?? {})) path.searchParams.set(name, value)
  const headers = new Headers(
    required.filter((parameter) => parameter.in === 'header').map(({ name }) => [name, text(name)]),
  )
  if (operation.body === 'multipart')
    return new Request(path, { method: operation.method, headers, body: formOf(facts, operation) })
  if (!schema) return new Request(path, { method: operation.method, headers })
  const printed = (await facts.examples()).find(
    (example) =>
      example.kind === 'request' && example.operationId === operation.id && !findFlaw(facts, schema, example.body),
  )
  headers.set('content-type', 'application/json')
  const body = printed ? printed.body : madeFrom(facts, schema)
  const whole = operation.fixedBody ? { ...(body as object), ...operation.fixedBody } : body
  return new Request(path, { method: operation.method, headers, body: JSON.stringify(whole) })
}
