import { brotliCompressSync } from 'node:zlib'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { SchemaNode } from '~/contract/schema.ts'
import { families, type Family } from '~/contract/types.ts'
import type { FormNode, ObjectField } from './formNode.ts'
import { readNode } from './formModel.ts'
import { readOperation } from './operationForm.ts'
import { testFacts } from './testFacts.ts'

/** Every node that a form can show, each once; recursive shapes end where they repeat. */
function reach(
  node: FormNode,
  path: string,
  seen: Set<SchemaNode>,
  visit: (node: FormNode, path: string, field?: ObjectField) => void,
  field?: ObjectField,
): void {
  visit(node, path, field)
  if (seen.has(node.schema)) return
  seen.add(node.schema)
  if (node.form === 'object') for (const one of node.fields()) reach(one.node, `${path}/${one.name}`, seen, visit, one)
  if (node.form === 'list' || node.form === 'map') reach(node.item(), `${path}/*`, seen, visit)
  if (node.form === 'branches')
    node.branches.forEach((branch, index) => reach(branch.node(), `${path}|${index}`, seen, visit))
}

async function visitAll(
  family: Family,
  visit: (node: FormNode, path: string, field?: ObjectField) => void,
): Promise<void> {
  const facts = await testFacts(family)
  const seen = new Set<SchemaNode>()
  for (const operation of Object.values(facts.operations)) {
    const form = readOperation(operation, facts)
    for (const field of form.parameters) reach(field.node, `${operation.id}/${field.name}`, seen, visit, field)
    if (form.body) reach(form.body, `${operation.id}/body`, seen, visit)
  }
}

describe('the form of every operation', () => {
  test('has no field of an unknown kind', async () => {
    const unknown: string[] = []
    const counts: Record<string, number> = {}
    const count = (name: string, holds: unknown) => (counts[name] = (counts[name] ?? 0) + (holds ? 1 : 0))
    for (const family of families) {
      await visitAll(family, (node, path, field) => {
        if (node.form === 'unknown') unknown.push(`${family} ${path}`)
        count(node.form, true)
        count('live choices', node.options)
        count('nullable', node.isNullable)
        count('secret', node.form === 'text' && node.secret)
        count('known values', 'choices' in node && node.form !== 'choice' && node.choices)
        count('number as text', node.form === 'text' && node.numeric)
        count('editor', node.form === 'text' && node.editor)
        count('conditional', field && (field.requiredWhen || field.appliesWhen || field.requiredUnless))
        count('advised', field?.isAdvised)
        count('if/then', node.form === 'object' && node.conditions.length)
        count('alternatives', node.form === 'object' && node.groups.length)
        count('discriminator', node.form === 'branches' && node.discriminator)
      })
    }
    process.stdout.write(`forms: ${JSON.stringify(counts)}\n`)
    expect(unknown).toEqual([])
    for (const [name, n] of Object.entries(counts)) expect(n, name).toBeGreaterThan(0)
  })

  test('offers each field that the contract requires', async () => {
    const missing: string[] = []
    for (const family of families)
      await visitAll(family, (node, path) => {
        if (node.form !== 'object') return
        const names = new Set(node.fields().map((field) => field.name))
        for (const name of node.schema.required ?? []) if (!names.has(name)) missing.push(`${family} ${path}/${name}`)
      })
    expect(missing).toEqual([])
  })

  test('knows every keyword of an `if` that the contracts use', async () => {
    const keywords = new Set<string>()
    for (const family of families)
      await visitAll(family, (node) => {
        if (node.form !== 'object') return
        for (const { test: condition } of node.conditions) {
          for (const key of Object.keys(condition)) keywords.add(key)
          for (const one of Object.values(condition.properties ?? {}))
            for (const key of Object.keys(one)) keywords.add(key)
        }
      })
    expect([...keywords].toSorted()).toEqual(['const', 'enum', 'properties', 'required'])
  })
})

describe('a schema', () => {
  const node = (schema: SchemaNode, schemas: Record<string, SchemaNode> = {}) => readNode(schema, schemas)

  test('that refers to itself is read as far as it is opened', () => {
    const schemas: Record<string, SchemaNode> = {
      Tree: {
        type: 'object',
        properties: {
          name: { type: 'string' },
          children: { type: 'array', items: { $ref: '#/components/schemas/Tree' } },
        },
      },
    }
    const tree = readNode({ $ref: '#/components/schemas/Tree' }, schemas)
    const children = tree.form === 'object' ? tree.fields()[1]?.node : undefined
    expect(children?.form).toBe('list')
    expect(children?.form === 'list' ? children.item().form : undefined).toBe('object')
  })

  test('prefers the type that the contract prefers, and says when null is legal', () => {
    expect(node({ type: ['integer', 'string', 'null'], 'x-preferred-type': 'string' })).toMatchObject({
      form: 'mixed',
      types: ['string', 'integer'],
      isNullable: true,
    })
  })

  test('offers neither deprecated values nor fields that are not supported', () => {
    expect(node({ type: 'string', enum: ['new', 'old'], 'x-enum-deprecated': ['old'] })).toMatchObject({
      choices: [{ value: 'new' }],
    })
    const object = node({
      type: 'object',
      properties: { a: { type: 'string' }, b: { type: 'string', 'x-unsupported': true } },
    })
    expect(object.form === 'object' && object.fields().map((field) => field.name)).toEqual(['a'])
  })

  test('takes alternatives of names for a rule, alternatives of shapes for a choice', () => {
    expect(
      node({ type: 'object', properties: { a: {}, b: {} }, oneOf: [{ required: ['a'] }, { required: ['b'] }] }),
    ).toMatchObject({ form: 'object', groups: [{ sets: [['a'], ['b']], isExclusive: true }] })
    expect(node({ anyOf: [{ type: 'string' }, { type: 'object', properties: {} }] })).toMatchObject({
      form: 'branches',
    })
  })

  test('that nobody has thought of is said to be unknown', () => {
    expect(node({ type: 'function' }).form).toBe('unknown')
  })
})

test('the facts of the largest family weigh at most 120 kB', () => {
  const weigh = (name: string) =>
    brotliCompressSync(readFileSync(new URL(`../../../contract/roma-apic/generated/${name}.ts`, import.meta.url)))
      .length
  const bytes = weigh('schemas') + weigh('operations') + weigh('catalogue')
  process.stdout.write(`facts of roma-apic: ${(bytes / 1000).toFixed(1)} kB brotli\n`)
  expect(bytes).toBeLessThan(120_000)
})
