/** Writes the schemas of a family as TypeScript. Integers of 64 bits are `WireNumber`; open enums take any string. */
import type { Document, Schema, Source } from './document.ts'
import { isGiven } from './document.ts'

const bare = /^[A-Za-z_$][\w$]*$/
const key = (name: string) => (bare.test(name) ? name : JSON.stringify(name))
const typeName = (name: string) => name.replace(/[^\w$]/g, '_')

function enumType(schema: Schema): string {
  const values = (schema.enum ?? []).map((value) => JSON.stringify(value))
  if (!schema['x-enum-open']) return values.join(' | ')
  return schema.type === 'integer' || schema.type === 'number' ? 'number' : `${values.join(' | ')} | (string & {})`
}

function objectType(schema: Schema): string {
  const required = new Set(schema.required)
  const fields = Object.entries(schema.properties ?? {}).map(([name, field]) => {
    const description =
      typeof field['description'] === 'string' ? `/** ${field['description'].replaceAll('*/', '* /')} */ ` : ''
    return `${description}${key(name)}${required.has(name) ? '' : '?'}: ${type(field)}`
  })
  const extra = schema['additionalProperties']
  const map =
    extra && typeof extra === 'object'
      ? `Record<string, ${type(extra as Schema)}>`
      : extra === true
        ? 'Record<string, unknown>'
        : ''
  if (fields.length === 0) return map || 'Record<string, unknown>'
  const object = `{ ${fields.join('; ')} }`
  return map ? `${object} & ${map}` : object
}

/** The type of the value after the client has brought it into the shape that `x-normalize` asks for. */
function type(schema: Schema | undefined): string {
  if (!schema) return 'unknown'
  if (schema.$ref) return `T.${typeName(schema.$ref.split('/').at(-1) ?? '')}`
  const parts = (schema['oneOf'] ?? schema['anyOf']) as Schema[] | undefined
  if (schema['x-normalize'] === 'array' && parts) return type(parts.find((part) => part.type === 'array'))
  if (schema['x-normalize'] === 'integer') return 'number'
  if (schema.enum) return `(${enumType(schema)})`
  if (schema['const'] !== undefined) return JSON.stringify(schema['const'])
  if (Array.isArray(schema.type)) return `(${schema.type.map((one) => type({ ...schema, type: one })).join(' | ')})`
  if (schema['allOf'])
    return [...(schema['allOf'] as Schema[]).map(type), ...(schema.properties ? [objectType(schema)] : [])].join(' & ')
  if (parts && !schema.properties) return `(${[...new Set(parts.map(type))].join(' | ')})`
  switch (schema.type) {
    case 'string':
      return schema['format'] === 'binary' ? 'Blob' : 'string'
    case 'integer':
      return schema['format'] === 'int64' || schema['x-unsafe-integer'] ? 'WireNumber' : 'number'
    case 'number':
    case 'boolean':
    case 'null':
      return schema.type
    case 'array':
      return `Array<${type(schema.items)}>`
    default:
      return schema.type === 'object' || schema.properties || schema['additionalProperties']
        ? objectType(schema)
        : 'unknown'
  }
}

/** `types.ts`: every component schema by its contract name. */
export function writeTypes(document: Document): string {
  const lines = Object.entries(document.schemas).map(([name, schema]) => {
    const description =
      typeof schema['description'] === 'string' ? `/** ${schema['description'].replaceAll('*/', '* /')} */\n` : ''
    return `${description}export type ${typeName(name)} = ${type(schema)}`
  })
  return `import type { WireNumber } from '../../../lib/json.ts'\nimport type * as T from './types.ts'\n\nexport type { WireNumber }\n${lines.join('\n')}\n`
}

/** The type of an operation's arguments: parameters by wire name, and `body`. */
export function argsType(document: Document, source: Source): string {
  const fixedQuery = Object.keys((source.variant?.['query'] ?? {}) as object)
  const optional = new Set(source.variant?.['query'] ? ['action'] : [])
  const fields = source.parameters
    .filter(
      (parameter) =>
        !isGiven(document, parameter) && !fixedQuery.includes(parameter.name) && !optional.has(parameter.name),
    )
    .map((parameter) => `${key(parameter.name)}${parameter.required ? '' : '?'}: ${type(parameter.schema)}`)
  if (source.body) {
    const fixed = Object.keys((source.variant?.['body'] ?? {}) as object)
    const given = type(source.body)
    const required = (source.raw['requestBody'] as { required?: boolean } | undefined)?.required !== false
    fields.push(
      `body${required && fixed.length === 0 ? '' : '?'}: ${fixed.length > 0 ? `Omit<${given}, ${fixed.map((name) => JSON.stringify(name)).join(' | ')}>` : given}`,
    )
  }
  return fields.length > 0 ? `{ ${fields.join('; ')} }` : 'Record<never, never>'
}

/** The type of an operation's answer. */
export function resultType(source: Source): string {
  if (!source.answer) return 'void'
  if (source.answerType !== 'application/json') return 'Blob'
  return type(source.answer)
}
