import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { brotliSize, closure, isBanned, simulationIn } from './sizes.ts'

const manifest = {
  'index.html': { file: 'a.js', imports: ['_shared.js'], dynamicImports: ['Other.tsx'] },
  'List.tsx': { file: 'b.js', imports: ['_shared.js', '_table.js'] },
  '_shared.js': { file: 's.js', imports: ['index.html'] },
  '_table.js': { file: 't.js' },
  'Other.tsx': { file: 'o.js' },
}

test('what loads together: static imports of all roots, each once, circles included; nothing lazy', () => {
  expect(
    closure(manifest, ['index.html', 'List.tsx'])
      .map(({ file }) => file)
      .sort(),
  ).toEqual(['a.js', 'b.js', 's.js', 't.js'])
})

test('a route that is gone is an error, not a smaller size', () => {
  expect(() => closure(manifest, ['Gone.tsx'])).toThrow('Gone.tsx')
})

test('sizes are those after compression', () => {
  const text = new TextEncoder().encode('const repeated = 1\n'.repeat(1000))
  expect(brotliSize(text)).toBeLessThan(text.length / 20)
})

/** A build with these files, each with what its source map names, as paths from the root of the project. */
function buildOf(files: Record<string, readonly string[]>): string {
  const folder = mkdtempSync(join(tmpdir(), 'build-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  mkdirSync(join(folder, 'assets'))
  for (const [name, sources] of Object.entries(files)) {
    const up = relative(join(folder, 'assets'), join(import.meta.dirname, '..'))
    writeFileSync(join(folder, name), '')
    writeFileSync(join(folder, `${name}.map`), JSON.stringify({ sources: sources.map((one) => join(up, one)) }))
  }
  return folder
}

test('a build without the simulated cloud has none of it', () => {
  const files = { 'assets/shell.js': ['src/main.tsx', 'src/lib/json.ts', 'node_modules/react/index.js'] }
  expect(simulationIn(buildOf(files))).toEqual([])
})

test('the simulated cloud is found by the names of its workers and by the sources of any chunk', () => {
  const folder = buildOf({ 'assets/late.js': ['mocks/browser/start.ts', 'node_modules/msw/lib/core.mjs'] })
  for (const name of ['demoWorker.js', 'mockServiceWorker.js.br']) writeFileSync(join(folder, name), '')
  expect(simulationIn(folder).toSorted()).toEqual([
    'demoWorker.js is of the simulated cloud',
    'mockServiceWorker.js.br is of the simulated cloud',
    'mocks/browser/start.ts is in assets/late.js',
    'node_modules/msw/lib/core.mjs is in assets/late.js',
  ])
})

test('of the explorer only its addresses and their names may be in the first load', () => {
  const may = ['routes.tsx', 'explorerMessages.ts'].map((name) => `src/services/explorer/${name}`)
  const mayNot = ['engine.ts', 'find/catalogueQuery.ts', 'answer/AnswerTable.tsx'].map(
    (name) => `src/services/explorer/${name}`,
  )
  expect([...may, ...mayNot, 'src/api/recentCalls.ts', 'src/paths/explorer.ts'].filter(isBanned)).toEqual(mayNot)
})
