/** The rules of docs/security.md and the tests that name them: neither says what the other does not know. */
import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')
const read = (path: string) => readFileSync(join(root, path), 'utf8')

/** One id or several ("L1 and L3") at the beginning of a title. */
const named = /['"`]((?:[CDFHKLOPRSXZ]\d{1,2}(?:, | and | ))+)/g

/** The ids that the titles of a file name. */
function idsIn(file: string): string[] {
  return [...read(file).matchAll(named)].flatMap(([, ids = '']) => ids.match(/[A-Z]\d+/g) ?? [])
}

const files = globSync(['src/**/*.test.{ts,tsx}', 'mocks/**/*.test.ts', 'scripts/**/*.test.ts', 'e2e/**/*.e2e.ts'], {
  cwd: root,
}).map((file) => file.replaceAll('\\', '/'))
const rows = read('docs/security.md')
  .split('\n')
  .flatMap((line) => {
    const [, id, cells] = /^\| ([A-Z]\d+) \| (.*) \|$/.exec(line) ?? []
    return id === undefined || cells === undefined
      ? []
      : [{ id, tested: cells.match(/(?<=`)[^`]+\.test\.tsx?(?=`)/g) ?? [] }]
  })

test('every id stands in the table once', () => {
  const ids = rows.map(({ id }) => id)
  expect(ids.length).toBeGreaterThan(70)
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([])
})

test('every id that a test names is a rule of the table, and every rule has a test that names it', () => {
  const inTitles = [...new Set(files.flatMap(idsIn))].toSorted()
  const inTable = rows.filter(({ tested }) => tested.length > 0).map(({ id }) => id)
  expect(inTitles).toEqual(inTable.toSorted())
})

test('the files of the table name the rule', () => {
  for (const { id, tested } of rows)
    for (const file of tested)
      expect([id, file, existsSync(join(root, file)) && idsIn(file).includes(id)]).toEqual([id, file, true])
})
