import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { allOperations } from './generated/all.ts'
import type { OperationSchemas, SchemaNode } from './schema.ts'
import { families, type Family } from './types.ts'
import { validate } from './validate.ts'

interface Example {
  operationId: string | null
  kind: 'request' | 'response'
  status: number | null
  body: unknown
}

const documented = allOperations.filter((operation) => !operation.variantOf && !operation.beyond)
const counts: Record<Family, number> = {
  rocketmq: 33,
  ddm: 108,
  'cse-engine': 39,
  servicecomb: 27,
  'roma-common': 24,
  'roma-apic': 141,
  'roma-mqs': 13,
  'roma-link': 72,
}
/** Examples of the reference that break its own rules; the reasons stand in the families' NOTES.md (b). */
const explained = new Map([
  ['rocketmq createInstance request', 'the tutorial leaves out broker_num'],
  ['roma-link createDevice request', 'no product, a weak password'],
])

async function schemasOf(family: Family) {
  const module = (await import(`./${family}/generated/schemas.ts`)) as {
    schemas: Record<string, SchemaNode>
    operationSchemas: Record<string, OperationSchemas>
  }
  return module
}

const documents = new Map<Family, unknown>(
  families.map((family) => [
    family,
    parse(readFileSync(new URL(`./${family}/openapi.yaml`, import.meta.url), 'utf8')) as unknown,
  ]),
)

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? Reflect.get(value, name)
    : undefined
}

const pathIn = (document: unknown, path: string) => path.split('/').reduce(fieldOf, document)

/** What a document says of the failures of each operation: of one status, or of all. */
function failuresOf(document: unknown): (operationId: string, status: number) => SchemaNode | undefined {
  const operations = [...placesOf(pathIn(document, 'paths'))].filter(({ value }) => fieldOf(value, 'responses'))
  const responses = new Map(operations.map(({ value }) => [fieldOf(value, 'operationId'), fieldOf(value, 'responses')]))
  return (operationId, status) => {
    const all = responses.get(operationId)
    const response = fieldOf(all, String(status)) ?? fieldOf(all, 'default')
    const ref = fieldOf(response, '$ref')
    const whole = typeof ref === 'string' ? pathIn(document, ref.slice(2)) : response
    return fieldOf(fieldOf(fieldOf(whole, 'content'), 'application/json'), 'schema') as SchemaNode | undefined
  }
}

/** Everything in a document that has a name, however deep. */
function* placesOf(node: unknown): Generator<{ name: string; value: unknown }> {
  if (typeof node !== 'object' || node === null) return
  for (const [name, value] of Object.entries(node)) {
    if (!Array.isArray(node)) yield { name, value }
    yield* placesOf(value)
  }
}

/** The operations that an extension names, each with what it is named for. */
function operationsNamed(name: string, value: unknown): [place: string, id: unknown][] {
  const named: Record<string, () => [string, unknown][]> = {
    'x-options': () => [['options', fieldOf(value, 'operationId')]],
    'x-fallback': () => [['fallback', fieldOf(value, 'operationId')]],
    'x-superseded-by': () => [['superseded-by', value]],
    'x-related': () => [['related', value]],
    'x-async': () =>
      [
        ['async.poll', fieldOf(value, 'poll')] as [string, unknown],
        ['async.watch', fieldOf(value, 'watch')] as [string, unknown],
        ['async.state.watch', fieldOf(fieldOf(value, 'state'), 'watch')] as [string, unknown],
      ].filter(([, id]) => id !== undefined && id !== null),
    'x-variants': () =>
      Array.isArray(value) ? value.flatMap((variant) => operationsNamed('x-async', fieldOf(variant, 'async'))) : [],
  }
  return Object.hasOwn(named, name) ? (named[name]?.() ?? []) : []
}

describe('the contracts', () => {
  test('hold the 457 documented operations, family by family', () => {
    expect(documented).toHaveLength(457)
    for (const family of families)
      expect(documented.filter((one) => one.family === family)).toHaveLength(counts[family])
  })

  test('name every operation once', () => {
    const ids = allOperations.map((operation) => `${operation.family} ${operation.id}`)
    expect(new Set(ids).size).toBe(ids.length)
  })

  test('lead every reference somewhere', async () => {
    for (const family of families) {
      const { schemas, operationSchemas } = await schemasOf(family)
      const refs = new Set<string>()
      const visit = (node: unknown): void => {
        if (node === null || typeof node !== 'object') return
        const ref = (node as { $ref?: unknown }).$ref
        if (typeof ref === 'string') refs.add(ref.replace('#/components/schemas/', ''))
        for (const value of Object.values(node)) visit(value)
      }
      visit(schemas)
      visit(operationSchemas)
      expect([...refs].filter((name) => !(name in schemas))).toEqual([])
    }
  })

  test('follow every $ref of the documents', () => {
    for (const [family, document] of documents) {
      const refs = [...placesOf(document)].flatMap(({ name, value }) => (name === '$ref' ? [value] : []))
      expect(refs.length).toBeGreaterThan(50)
      const lost = refs.filter((ref) => {
        const steps = typeof ref === 'string' && ref.startsWith('#/') ? ref.slice(2).split('/') : ['']
        return steps.reduce(fieldOf, document) === undefined
      })
      expect([family, lost]).toEqual([family, []])
    }
  })

  test('name operations that exist, of the same family unless they say of which', () => {
    const known = new Set(allOperations.map(({ family, id }) => JSON.stringify([family, id])))
    const seen = new Map<string, number>()
    const lost: string[] = []
    for (const [family, document] of documents) {
      for (const { name, value } of placesOf(document)) {
        for (const [place, id] of operationsNamed(name, value)) {
          seen.set(place, (seen.get(place) ?? 0) + 1)
          const one = JSON.stringify([fieldOf(value, 'family') ?? family, id])
          if (!known.has(one)) lost.push(`${family} ${place} ${one}`)
        }
      }
    }
    expect(lost).toEqual([])
    // None of the places went unseen, as it would after a change of its name.
    expect([...seen.keys()].toSorted()).toEqual([
      'async.poll',
      'async.state.watch',
      'async.watch',
      'fallback',
      'options',
      'related',
      'superseded-by',
    ])
    expect(seen.get('options')).toBeGreaterThan(200)
  })

  for (const family of families) {
    test(`${family}: every documented example validates`, async () => {
      const { schemas, operationSchemas } = await schemasOf(family)
      const examples = JSON.parse(
        readFileSync(new URL(`./${family}/examples.json`, import.meta.url), 'utf8'),
      ) as Example[]
      const document = documents.get(family)
      const failureSchema = failuresOf(document)
      const ofDocument = pathIn(document, 'components/schemas') as typeof schemas
      const failures: string[] = []
      let checked = 0
      for (const { operationId, kind, status, body } of examples) {
        // Four of RocketMQ belong to none: the form of an error, and calls of IAM.
        if (operationId === null) continue
        const isFailure = status !== null && status >= 300
        const facts = operationSchemas[operationId]
        const schema = isFailure
          ? failureSchema(operationId, status)
          : kind === 'request'
            ? facts?.body
            : facts?.response
        const known = isFailure ? ofDocument : schemas
        const [violation] = schema ? validate(schema, known, body) : [{ pointer: '', message: 'has no schema' }]
        checked += 1
        if (violation && !explained.has(`${family} ${operationId} ${kind}`))
          failures.push(`${operationId} ${kind} ${status}: ${violation.pointer} ${violation.message}`)
      }
      expect(failures).toEqual([])
      expect(checked).toBeGreaterThan(10)
    })
  }
})
