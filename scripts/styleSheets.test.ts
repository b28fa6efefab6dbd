import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')
const read = (path: string) => readFileSync(join(root, path), 'utf8')

/** Names that our files take from `@mantine/core`, and that it has a style sheet for. */
function styled(): string[] {
  const names = globSync('src/**/*.tsx', { cwd: root }).flatMap((path) =>
    [...read(path).matchAll(/import \{([^}]*)\} from '@mantine\/core'/g)].flatMap(([, list = '']) => list.split(',')),
  )
  const sheet = (name: string) => join(root, `node_modules/@mantine/core/styles/${name}.layer.css`)
  return [...new Set(names.map((name) => name.trim()))].filter((name) => existsSync(sheet(name))).sort()
}

test('every component of Mantine that is in use has its style sheet', () => {
  const sheets = read('src/app/theme/mantine.css')
  const used = styled()
  expect(used).toContain('PasswordInput')
  expect(used.filter((name) => !sheets.includes(`/${name}.layer.css'`))).toEqual([])
})
