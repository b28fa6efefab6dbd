import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Exact, isNumber, parseJson, stringifyJson, toBigInt } from './json.ts'

test('numbers that JavaScript would change keep their text', () => {
  for (const text of ['9007199254740993', '1.10', '-0', '1e2', '12345678901234567890', '0.1000']) {
    const parsed = parseJson(`{"a":[${text}]}`) as { a: unknown[] }
    expect(parsed.a[0]).toBeInstanceOf(Exact)
    expect(String(parsed.a[0])).toBe(text)
    expect(stringifyJson(parsed)).toBe(`{"a":[${text}]}`)
  }
})

test('other numbers are numbers', () => {
  expect(parseJson('[1,-2,0.5,9007199254740991]')).toEqual([1, -2, 0.5, 9007199254740991])
})

test('any JSON text survives a round trip', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = JSON.stringify(value)
      expect(stringifyJson(parseJson(text))).toBe(text)
    }),
  )
})

test('exact integers are computed with as integers', () => {
  expect(toBigInt(new Exact('9007199254740993'))).toBe(9007199254740993n)
  expect(toBigInt('12')).toBe(12n)
  expect(toBigInt(1.5)).toBeUndefined()
  expect(toBigInt(undefined)).toBeUndefined()
  expect(isNumber(new Exact('1.10'))).toBe(true)
})

test('text that is cut off is refused', () => {
  expect(() => parseJson('{"a": [1')).toThrow(SyntaxError)
})
