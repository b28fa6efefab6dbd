import { expect, it } from 'vitest'
import { Exact } from './json.ts'
import { changedFields, keepTouched, valueText } from './changes.ts'

it('lists what differs, by content', () => {
  const before = { name: 'a', list: [1, { x: 1 }], empty: {}, big: new Exact('9007199254740993'), gone: 1 }
  expect(
    changedFields(before, { name: 'a', list: [1, { x: 1 }], empty: {}, big: new Exact('9007199254740993') }),
  ).toEqual([])
  expect(changedFields(before, { name: 'b', list: [1, { x: 2 }], extra: '' }).map((change) => change.field)).toEqual([
    'name',
    'list',
    'extra',
  ])
})

it('tells an empty list from an empty object and null from nothing, but not undefined from absent', () => {
  expect(changedFields({ a: [], b: null }, { a: {}, b: undefined })).toHaveLength(2)
  expect(changedFields({ a: { x: undefined } }, { a: {}, b: undefined })).toEqual([])
})

it('keeps what is touched over what somebody else changed', () => {
  const before = { a: 1, b: ['x'], c: 'old', d: undefined }
  const theirs = { a: 2, b: ['x', 'y'], c: 'old', d: undefined }
  expect(keepTouched({ ...before, b: ['z'], c: 'new' }, before, theirs)).toEqual({ a: 2, b: ['z'], c: 'new' })
})

it('writes values', () => {
  expect(valueText(['a', 'b'])).toBe('a, b')
  expect(valueText([])).toBe('[]')
  expect(valueText(false)).toBe('false')
  expect(valueText('')).toBeUndefined()
  expect(valueText({ big: new Exact('9007199254740993') })).toContain('9007199254740993')
})
