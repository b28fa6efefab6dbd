/**
 * Validates values against the contracts' schemas by interpretation (no generated code, so it runs under a CSP
 * without `unsafe-eval`). `format` is an annotation in JSON Schema 2020-12 and is not checked: the reference's own
 * examples print times in several spellings.
 */
import { Validator, type Schema } from '@cfworker/json-schema'
import { Exact } from '../lib/json.ts'
import type { SchemaNode } from './schema.ts'

export interface Violation {
  /** JSON pointer of the value, `` for the whole. */
  pointer: string
  message: string
}

/** Text-kept numbers count as numbers. */
function plain(value: unknown): unknown {
  if (value instanceof Exact) return Number(value.text)
  if (Array.isArray(value)) return value.map(plain)
  if (value !== null && typeof value === 'object') return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, plain(one)]))
  return value
}

/** Without `format`, and without the values of an open enum, which lists what is known, not what is legal. */
function relaxed(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(relaxed)
  if (node === null || typeof node !== 'object') return node
  const isOpen = 'x-enum-open' in node && node['x-enum-open'] === true
  const copy = Object.entries(node).filter(([key, value]) => !(key === 'format' && typeof value === 'string') && !(isOpen && key === 'enum' && Array.isArray(value)))
  return Object.fromEntries(copy.map(([key, value]) => [key, relaxed(value)]))
}

const components = new WeakMap<object, unknown>()
const validators = new WeakMap<object, Validator>()

/** What is wrong with `value`, innermost first; [] when it is legal. `schemas` are the family's component schemas. */
export function validate(schema: SchemaNode, schemas: Record<string, SchemaNode>, value: unknown): Violation[] {
  let validator = validators.get(schema)
  if (!validator) {
    const shared = components.get(schemas) ?? relaxed(schemas)
    components.set(schemas, shared)
    validator = new Validator({ ...(relaxed(schema) as object), components: { schemas: shared } } as Schema, '2020-12', false)
    validators.set(schema, validator)
  }
  const { valid, errors } = validator.validate(plain(value))
  if (valid) return []
  // The validator lists outer failures ("does not match schema of property") before the one that says why.
  return errors
    .filter((error) => !['properties', '$ref', 'items', 'allOf', 'if'].includes(error.keyword))
    .map((error) => ({ pointer: error.instanceLocation.replace(/^#/, ''), message: error.error }))
}
