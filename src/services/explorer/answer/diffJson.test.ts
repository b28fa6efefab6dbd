import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseJson, stringifyJson } from '~/lib/json.ts'
import { diffJson } from './diffJson.ts'

test('the same answer has no differences, whatever the order of its fields', () => {
  expect(diffJson({ a: 1, b: [1, { c: null }] }, { b: [1, { c: null }], a: 1 })).toEqual([])
})

test('names what came, went and changed', () => {
  expect(diffJson({ a: 1, b: 2, c: { d: 'x' } }, { a: 1, c: { d: 'y' }, e: [] })).toEqual([
    { kind: 'changed', steps: ['c', 'd'], before: 'x', after: 'y' },
    { kind: 'added', steps: ['e'], after: [] },
    { kind: 'removed', steps: ['b'], before: 2 },
  ])
})

test('a list becoming an object, or null, is one change', () => {
  expect(diffJson({ a: [] }, { a: {} })).toEqual([{ kind: 'changed', steps: ['a'], before: [], after: {} }])
  expect(diffJson(null, { a: 1 })).toEqual([{ kind: 'changed', steps: [], before: null, after: { a: 1 } }])
})

test('elements with a name are followed when they move', () => {
  const before = [
    { name: 'a', n: 1 },
    { name: 'b', n: 1 },
    { name: 'c', n: 1 },
  ]
  const after = [
    { name: 'c', n: 1 },
    { name: 'a', n: 2 },
    { name: 'd', n: 1 },
  ]
  expect(diffJson(before, after)).toEqual([
    { kind: 'changed', steps: [1, 'n'], before: 1, after: 2 },
    { kind: 'added', steps: [2], after: { name: 'd', n: 1 } },
    { kind: 'removed', steps: [1], before: { name: 'b', n: 1 } },
  ])
})

test('elements without a name are compared by position', () => {
  expect(diffJson(['a', 'b'], ['a', 'c', 'd'])).toEqual([
    { kind: 'changed', steps: [1], before: 'b', after: 'c' },
    { kind: 'added', steps: [2], after: 'd' },
  ])
  expect(diffJson([{ id: 1 }, { id: 1 }], [{ id: 1 }])).toEqual([{ kind: 'removed', steps: [1], before: { id: 1 } }])
})

test('large numbers are compared digit by digit', () => {
  const read = (text: string) => parseJson(text)
  expect(diffJson(read('{"n":9007199254740993}'), read('{"n":9007199254740993}'))).toEqual([])
  expect(diffJson(read('{"n":9007199254740993}'), read('{"n":9007199254740992}'))).toHaveLength(1)
})

test('no difference exactly when both are written alike', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 3 }), fc.jsonValue({ maxDepth: 3 }), (a, b) => {
      const sorted = (value: unknown): unknown =>
        Array.isArray(value)
          ? value.map(sorted)
          : value !== null && typeof value === 'object'
            ? Object.fromEntries(
                Object.entries(value)
                  .sort(([x], [y]) => (x < y ? -1 : 1))
                  .map(([k, v]) => [k, sorted(v)]),
              )
            : Object.is(value, -0)
              ? 0
              : value
      const [x, y] = [sorted(parseJson(stringifyJson(a))), sorted(parseJson(stringifyJson(b)))]
      // Moved elements count as no difference, so the lists of the two are compared only where there are none.
      fc.pre(!/"(id|name|key|code|\w+_id)"/.test(stringifyJson([x, y])))
      expect(diffJson(x, y).length === 0).toBe(stringifyJson(x) === stringifyJson(y))
      expect(diffJson(x, x)).toEqual([])
    }),
  )
})
