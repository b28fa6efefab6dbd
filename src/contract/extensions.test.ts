/** The vocabulary of the contracts and the page that explains it (README.md) name the same extensions. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { families } from './types.ts'

const read = (path: string) => readFileSync(join(import.meta.dirname, path), 'utf8')

/** Extensions of a document; names of fields and of HTTP headers that begin alike are none. */
function extensionsIn(node: unknown, isData = false): string[] {
  if (Array.isArray(node)) return node.flatMap((one) => extensionsIn(one))
  if (node === null || typeof node !== 'object') return []
  return Object.entries(node).flatMap(([name, value]) => [
    ...(name.startsWith('x-') && !isData ? [name] : []),
    ...extensionsIn(value, name === 'properties' || name === 'x-headers'),
  ])
}

const used = new Set(families.flatMap((family) => extensionsIn(parse(read(`${family}/openapi.yaml`)))))
/** Header names, not extensions. */
const headers = new Set(['x-engine-id'])
const explained = new Set(
  [...read('README.md').matchAll(/`(x-[a-z-]+)/g)].flatMap(([, name = '']) => (headers.has(name) ? [] : [name])),
)

test('every extension of the contracts is explained', () => {
  expect(used.size).toBeGreaterThan(50)
  expect([...used].filter((name) => !explained.has(name))).toEqual([])
})

test('every extension that is explained is used', () => {
  expect([...explained].filter((name) => !used.has(name))).toEqual([])
})
