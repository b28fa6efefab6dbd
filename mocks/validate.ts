import type { SchemaNode } from '~/contract/schema.ts'
import { validate } from '~/contract/validate.ts'
import type { Facts } from './facts.ts'

interface Flaw {
  /** Where in the value, dotted: `brokers.0`; '' is the value itself. */
  path: string
  message: string
}

// The validator prepares all components that it is given: it gets those that a schema reaches, not the whole family's.
const reached = new WeakMap<SchemaNode, Facts['schemas']>()

function collect(facts: Facts, schema: SchemaNode, found: Facts['schemas']): Facts['schemas'] {
  for (const [, name = ''] of JSON.stringify(schema).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)) {
    const component = facts.schemas[name]
    if (!component || found[name]) continue
    found[name] = component
    collect(facts, component, found)
  }
  return found
}

function componentsFor(facts: Facts, schema: SchemaNode): Facts['schemas'] {
  let found = reached.get(schema)
  if (!found) reached.set(schema, (found = collect(facts, schema, {})))
  return found
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
