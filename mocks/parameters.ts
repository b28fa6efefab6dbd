import type { ParameterNode, SchemaNode } from '~/contract/schema.ts'
import type { Operation } from '~/contract/types.ts'
import { Exact } from '~/lib/json.ts'
import { invalid } from './envelope.ts'
import type { Facts } from './facts.ts'
import { findFlaw } from './validate.ts'

function resolve(facts: Facts, schema: SchemaNode): SchemaNode {
  const name = schema.$ref?.split('/').at(-1)
  return (name === undefined ? undefined : facts.schemas[name]) ?? schema
}

function typesOf(facts: Facts, schema: SchemaNode): string[] {
  const found = resolve(facts, schema)
  return [found.type ?? [], ...(found.anyOf ?? []).map((part) => typesOf(facts, part))].flat()
}

/** Text of the address as the schema's type; text that does not read as one stays text and is refused later. */
function typed(facts: Facts, schema: SchemaNode, text: string): unknown {
  const types = typesOf(facts, schema)
  if (types.includes('string')) return text
  if ((types.includes('integer') || types.includes('number')) && /^-?\d+(\.\d+)?$/.test(text)) {
    return String(Number(text)) === text ? Number(text) : new Exact(text)
  }
  if (types.includes('boolean') && /^(true|false)$/.test(text)) return text === 'true'
  return text
}

function readQuery(facts: Facts, parameter: ParameterNode, query: URLSearchParams): unknown {
  const texts = query.getAll(parameter.name)
  const schema = resolve(facts, parameter.schema)
  if (texts.length === 0) return undefined
  if (!typesOf(facts, schema).includes('array')) return typed(facts, schema, texts[0] ?? '')
  const parts = texts.length === 1 ? (texts[0] ?? '').split(',') : texts
  return parts.map((part) => typed(facts, schema.items ?? {}, part))
}

/**
 * Reads path, query and header parameters by wire name and checks them. Query parameters that the contract does not
 * know are ignored, as the cloud ignores them.
 * @throws CloudProblem with the family's "invalid parameter" code
 */
export function readParameters(
  facts: Facts,
  operation: Operation,
  params: Readonly<Record<string, string>>,
  query: URLSearchParams,
  headers: Headers,
): Record<string, unknown> {
  const args: Record<string, unknown> = {}
  for (const parameter of facts.operationSchemas[operation.id]?.parameters ?? []) {
    const text = parameter.in === 'path' ? params[parameter.name] : (headers.get(parameter.name) ?? undefined)
    const value =
      parameter.in === 'query' ? readQuery(facts, parameter, query) : text && typed(facts, parameter.schema, text)
    if (value === undefined || value === '') {
      if (parameter.required) throw invalid(facts, parameter.name, 'is missing')
      continue
    }
    const flaw = findFlaw(facts, parameter.schema, value)
    if (flaw) throw invalid(facts, parameter.name, flaw.message)
    args[parameter.name] = value
  }
  return args
}

const isFile = (schema: SchemaNode) => schema.format === 'binary' || 'contentMediaType' in schema

/**
 * Reads the parts of a form by name: texts as the types of the contract, files by their names.
 * @throws CloudProblem with the family's "invalid parameter" code, naming the part
 */
export function readForm(facts: Facts, operation: Operation, form: unknown): Record<string, unknown> {
  const schema = resolve(facts, facts.operationSchemas[operation.id]?.body ?? {})
  if (!(form instanceof FormData)) throw invalid(facts, '', 'is no form')
  const parts: Record<string, unknown> = {}
  for (const [name, part] of form) {
    const field = schema.properties?.[name]
    if (!field) throw invalid(facts, name, 'is not known')
    const wanted = resolve(facts, field)
    if (isFile(wanted) !== part instanceof File)
      throw invalid(facts, name, isFile(wanted) ? 'is not a file' : 'is not a text')
    parts[name] = part instanceof File ? part.name : typed(facts, wanted, part)
  }
  for (const [name, field] of Object.entries(schema.properties ?? {}))
    if (field['x-form-required'] === true && !(name in parts)) throw invalid(facts, name, 'is missing')
  return parts
}

/**
 * Checks a body: JSON, or the parts of a form.
 * @throws CloudProblem with the family's "invalid parameter" code, naming the field
 */
export function checkBody(facts: Facts, operation: Operation, body: unknown): void {
  const { body: schema, bodyRequired } = facts.operationSchemas[operation.id] ?? {}
  if (!schema) return
  if (body === undefined) {
    if (bodyRequired) throw invalid(facts, '', 'is missing')
    return
  }
  const flaw = findFlaw(facts, schema, body)
  if (flaw) throw invalid(facts, flaw.path, flaw.message)
}
