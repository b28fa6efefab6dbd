import type { SchemaNode } from '~/contract/schema.ts'
import { validate } from '~/contract/validate.ts'
import type { Facts } from './facts.ts'

export interface Flaw {
  /** Where in the value, dotted: `brokers.0`; '' is the value itself. */
  path: string
  message: string
}

// Preparing a family's components takes milliseconds; most parameters refer to none of them.
const none = {}
const selfContained = new WeakMap<SchemaNode, boolean>()

function componentsFor(facts: Facts, schema: SchemaNode): Facts['schemas'] {
  let alone = selfContained.get(schema)
  if (alone === undefined) selfContained.set(schema, (alone = !JSON.stringify(schema).includes('"$ref"')))
  return alone ? none : facts.schemas
}

/** Checks a value against a schema of the family; the first flaw, or undefined when the value fits. */
export function findFlaw(facts: Facts, schema: SchemaNode, value: unknown): Flaw | undefined {
  // The last violation is the innermost: it names the field.
  const violation = validate(schema, componentsFor(facts, schema), value).at(-1)
  if (!violation) return undefined
  const path = violation.pointer.replace(/^\//, '').replaceAll('/', '.')
  const missing = /required property "([^"]+)"/.exec(violation.message)?.[1]
  return { path: [path, missing].filter(Boolean).join('.'), message: violation.message }
}
