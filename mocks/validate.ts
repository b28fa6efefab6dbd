import type { SchemaNode } from '~/contract/schema.ts'
import { validate } from '~/contract/validate.ts'
import type { Facts } from './facts.ts'

interface Flaw {
  /** Where in the value, dotted: `brokers.0`; '' is the value itself. */
  path: string
  message: string
}

/** Checks a value against a schema of the family; the first flaw, or undefined when the value fits. */
export function findFlaw(facts: Facts, schema: SchemaNode, value: unknown): Flaw | undefined {
  // The last violation is the innermost: it names the field.
  const violation = validate(schema, facts.schemas, value).at(-1)
  if (!violation) return undefined
  const path = violation.pointer.replace(/^\//, '').replaceAll('/', '.')
  const missing = /required property "([^"]+)"/.exec(violation.message)?.[1]
  return { path: [path, missing].filter(Boolean).join('.'), message: violation.message }
}
