/** The contract's own judgement, quick enough to be asked at every key. Pure. */
import type { SchemaNode } from '~/contract/schema.ts'
import { validate, type Violation } from '~/contract/validate.ts'
import type { Schemas } from './flatten.ts'

const parts = new WeakMap<SchemaNode, Schemas>()

function collect(node: unknown, schemas: Schemas, found: Schemas): void {
  if (node === null || typeof node !== 'object') return
  if ('$ref' in node && typeof node.$ref === 'string') {
    const name = node.$ref.split('/').at(-1) ?? ''
    const schema = schemas[name]
    if (schema && !found[name]) {
      found[name] = schema
      collect(schema, schemas, found)
    }
  }
  for (const one of Object.values(node)) collect(one, schemas, found)
}

/**
 * As `validate`, with only the components that the schema reaches: the validator prepares all that it is given, which
 * for a whole family takes longer than a person waits.
 */
export function checkContract(schema: SchemaNode, schemas: Schemas, value: unknown): Violation[] {
  const known = parts.get(schema) ?? {}
  if (!parts.has(schema)) {
    collect(schema, schemas, known)
    parts.set(schema, known)
  }
  return validate(schema, known, value)
}
