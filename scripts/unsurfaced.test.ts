/** Every operation has a caller, or a line in `src/contract/unsurfaced.ts` with the reason. */
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { allOperations } from '~/contract/generated/all.ts'
import type { Family } from '~/contract/types.ts'
import { unsurfaced, type Unsurfaced } from '~/contract/unsurfaced.ts'
import { screens } from '~/paths/screens.ts'
import { callsIn, flawsOf } from './callers.ts'

const root = join(import.meta.dirname, '..')
/** The explorer runs every operation: it is no screen of any. */
const pages = globSync(['src/app/**/*.{ts,tsx}', 'src/services/**/*.{ts,tsx}'], {
  cwd: root,
  exclude: ['**/*.test.*', 'src/services/explorer/**'],
})
const calls = new Set(pages.flatMap((path) => callsIn(readFileSync(join(root, path), 'utf8'))))
const withScreens = Object.keys(screens) as Family[]

test('every operation has a caller or a reason', () => {
  expect(pages.length).toBeGreaterThan(100)
  expect(calls.size).toBeGreaterThan(30)
  expect(flawsOf(allOperations, { calls, screens: withScreens }, unsurfaced)).toEqual([])
})

test('no reason is empty', () => {
  const reasons = Object.values(unsurfaced).flatMap((given) =>
    typeof given === 'string' ? given : Object.values(given),
  )
  expect(reasons.filter((reason) => reason.trim() === '')).toEqual([])
})

describe('what is missed is named', () => {
  const mqs = allOperations.filter(({ family }) => family === 'roma-mqs')
  const flaws = (called: readonly string[], reasons: Unsurfaced, families: readonly Family[] = ['roma-mqs']) =>
    flawsOf(mqs, { calls: new Set(called.map((id) => `roma-mqs ${id}`)), screens: families }, reasons)
  const all = mqs.map(({ id }) => id)

  test('an operation without caller and line', () => {
    expect(flaws(all, {})).toEqual([])
    expect(flaws(all.slice(1), {})).toEqual([`roma-mqs ${all[0]}: has neither a caller nor a line`])
    expect(flaws(all.slice(1), { 'roma-mqs': { [all[0] ?? '']: 'why' } })).toEqual([])
  })

  test('a line for what has a caller, or does not exist', () => {
    expect(flaws(all, { 'roma-mqs': { [all[0] ?? '']: 'why' } })).toEqual([
      `roma-mqs ${all[0]}: has a caller and a line`,
    ])
    expect(flaws(all, { 'roma-mqs': { gone: 'why' } as object })).toEqual(['roma-mqs gone: no such operation'])
  })

  test('the line of a family that has screens, and a family with neither', () => {
    expect(flaws([], { 'roma-mqs': 'no screens yet' }, [])).toEqual([])
    expect(flaws([], {}, [])).toEqual(['roma-mqs: has neither screens nor a line'])
    expect(flaws(all, { 'roma-mqs': 'no screens yet' })).toEqual([
      'roma-mqs: has screens now, so each operation needs a line of its own',
    ])
  })

  test('an operation of several functions is called when one of them is', () => {
    const topics = allOperations.filter(({ id, variantOf = id }) => variantOf === 'createOrBatchDeleteTopics')
    const given = (called: string) =>
      flawsOf(topics, { calls: new Set([`rocketmq ${called}`]), screens: ['rocketmq'] }, {})
    expect(given('createTopic')).toEqual(['rocketmq batchDeleteTopics: has neither a caller nor a line'])
  })
})

describe('a call', () => {
  const inFile = (code: string) =>
    callsIn(`import * as ddm from '~/contract/ddm/generated/operations.ts'\nimport './x.css'\n${code}`)

  test('is an operation that is handed over', () => {
    expect(inFile('const { data } = useQuery(query(ddm.listSchemas, params))')).toEqual(['ddm listSchemas'])
    expect(inFile('useList<typeof ddm.listSchemas>(ddm.listSchemas)')).toEqual(['ddm listSchemas'])
    expect(
      callsIn("import { listAccounts, deleteAccount as remove } from '~/contract/ddm/generated/operations.ts'"),
    ).toEqual(['ddm listAccounts', 'ddm deleteAccount'])
  })

  test('is no type, no id, no preview and no word in a comment', () => {
    expect(inFile('type Row = RowOf<typeof ddm.listSchemas>')).toEqual([])
    expect(inFile('invalidate([ddm.listSchemas.family])')).toEqual([])
    expect(inFile('request={previewRequest(ddm.createSchema, args)}')).toEqual([])
    expect(inFile('// ddm.listSchemas\n/** `ddm.createSchema` */')).toEqual([])
    expect(callsIn("import type * as ddm from '~/contract/ddm/generated/operations.ts'\nddm.listSchemas")).toEqual([])
  })
})
