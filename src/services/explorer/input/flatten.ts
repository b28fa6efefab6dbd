/** Follows references and merges `allOf`, so that what reads a schema sees one object. Pure. */
import type { SchemaNode } from '~/contract/schema.ts'

export type Schemas = Record<string, SchemaNode>

/** `{ if, then, else }`, as far as a form goes by it: which names it makes mandatory. */
export interface Conditional {
  test: SchemaNode
  required: readonly string[]
  otherwise: readonly string[]
}

export interface Flat {
  /** Without `$ref`, `allOf` and `if`. */
  schema: SchemaNode
  conditions: Conditional[]
}

const flats = new WeakMap<Schemas, WeakMap<SchemaNode, Flat>>()

function merge(base: SchemaNode, over: SchemaNode): SchemaNode {
  const required = [...new Set([...(base.required ?? []), ...(over.required ?? [])])]
  const properties = base.properties || over.properties ? { ...base.properties, ...over.properties } : undefined
  return { ...base, ...over, ...(required.length > 0 ? { required } : {}), ...(properties ? { properties } : {}) }
}

/** A schema in one piece. Facts beside a `$ref` win over those of what it names. */
export function flatten(schema: SchemaNode, schemas: Schemas): Flat {
  const known = flats.get(schemas) ?? new WeakMap<SchemaNode, Flat>()
  flats.set(schemas, known)
  const found = known.get(schema)
  if (found) return found
  const { $ref, allOf, if: condition, then, else: otherwise, ...own } = schema
  const conditions: Conditional[] = condition
    ? [{ test: condition, required: then?.required ?? [], otherwise: otherwise?.required ?? [] }]
    : []
  let merged: SchemaNode = {}
  const named = $ref === undefined ? [] : [schemas[$ref.split('/').at(-1) ?? ''] ?? {}]
  for (const part of [...named, ...(allOf ?? [])]) {
    const flat = flatten(part, schemas)
    conditions.push(...flat.conditions)
    merged = merge(merged, flat.schema)
  }
  const flat = { schema: merge(merged, own), conditions }
  known.set(schema, flat)
  return flat
}

type TypeName = 'string' | 'integer' | 'number' | 'boolean' | 'array' | 'object'

/** The types that a value may have, the one to send first. A schema that has properties is an object also unsaid. */
export function typesOf(schema: SchemaNode): { names: TypeName[]; isNullable: boolean } {
  const said = [schema.type ?? []].flat()
  const names = said.filter((type): type is TypeName => type !== 'null')
  const preferred = names.find((type) => type === schema['x-preferred-type'])
  if (preferred) names.sort((a, b) => Number(b === preferred) - Number(a === preferred))
  if (names.length === 0 && (schema.properties || schema.additionalProperties)) names.push('object')
  if (names.length === 0 && schema.items) names.push('array')
  return { names, isNullable: said.includes('null') }
}
