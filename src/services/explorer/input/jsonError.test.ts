import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findJsonError } from './jsonError.ts'

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

test('finds a mistake exactly where the text is no JSON', () => {
  fc.assert(fc.property(fc.json(), (text) => findJsonError(text) === undefined))
  const damaged = fc.tuple(fc.json(), fc.nat(), fc.constantFrom('', ',', '}', ']', '"', '0', ':', 'x', '\n', '\\'))
  fc.assert(
    fc.property(damaged, ([text, at, sign]) => {
      const place = at % (text.length + 1)
      const changed = text.slice(0, place) + sign + text.slice(place + (sign === '' ? 1 : 0))
      return (findJsonError(changed) === undefined) === isJson(changed)
    }),
    { numRuns: 2000 },
  )
})

test.each([
  ['{\n  "a": 1,\n  b: 2\n}', 3, 3],
  ['{"a": 1 "b": 2}', 1, 9],
  ['[1, 2', 1, 6],
  ['{"a" 1}', 1, 6],
  ['[01]', 1, 2],
  ['nil', 1, 1],
  ['{} {}', 1, 4],
])('%j is wrong at line %i, column %i', (text, line, column) => {
  expect(findJsonError(text)).toMatchObject({ line, column })
})
