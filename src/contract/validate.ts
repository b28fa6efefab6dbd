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
  /** The rule of JSON Schema that it breaks. */
  keyword: string
  /** In English, for logs and the simulated cloud. */
  message: string
}

/** Text-kept numbers count as numbers. */
function plain(value: unknown): unknown {
  if (value instanceof Exact) return Number(value.text)
  if (Array.isArray(value)) return value.map(plain)
  if (value !== null && typeof value === 'object')
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, plain(one)]))
  return value
}

/** Without `format`, and without the values of an open enum, which lists what is known, not what is legal. */
function relaxed(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(relaxed)
  if (node === null || typeof node !== 'object') return node
  const isOpen = 'x-enum-open' in node && node['x-enum-open'] === true
  const copy = Object.entries(node).filter(
    ([key, value]) =>
      !(key === 'format' && typeof value === 'string') && !(isOpen && key === 'enum' && Array.isArray(value)),
  )
  return Object.fromEntries(copy.map(([key, value]) => [key, relaxed(value)]))
}

const validators = new WeakMap<object, Validator>()

/** The components that a schema reaches: the validator prepares all that it is given, and a family has hundreds. */
function reach(
  node: unknown,
  schemas: Record<string, SchemaNode>,
  found: Record<string, unknown>,
): Record<string, unknown> {
  if (node === null || typeof node !== 'object') return found
  const name =
    '$ref' in node && typeof node.$ref === 'string' ? node.$ref.replace('#/components/schemas/', '') : undefined
  const component = name === undefined ? undefined : schemas[name]
  if (name !== undefined && component && !(name in found)) {
    found[name] = relaxed(component)
    reach(component, schemas, found)
  }
  for (const value of Object.values(node)) reach(value, schemas, found)
  return found
}

/** What is wrong with `value`, innermost last; [] when it is legal. `schemas` are the family's component schemas. */
export function validate(schema: SchemaNode, schemas: Record<string, SchemaNode>, value: unknown): Violation[] {
  let validator = validators.get(schema)
  if (!validator) {
    validator = new Validator(
      { ...(relaxed(schema) as object), components: { schemas: reach(schema, schemas, {}) } } as Schema,
      '2020-12',
      false,
    )
    validators.set(schema, validator)
  }
  const { valid, errors } = validator.validate(plain(value))
  if (valid) return []
  // The validator lists outer failures ("does not match schema of property") before the one that says why.
  return errors
    .filter((error) => !['properties', '$ref', 'items', 'allOf', 'if'].includes(error.keyword))
    .map((error) => ({
      pointer: error.instanceLocation.replace(/^#/, ''),
      keyword: error.keyword,
      message: error.error,
    }))
}
