import { expect, test } from 'vitest'
import type { SchemaNode } from '~/contract/schema.ts'
import { parseJson } from '~/lib/json.ts'
import { jsonPath, labelOf, schemaAt, valueAt } from './schemaAt.ts'
import { CHUNK, searchRows, treeRows } from './treeRows.ts'

const view = (open: Record<string, boolean> = {}, shown: Record<string, number> = {}) => ({
  open: new Map(Object.entries(open)),
  shown: new Map(Object.entries(shown)),
})
const ids = (rows: readonly { id: string }[]) => rows.map((row) => row.id)

test('unfolds the root, its fields and the first element; the rest is not made', () => {
  const value = { total: 2, topics: [{ name: 'a', brokers: ['x'] }, { name: 'b' }] }
  expect(ids(treeRows(value, view()))).toEqual([
    '$',
    '$.total',
    '$.topics',
    '$.topics[0]',
    '$.topics[0].name',
    '$.topics[0].brokers',
    '$.topics[1]',
  ])
  expect(ids(treeRows(value, view({ '$.topics': false })))).toEqual(['$', '$.total', '$.topics'])
  expect(ids(treeRows(value, view({ '$.topics[0].brokers': true })))).toContain('$.topics[0].brokers[0]')
})

test('says where a row stands', () => {
  const [root, first, second] = treeRows({ 'a b': 1, c: {} }, view())
  expect(root).toMatchObject({ level: 1, kind: 'object', size: 2, isOpen: true })
  expect(first).toMatchObject({ id: '$["a b"]', level: 2, position: 1, siblings: 2, kind: 'leaf' })
  expect(second).toMatchObject({ kind: 'object', size: 0, isOpen: false })
})

test('shows long lists piece by piece', () => {
  const value = Array.from({ length: 250 }, (_, index) => index)
  const rows = treeRows(value, view())
  expect(rows).toHaveLength(1 + CHUNK + 1)
  expect(rows.at(-1)).toEqual({ id: '$ more', kind: 'more', of: '$', level: 2, left: 150 })
  expect(treeRows(value, view({}, { $: 300 }))).toHaveLength(251)
})

test('finds names, values, large numbers and the words of enums, with what holds them', () => {
  const value = parseJson('{"list":[{"n":9007199254740993,"state":2},{"n":1,"state":3}]}')
  const schema = { properties: { list: { items: { $ref: '#/components/schemas/Row' } } } }
  const schemas = { Row: { properties: { state: { type: 'integer', 'x-enum-labels': { 2: 'Resolving' } } } } }
  expect(ids(searchRows(value, '740993', schemas, schema).rows)).toEqual(['$', '$.list', '$.list[0]', '$.list[0].n'])
  expect(ids(searchRows(value, 'resolving', schemas, schema).rows).at(-1)).toBe('$.list[0].state')
  expect(searchRows(value, 'STATE', schemas, schema)).toMatchObject({ count: 2, isCut: false })
  expect(searchRows(value, 'nowhere', schemas, schema).rows).toEqual([])
})

test('a search of a huge answer ends', () => {
  const found = searchRows(
    Array.from({ length: 60_000 }, () => 'x'),
    'x',
    {},
    undefined,
  )
  expect(found.isCut).toBe(true)
  expect(found.rows.length).toBeLessThanOrEqual(500)
})

test('paths can be pasted into the usual tools and lead back to the value', () => {
  const value = { 'it\'s "x"': [{ a: 1 }] }
  expect(jsonPath([`it's "x"`, 0, 'a'])).toBe(String.raw`$["it's \"x\""][0].a`)
  expect(valueAt(value, [`it's "x"`, 0, 'a'])).toBe(1)
  expect(valueAt(value, ['b', 'c'])).toBeUndefined()
})

test('annotations follow references, allOf, maps and alternatives', () => {
  const schemas = {
    Base: { properties: { id: { type: 'string', description: 'Base ID' } } },
    Self: { properties: { child: { $ref: '#/components/schemas/Self' }, id: { description: 'Self ID' } } },
  }
  const at = (root: SchemaNode, ...steps: (string | number)[]) => schemaAt(schemas, root, steps)?.description
  expect(
    at({ allOf: [{ $ref: '#/components/schemas/Base' }, { properties: { name: { description: 'Name' } } }] }, 'id'),
  ).toBe('Base ID')
  expect(at({ additionalProperties: { $ref: '#/components/schemas/Base' } }, 'any', 'id')).toBe('Base ID')
  expect(at({ oneOf: [{ type: 'string' }, { items: { $ref: '#/components/schemas/Base' } }] }, 3, 'id')).toBe('Base ID')
  expect(at({ $ref: '#/components/schemas/Self' }, 'child', 'child', 'id')).toBe('Self ID')
  expect(at({ properties: { a: { $ref: '#/components/schemas/Base', description: 'Here' } } }, 'a')).toBe('Here')
  expect(at({}, 'a')).toBeUndefined()
  expect(labelOf({ 'x-enum-labels': { 1: 'One' } }, 1)).toBe('One')
  expect(labelOf({ 'x-enum-labels': { a: 'a' } }, 'a')).toBeUndefined()
})
