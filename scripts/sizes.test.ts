import { expect, test } from 'vitest'
import { brotliSize, closure } from './sizes.ts'

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
