import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { allOperations } from './generated/all.ts'
import type { OperationSchemas, SchemaNode } from './schema.ts'
import { families, type Family } from './types.ts'
import { validate } from './validate.ts'

interface Example {
  operationId: string
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

  test('poll and watch operations that exist', () => {
    const ids = new Set(allOperations.map((operation) => operation.id))
    const named = allOperations.flatMap((operation) => [
      operation.async?.poll,
      operation.async?.watch,
      operation.fallback?.operationId,
    ])
    expect(named.filter((id) => id && !ids.has(id))).toEqual([])
  })

  for (const family of families) {
    test(`${family}: every documented example validates`, async () => {
      const { schemas, operationSchemas } = await schemasOf(family)
      const examples = JSON.parse(
        readFileSync(new URL(`./${family}/examples.json`, import.meta.url), 'utf8'),
      ) as Example[]
      const failures: string[] = []
      let checked = 0
      for (const example of examples) {
        const facts = operationSchemas[example.operationId]
        const schema = example.kind === 'request' ? facts?.body : facts?.response
        if (!schema || (example.status !== null && example.status >= 300)) continue
        checked += 1
        const [violation] = validate(schema, schemas, example.body)
        if (violation && !explained.has(`${family} ${example.operationId} ${example.kind}`))
          failures.push(`${example.operationId} ${example.kind}: ${violation.pointer} ${violation.message}`)
      }
      expect(failures).toEqual([])
      expect(checked).toBeGreaterThan(10)
    })
  }
})
