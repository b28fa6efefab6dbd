/**
 * C9: no link of a page leads where data say. Lint forbids `href` on elements and parts; this holds its exceptions, and
 * what lint does not see: addresses that are set without JSX.
 */
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

interface Configuration {
  rules: Record<string, unknown>
  overrides: { files: string[]; rules: Record<string, unknown> }[]
}

/** Where an address stands that is not made by `paths`, and why that is safe. */
const exceptions: Record<string, string> = {
  'src/app/shell/Shell.tsx': 'the link that skips the navigation: a literal fragment of this page',
  'src/components/csv.ts': 'a download: a blob that this page has just made',
}

const root = join(import.meta.dirname, '..')
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const { rules, overrides } = JSON.parse(read('.oxlintrc.json')) as Configuration
const pages = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .map((name) => `src/${name.replaceAll('\\', '/')}`)
  .filter((name) => /\.tsx?$/.test(name) && !/\.test\.|\/generated\/|^src\/bff\//.test(name))

test('C9 lint forbids href everywhere but in the files listed here', () => {
  const forbidding = ['react/forbid-dom-props', 'react/forbid-component-props']
  for (const rule of forbidding) expect(JSON.stringify(rules[rule])).toMatch(/^\["error".*"propName":"href"/)
  const free = overrides.filter((block) => forbidding.some((rule) => rule in block.rules)).flatMap(({ files }) => files)
  for (const file of free) expect(Object.keys(exceptions)).toContain(file)
})

/** An address given to an element: as an attribute, in properties that are spread, or by hand. */
const given =
  /\b(?:href|xlinkHref)\s*(?:=(?!=)|:)|setAttribute\(\s*['"`](?:href|src)|\blocation\.(?:assign|replace)\(|\bwindow\.open\(/

test('C9 no address is set in another way either', () => {
  expect(pages.length).toBeGreaterThan(400)
  expect(pages.filter((path) => given.test(read(path))).toSorted()).toEqual(Object.keys(exceptions).toSorted())
})

test('C9 the exceptions in JSX are literal', () => {
  for (const path of Object.keys(exceptions)) expect([path, /href=\{/.test(read(path))]).toEqual([path, false])
  expect(read('src/components/csv.ts')).toContain('URL.createObjectURL(')
})
