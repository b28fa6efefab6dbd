/** Reads JSON Schema with the contracts' own facts as a tree of fields. Pure; one tree per schema, made once. */
import type { ParameterNode, SchemaNode } from '~/contract/schema.ts'
import type { Operation } from '~/contract/types.ts'
import { flatten, typesOf, type Conditional, type Schemas } from './flatten.ts'
import type { Branch, Choice, Condition, FormNode, Group, ObjectField, ObjectNode, Options, TextNode } from './formNode.ts'
import type { FamilyFacts } from './types.ts'

const nodes = new WeakMap<Schemas, WeakMap<SchemaNode, FormNode>>()

/** The field that a schema asks for. */
export function readNode(schema: SchemaNode, schemas: Schemas): FormNode {
  const known = nodes.get(schemas) ?? new WeakMap<SchemaNode, FormNode>()
  nodes.set(schemas, known)
  const found = known.get(schema) ?? makeNode(schema, schemas)
  known.set(schema, found)
  return found
}

function words(schema: SchemaNode): string[] {
  const { 'x-note': note, 'x-rules': rules, 'x-format-depends-on': dependsOn, 'x-separators': separators } = schema
  const list = Array.isArray(rules) ? rules : []
  const joined = separators && typeof separators === 'object' ? Object.entries(separators).map(([what, sign]) => `${what}: ${String(sign)}`) : []
  return [
    ...(typeof note === 'string' ? [note] : []),
    ...list.filter((rule): rule is string => typeof rule === 'string'),
    ...(typeof dependsOn === 'string' ? [`format depends on ${dependsOn}`] : []),
    ...(joined.length > 0 ? [`separators: ${joined.join(', ')}`] : []),
  ]
}

function choicesOf(schema: SchemaNode): Choice[] | undefined {
  const labels = (schema['x-enum-labels'] ?? {}) as Record<string, string>
  const deprecated = (schema['x-enum-deprecated'] ?? []) as unknown[]
  const known = schema['x-known-values']
  const flag = schema['x-boolean-string'] === true ? ['true', 'false'] : undefined
  const values = schema['x-selectable'] ?? schema['x-enum-preferred'] ?? schema.enum ?? (Array.isArray(known) ? known : known && Object.keys(known)) ?? flag
  if (!Array.isArray(values)) return undefined
  const named = Array.isArray(known) || !known ? labels : { ...(known as Record<string, string>), ...labels }
  return values
    .filter((value): value is Choice['value'] => value !== null && !deprecated.includes(value))
    .map((value) => ({ value, label: named[String(value)] ?? '' }))
}

const numberOf = (value: unknown) => (typeof value === 'number' ? value : undefined)
const textOf = (value: unknown) => (typeof value === 'string' ? value : undefined)

/** `x-options` of a value; those of a list fill its items. */
function optionsOf(schema: SchemaNode): Options | undefined {
  const options = schema['x-options'] as Partial<Options> | undefined
  return options?.operationId ? (options as Options) : undefined
}

/** Leaves out what is undefined, for `exactOptionalPropertyTypes`-like tidiness of what a test prints. */
function given<T extends object>(facts: T): T {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)) as T
}

