/** Reads JSON Schema with the contracts' own facts as a tree of fields. Pure; one tree per schema, made once. */
import type { SchemaNode } from '~/contract/schema.ts'
import { flatten, typesOf, type Conditional, type Schemas } from './flatten.ts'
import type { Branch, Choice, Condition, FormNode, Group, ObjectField, ObjectNode, TextNode } from './formNode.ts'
import { casesOf, choicesOf, given, numberOf, optionsOf, textOf, words } from './nodeFacts.ts'

const nodes = new WeakMap<Schemas, WeakMap<SchemaNode, FormNode>>()

/** The field that a schema asks for. */
export function readNode(schema: SchemaNode, schemas: Schemas): FormNode {
  const known = nodes.get(schemas) ?? new WeakMap<SchemaNode, FormNode>()
  nodes.set(schemas, known)
  const found = known.get(schema) ?? makeNode(schema, schemas)
  known.set(schema, found)
  return found
}

function makeNode(raw: SchemaNode, schemas: Schemas): FormNode {
  const { schema, conditions } = flatten(raw, schemas)
  const types = typesOf(schema)
  const base = given({
    schema,
    description: schema.description,
    notes: words(schema),
    unit: textOf(schema['x-unit']),
    isDeprecated:
      schema['deprecated' as keyof SchemaNode] === true || schema['x-deprecated'] === true
        ? (true as const)
        : undefined,
    isNullable: types.isNullable ? (true as const) : undefined,
    options: optionsOf(schema),
  })
  const format = textOf(schema['x-format']) ?? schema.format
  if (format === 'binary' || 'contentMediaType' in schema)
    return given({
      ...base,
      form: 'file' as const,
      accept: textOf(schema['x-accept']) ?? textOf((schema as Record<string, unknown>)['contentMediaType']),
    })
  const parts = schema.anyOf ?? schema.oneOf
  if (parts && !groupOf(schema) && !schema.properties)
    return { ...base, form: 'branches', ...branchesOf(parts, schema, schemas) }
  const choices = choicesOf(schema)
  if (schema.const !== undefined)
    return { ...base, form: 'choice', choices: [{ value: schema.const as Choice['value'], label: '' }] }
  if (schema.enum && schema['x-enum-open'] !== true) {
    const editors = schema['x-editor']
    return given({
      ...base,
      form: 'choice' as const,
      choices: choices ?? [],
      editors: editors && typeof editors === 'object' ? (editors as Record<string, string>) : undefined,
    })
  }
  if (types.names.length > 1)
    return { ...base, form: 'mixed', types: types.names.filter((type) => type !== 'object' && type !== 'array') }
  const min = numberOf(schema.minimum) ?? numberOf(schema['x-minimum'])
  const max = numberOf(schema.maximum) ?? numberOf(schema['x-maximum'])
  switch (types.names[0]) {
    case 'string':
      return given({ ...base, form: 'text' as const, ...textFacts(schema), format, min, max, choices })
    case 'integer':
    case 'number':
      return given({
        ...base,
        form: 'number' as const,
        isInteger: types.names[0] === 'integer',
        min,
        max,
        format,
        choices,
      })
    case 'boolean':
      return { ...base, form: 'boolean' }
    case 'array': {
      const item = schema.items ?? {}
      const options = base.options
      const read = () =>
        options && !item['x-options'] ? { ...readNode(item, schemas), options } : readNode(item, schemas)
      return given({
        ...base,
        form: 'list' as const,
        item: once(read),
        minItems: schema.minItems,
        maxItems: schema.maxItems,
        isUnique: (schema as { uniqueItems?: boolean }).uniqueItems || undefined,
      })
    }
    case 'object':
      return objectNode(base, schema, conditions, schemas)
    default:
      return Object.keys(schema).every((key) => key === 'description' || key === 'title' || key.startsWith('x-'))
        ? { ...base, form: 'json' }
        : { ...base, form: 'unknown' }
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
    cases: casesOf(schema),
    editor: textOf(schema['x-editor']),
    separator: textOf(schema['x-list-separator']) ?? (schema['x-multi'] === 'comma' ? ',' : undefined),
  }
}

function once<T>(read: () => T): () => T {
  let value: { read: T } | undefined
  return () => (value ??= { read: read() }).read
}

function branchesOf(parts: readonly SchemaNode[], schema: SchemaNode, schemas: Schemas) {
  const branches = parts.map((part): Branch =>
    given({ name: part.$ref?.split('/').at(-1) ?? part.title, node: once(() => readNode(part, schemas)) }),
  )
  const said = schema['x-discriminator'] as { field?: string; mapping?: Record<string, string> } | undefined
  if (!said?.field || !said.mapping) return { branches }
  const mapping = Object.fromEntries(
    Object.entries(said.mapping).map(([value, ref]) => [value, parts.findIndex((part) => part.$ref === ref)]),
  )
  return { branches, discriminator: { field: said.field, mapping } }
}

/** `anyOf: [{ required: [a] }, { required: [b] }]` is no choice of shapes, but a rule about which fields are there. */
function groupOf(schema: SchemaNode): Group | undefined {
  const parts = schema.anyOf ?? schema.oneOf
  if (!parts?.every((part) => Array.isArray(part.required) && Object.keys(part).length === 1)) return undefined
  return { sets: parts.map((part) => part.required ?? []), isExclusive: schema.oneOf !== undefined }
}

function objectNode(
  base: Omit<ObjectNode, 'form' | 'fields' | 'conditions' | 'groups' | 'dependent' | 'alwaysSend'>,
  schema: SchemaNode,
  conditions: Conditional[],
  schemas: Schemas,
): FormNode {
  const extra = schema.additionalProperties
  const { minProperties, propertyNames, dependentRequired } = schema as {
    minProperties?: number
    propertyNames?: SchemaNode
    dependentRequired?: Record<string, string[]>
  }
  if (!schema.properties) {
    if (!extra || typeof extra !== 'object') return { ...base, form: 'json', isObject: true }
    return given({
      ...base,
      form: 'map' as const,
      item: once(() => readNode(extra, schemas)),
      keyPattern: textOf(propertyNames?.pattern),
      minProperties,
    })
  }
  const said = [schema['x-form-required']].flat().filter((name): name is string => typeof name === 'string')
  const group = groupOf(schema)
  const advised = said
    .filter((name) => name.includes(' or '))
    .map((name): Group => ({ sets: name.split(' or ').map((one) => [one]), isExclusive: false, isAdvice: true }))
  const least = ((schema['x-at-least-one-of'] ?? []) as string[][]).map((names): Group => ({
    sets: names.map((name) => [name]),
    isExclusive: false,
  }))
  return given({
    ...base,
    form: 'object' as const,
    fields: once(() =>
      Object.entries(schema.properties ?? {})
        .filter(([, one]) => flatten(one, schemas).schema['x-unsupported'] !== true)
        .map(([name, one]) =>
          readField(name, one, schema.required?.includes(name) ?? false, said.includes(name), schemas),
        ),
    ),
    conditions,
    groups: [...(group ? [group] : []), ...advised, ...least],
    dependent: dependentRequired ?? {},
    alwaysSend: (schema['x-always-send'] ?? []) as string[],
    minProperties,
  })
}

type Facts = Readonly<Record<string, unknown>>

/** The field that a property or a parameter is; `own` are facts that stand beside its schema. */
export function readField(
  name: string,
  schema: SchemaNode,
  isRequired: boolean,
  isAdvised: boolean,
  schemas: Schemas,
  own: Facts = {},
): ObjectField {
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
