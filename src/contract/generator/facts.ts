/** Writes what forms and validators need: field facts, schemas, statuses. */
import type { Family, FieldFact, Risk } from '../types.ts'
import type { Document, Json, JsonObject, Schema, Source } from './document.ts'
import { isGiven } from './document.ts'

const numberOf = (value: Json | undefined) => (typeof value === 'number' ? value : undefined)

function fact(
  document: Document,
  given: Schema,
  own: JsonObject,
  required: boolean,
  risk: Risk | undefined,
): FieldFact {
  const schema = { ...document.resolve(given), ...(given.$ref ? { ...given, $ref: undefined } : {}) } as Schema
  const kind = (Array.isArray(schema.type) ? schema.type.find((one) => one !== 'null') : schema.type) ?? 'object'
  const items = kind === 'array' ? document.resolve(schema.items) : undefined
  const choice = items?.enum ? items : schema
  const labels = (choice['x-enum-labels'] ?? {}) as Record<string, string>
  const preferred = (choice['x-enum-preferred'] ?? choice.enum) as Json[] | undefined
  const deprecated = (choice['x-enum-deprecated'] ?? []) as Json[]
  const options = (own['x-options'] ?? schema['x-options'] ?? items?.['x-options']) as
    | { operationId?: string | null; family?: Family; items?: string; value?: string; label?: string }
    | undefined
  return {
    type: kind as FieldFact['type'],
    description: (own['description'] ?? schema['description']) as string | undefined,
    required: required || undefined,
    enum: preferred
      ?.filter((value) => !deprecated.includes(value))
      .map((value) => ({ value: value as string, label: labels[String(value)] ?? String(value) })),
    open: choice['x-enum-open'] ? true : undefined,
    min: numberOf(schema['minimum']) ?? numberOf(schema['x-minimum']),
    max: numberOf(schema['maximum']) ?? numberOf(schema['x-maximum']),
    minLength: numberOf(schema['minLength']),
    maxLength: numberOf(schema['maxLength']),
    minItems: numberOf(schema['minItems']),
    maxItems: numberOf(schema['maxItems']),
    pattern: schema['pattern'] as string | undefined,
    unit: schema['x-unit'] as string | undefined,
    secret: schema['x-secret'] || schema['format'] === 'password' ? true : undefined,
    format: (schema['x-format'] ?? schema['format']) as string | undefined,
    default: schema['default'] as unknown,
    options:
      options?.operationId && options.value
        ? {
            operationId: options.operationId,
            family: options.family,
            items: options.items,
            value: options.value,
            label: options.label ?? options.value,
          }
        : undefined,
    risk,
  }
}

/** Required by the contract, or pointless without (`x-form-required`). */
function requiredNames(schema: Schema): Set<string> {
  const form = schema['x-form-required']
  return new Set([...(schema.required ?? []), ...(Array.isArray(form) ? (form as string[]) : [])])
}

function fieldsOf(document: Document, source: Source): Record<string, FieldFact> {
  const facts: Record<string, FieldFact> = {}
  for (const parameter of source.parameters) {
    if (isGiven(document, parameter)) continue
    facts[parameter.name] = fact(
      document,
      parameter.schema,
      parameter,
      parameter.required === true || parameter['x-form-required'] === true,
      undefined,
    )
  }
  const risks = (source.raw['x-risk-fields'] ?? {}) as Record<string, Risk>
  const addBody = (given: Schema | undefined): void => {
    const body = document.resolve(given)
    for (const part of (body['allOf'] ?? []) as Schema[]) addBody(part)
    const required = requiredNames(body)
    for (const [name, field] of Object.entries(body.properties ?? {}))
      facts[name] = fact(document, field, field, required.has(name) || field['x-form-required'] === true, risks[name])
  }
  addBody(source.body)
  return facts
}

/** `fields.ts`: the facts of every parameter and every top-level body field, one constant per operation. */
export function writeFields(document: Document): string {
  const rows = document.sources.map((source) => {
    const facts = fieldsOf(document, source)
    const names =
      Object.keys(facts)
        .map((name) => JSON.stringify(name))
        .join(' | ') || 'never'
    return `export const ${source.id}Fields: Record<${names}, FieldFact> = ${JSON.stringify(facts)}`
  })
  return `import type { FieldFact } from '../../types.ts'\n\n${rows.join('\n')}\n`
}

/** Facts about the reference itself; of no use at run time. */
const dropped = new Set([
  'x-source',
  'x-section',
  'x-document-table',
  'x-document-name',
  'x-document-example-only',
  'x-enum-source',
  'x-origin',
])

function strip(node: Json | undefined): Json | undefined {
  if (Array.isArray(node)) return node.map((one) => strip(one) as Json)
  if (node === null || typeof node !== 'object') return node
  return Object.fromEntries(
    Object.entries(node)
      .filter(([name]) => !dropped.has(name))
      .map(([name, value]) => [name, strip(value)]),
  )
}

/** Whether a query parameter is what tells the variants of an operation apart: a variant has its value, or has it not at all. */
function choosesVariant(source: Source, name: string): boolean {
  const variants = source.variant ? ((source.raw['x-variants'] ?? []) as JsonObject[]) : []
  return variants.some((variant) => name in ((variant['query'] ?? {}) as object))
}

/** `schemas.ts`: JSON Schema (2020-12) of components, parameters, bodies and answers; references are `#/components/schemas/…`. */
export function writeSchemas(document: Document): string {
  const operations = Object.fromEntries(
    document.sources.map((source) => [
      source.id,
      strip({
        parameters: source.parameters.filter(
          (one) => !isGiven(document, one) && !choosesVariant(source, one.name),
        ) as unknown as Json,
        body: source.body as Json | undefined,
        bodyRequired: (source.raw['requestBody'] as JsonObject | undefined)?.['required'] === true || undefined,
        response: source.answerType === 'application/json' ? (source.answer as Json) : undefined,
        rules: Object.fromEntries(
          Object.entries(source.raw).filter(([name]) =>
            [
              'x-rules',
              'x-needs',
              'x-note',
              'x-batch-result',
              'x-at-least-one-of',
              'x-allowed-statuses',
              'x-blocked-statuses',
            ].includes(name),
          ),
        ) as Json,
      }),
    ]),
  )
  const text = (value: unknown) => `JSON.parse(${JSON.stringify(JSON.stringify(value))})`
  return `import type { OperationSchemas, SchemaNode } from '../../schema.ts'\n\n// JSON text is parsed faster than an object literal of this size.\nexport const schemas: Record<string, SchemaNode> = ${text(strip(document.schemas as Json))}\nexport const operationSchemas: Record<string, OperationSchemas> = ${text(operations)}\n`
}

/** `statuses.ts`: label and tone of every status of every resource. */
export function writeStatuses(document: Document): string {
  const rows = Object.entries(document.statuses).map(([resource, statuses]) => [
    resource,
    Object.fromEntries(
      Object.entries(statuses as JsonObject)
        .filter(([, value]) => value && typeof value === 'object' && 'tone' in value)
        .map(([status, value]) => {
          const { label, tone, meaning } = value as JsonObject
          return [status, { label, tone, meaning }]
        }),
    ),
  ])
  return `import type { StatusFact } from '../../types.ts'\n\n${rows.map(([resource, facts]) => `export const ${String(resource)}Statuses: Record<string, StatusFact> = ${JSON.stringify(facts)}`).join('\n')}\nexport const statuses: Record<string, Record<string, StatusFact>> = { ${rows.map(([resource]) => `${String(resource)}: ${String(resource)}Statuses`).join(', ')} }\n`
}