function makeNode(raw: SchemaNode, schemas: Schemas): FormNode {
  const { schema, conditions } = flatten(raw, schemas)
  const types = typesOf(schema)
  const base = given({
    schema,
    description: schema.description,
    notes: words(schema),
    unit: textOf(schema['x-unit']),
    isDeprecated: schema['deprecated' as keyof SchemaNode] === true || schema['x-deprecated'] === true ? (true as const) : undefined,
    isNullable: types.isNullable ? (true as const) : undefined,
    options: optionsOf(schema),
  })
  const format = textOf(schema['x-format']) ?? schema.format
  if (format === 'binary' || 'contentMediaType' in schema) return given({ ...base, form: 'file' as const, accept: textOf(schema['x-accept']) ?? textOf((schema as Record<string, unknown>)['contentMediaType']) })
  const parts = schema.anyOf ?? schema.oneOf
  if (parts && !groupOf(schema) && !schema.properties) return { ...base, form: 'branches', ...branchesOf(parts, schema, schemas) }
  const choices = choicesOf(schema)
  if (schema.const !== undefined) return { ...base, form: 'choice', choices: [{ value: schema.const as Choice['value'], label: '' }] }
  if (schema.enum && schema['x-enum-open'] !== true) {
    const editors = schema['x-editor']
    return given({ ...base, form: 'choice' as const, choices: choices ?? [], editors: editors && typeof editors === 'object' ? (editors as Record<string, string>) : undefined })
  }
  if (types.names.length > 1) return { ...base, form: 'mixed', types: types.names.filter((type) => type !== 'object' && type !== 'array') }
  const min = numberOf(schema.minimum) ?? numberOf(schema['x-minimum'])
  const max = numberOf(schema.maximum) ?? numberOf(schema['x-maximum'])
  switch (types.names[0]) {
    case 'string':
      return given({ ...base, form: 'text' as const, ...textFacts(schema), format, min, max, choices })
    case 'integer':
    case 'number':
      return given({ ...base, form: 'number' as const, isInteger: types.names[0] === 'integer', min, max, format, choices })
    case 'boolean':
      return { ...base, form: 'boolean' }
    case 'array': {
      const item = schema.items ?? {}
      const options = base.options
      const read = () => (options && !item['x-options'] ? { ...readNode(item, schemas), options } : readNode(item, schemas))
      return given({ ...base, form: 'list' as const, item: once(read), minItems: schema.minItems, maxItems: schema.maxItems, isUnique: (schema as { uniqueItems?: boolean }).uniqueItems || undefined })
    }
    case 'object':
      return objectNode(base, schema, conditions, schemas)
    default:
      return Object.keys(schema).every((key) => key === 'description' || key === 'title' || key.startsWith('x-')) ? { ...base, form: 'json' } : { ...base, form: 'unknown' }
  }
}

function textFacts(schema: SchemaNode): Partial<TextNode> {
  const type = schema['x-value-type']
  const when = schema['x-secret-when'] as { field: string; in: unknown[] } | undefined
  const isSecret = schema['x-secret'] === true || schema.format === 'password'
  return {
    minLength: schema.minLength,
    maxLength: schema.maxLength,
    pattern: textOf(schema.pattern),
    numeric: type === 'integer' || type === 'decimal' ? type : undefined,
    secret: isSecret ? true : when,
    editor: textOf(schema['x-editor']),
    separator: textOf(schema['x-list-separator']) ?? (schema['x-multi'] === 'comma' ? ',' : undefined),
  }
}

function once<T>(read: () => T): () => T {
  let value: { read: T } | undefined
  return () => (value ??= { read: read() }).read
}

function branchesOf(parts: readonly SchemaNode[], schema: SchemaNode, schemas: Schemas) {
  const branches = parts.map((part): Branch => given({ name: part.$ref?.split('/').at(-1) ?? part.title, node: once(() => readNode(part, schemas)) }))
  const said = schema['x-discriminator'] as { field?: string; mapping?: Record<string, string> } | undefined
  if (!said?.field || !said.mapping) return { branches }
  const mapping = Object.fromEntries(Object.entries(said.mapping).map(([value, ref]) => [value, parts.findIndex((part) => part.$ref === ref)]))
  return { branches, discriminator: { field: said.field, mapping } }
}

/** `anyOf: [{ required: [a] }, { required: [b] }]` is no choice of shapes, but a rule about which fields are there. */
function groupOf(schema: SchemaNode): Group | undefined {
  const parts = schema.anyOf ?? schema.oneOf
  if (!parts?.every((part) => Array.isArray(part.required) && Object.keys(part).length === 1)) return undefined
  return { sets: parts.map((part) => part.required ?? []), isExclusive: schema.oneOf !== undefined }
}

