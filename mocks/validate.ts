import { dereference, validate, type Schema } from '@cfworker/json-schema'
import { stringifyJson } from '~/lib/json.ts'
import type { SchemaNode } from '~/contract/schema.ts'
import type { Facts } from './facts.ts'

export interface Flaw {
  /** Where in the value, dotted: `brokers.0`; '' is the value itself. */
  path: string
  message: string
}

type Lookup = ReturnType<typeof dereference>
const lookups = new WeakMap<Facts, { lookup: Lookup; known: WeakSet<SchemaNode>; count: number }>()

function lookupOf(facts: Facts, schema: SchemaNode): Lookup {
  let entry = lookups.get(facts)
  if (!entry) {
    entry = { lookup: dereference({ components: { schemas: facts.schemas } }), known: new WeakSet(), count: 0 }
    lookups.set(facts, entry)
  }
  if (!entry.known.has(schema)) {
    // References read `#/components/…`: the schema gets a place of its own beside the family's components.
    dereference(schema as Schema, entry.lookup, undefined, `/checked/${entry.count++}`)
    entry.known.add(schema)
  }
  return entry.lookup
}

const wrappers = new Set(['properties', 'additionalProperties', 'items', '$ref', 'anyOf', 'oneOf', 'allOf', 'if'])

/**
 * Checks a value against a schema of the family; interpreted, so it runs under a CSP without `unsafe-eval`.
 * @returns the first flaw, or undefined when the value fits
 */
export function findFlaw(facts: Facts, schema: SchemaNode, value: unknown): Flaw | undefined {
  // Exact numbers are objects here; the schema means the number that they are on the wire.
  const plain: unknown = JSON.parse(stringifyJson(value))
  const result = validate(plain, schema as Schema, '2020-12', lookupOf(facts, schema), false)
  if (result.valid) return undefined
  // The deepest complaint names the field; "does not match" of the schemas around it does not.
  const error = result.errors.findLast(({ keyword }) => !wrappers.has(keyword)) ?? result.errors.at(-1)
  if (!error) return { path: '', message: 'does not match' }
  const path = error.instanceLocation.replace(/^#\/?/, '').replaceAll('/', '.')
  const missing = /required property "([^"]+)"/.exec(error.error)?.[1]
  return { path: missing === undefined ? path : path ? `${path}.${missing}` : missing, message: error.error }
}