function objectNode(base: Omit<ObjectNode, 'form' | 'fields' | 'conditions' | 'groups' | 'dependent' | 'alwaysSend'>, schema: SchemaNode, conditions: Conditional[], schemas: Schemas): FormNode {
  const extra = schema.additionalProperties
  const { minProperties, propertyNames, dependentRequired } = schema as { minProperties?: number; propertyNames?: SchemaNode; dependentRequired?: Record<string, string[]> }
  if (!schema.properties) {
    if (!extra || typeof extra !== 'object') return { ...base, form: 'json', isObject: true }
    return given({ ...base, form: 'map' as const, item: once(() => readNode(extra, schemas)), keyPattern: textOf(propertyNames?.pattern), minProperties })
  }
  const said = [schema['x-form-required']].flat().filter((name): name is string => typeof name === 'string')
  const group = groupOf(schema)
  const advised = said.filter((name) => name.includes(' or ')).map((name): Group => ({ sets: name.split(' or ').map((one) => [one]), isExclusive: false, isAdvice: true }))
  const least = ((schema['x-at-least-one-of'] ?? []) as string[][]).map((names): Group => ({ sets: names.map((name) => [name]), isExclusive: false }))
  return given({
    ...base,
    form: 'object' as const,
    fields: once(() =>
      Object.entries(schema.properties ?? {})
        .filter(([, one]) => flatten(one, schemas).schema['x-unsupported'] !== true)
        .map(([name, one]) => fieldOf(name, one, schema.required?.includes(name) ?? false, said.includes(name), schemas)),
    ),
    conditions,
    groups: [...(group ? [group] : []), ...advised, ...least],
    dependent: dependentRequired ?? {},
    alwaysSend: (schema['x-always-send'] ?? []) as string[],
    minProperties,
  })
}

type Facts = Readonly<Record<string, unknown>>

function fieldOf(name: string, schema: SchemaNode, isRequired: boolean, isAdvised: boolean, schemas: Schemas, own: Facts = {}): ObjectField {
  const node = readNode(schema, schemas)
  const fact = (key: string) => own[key] ?? node.schema[key as `x-${string}`]
  return given({
    name,
    node,
    isRequired,
    isAdvised: isAdvised || fact('x-form-required') === true ? (true as const) : undefined,
    requiredWhen: fact('x-required-when') as Condition[] | undefined,
    appliesWhen: fact('x-applies-when') as Condition[] | undefined,
    requiredUnless: textOf(fact('x-required-unless')),
    requiredNote: textOf(fact('x-required-note')),
    appliesNote: textOf(fact('x-applies-note')),
    alternativeTo: textOf(fact('x-alternative-to')),
    aliasOf: textOf(fact('x-alias-of')),
    recommended: fact('x-recommended'),
  })
}

/** A parameter is a field whose words and facts stand beside its schema. */
function parameterField(parameter: ParameterNode, schemas: Schemas): ObjectField {
  const { schema, name, in: where, required, ...own } = parameter
  const field = fieldOf(name, schema, required === true, false, schemas, own)
  const node = { ...field.node, ...given({ description: parameter.description ?? field.node.description, options: optionsOf(own as SchemaNode) ?? field.node.options }) }
  if (own['x-multi'] === 'comma' && node.form === 'text') node.separator = ','
  return { ...field, in: where, node: { ...node, notes: [...words(own as SchemaNode), ...node.notes] } }
}

export interface OperationForm {
  /** Without those that the client fills in. */
  parameters: readonly ObjectField[]
  /** At least one name of each set. */
  groups: readonly Group[]
  body?: FormNode
  isBodyRequired: boolean
  /** Names in the body that the variant fixes. */
  fixedBody: readonly string[]
  /** `x-needs`, `x-rules`, `x-note` of the operation. */
  notes: readonly string[]
}

const forms = new WeakMap<Operation, OperationForm>()

/** All fields of an operation. */
export function readOperation(operation: Operation, facts: FamilyFacts): OperationForm {
  const known = forms.get(operation)
  if (known) return known
  const schemas = facts.operationSchemas[operation.id]
  const rules = (schemas?.rules ?? {}) as Record<string, unknown>
  const needs = Object.entries((rules['x-needs'] ?? {}) as object).map(([field, value]) => `${field} = ${String(value)}`)
  const form: OperationForm = {
    parameters: (schemas?.parameters ?? []).filter(({ name }) => operation.fixedQuery?.[name] === undefined).map((one) => parameterField(one, facts.schemas)),
    groups: ((rules['x-at-least-one-of'] ?? []) as string[][]).map((names) => ({ sets: names.map((name) => [name]), isExclusive: false })),
    isBodyRequired: schemas?.bodyRequired === true,
    fixedBody: Object.keys(operation.fixedBody ?? {}),
    notes: [...(needs.length > 0 ? [`needs ${needs.join(', ')}`] : []), ...words(rules as SchemaNode)],
  }
  if (schemas?.body && operation.body) form.body = readNode(schemas.body, facts.schemas)
  forms.set(operation, form)
  return form
}
