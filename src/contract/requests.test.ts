import { expect, test } from 'vitest'
import { parseJson, stringifyJson } from '~/lib/json.ts'
import { withPast, withSaved, type KeptRequests, type PastRequest, type SavedRequest } from './requests.ts'

const past = (id: string, args: Record<string, unknown> = {}): PastRequest => ({
  id,
  family: 'ddm',
  operationId: 'listInstances',
  args,
  at: '2026-01-01T00:00:00Z',
  connection: 'c',
  status: 200,
  ms: 1,
  requestId: 'r',
})
const saved = (name: string, args: Record<string, unknown> = {}, id = name): SavedRequest => ({
  id,
  name,
  family: 'ddm',
  operationId: 'listInstances',
  args,
  at: '2026-01-01T00:00:00Z',
})
const none: KeptRequests = { past: [], saved: [] }

test('keeps the newest hundred calls, each once', () => {
  let requests = none
  for (let index = 0; index < 150; index += 1) requests = withPast(requests, past(`p${index}`))
  requests = withPast(requests, past('p149'))
  expect(requests.past).toHaveLength(100)
  expect(requests.past.slice(0, 2).map(({ id }) => id)).toEqual(['p149', 'p148'])
})

test('keeps a call whose body is too large without it, and says so', () => {
  const [call] = withPast(none, past('p', { instance_id: 'i', body: 'x'.repeat(20_000) })).past
  expect(call).toMatchObject({ args: { instance_id: 'i' }, isCut: true })
  expect(call?.args).not.toHaveProperty('body')
})

test('stays within its room', () => {
  let requests = none
  for (let index = 0; index < 100; index += 1)
    requests = withPast(requests, past(`p${index}`, { body: 'x'.repeat(15_000) }))
  expect(stringifyJson(requests).length).toBeLessThanOrEqual(401_000)
  expect(requests.past.length).toBeGreaterThan(10)
})

test('a saved request takes the place of the one with its name, or with its id', () => {
  const twice = withSaved(withSaved(none, saved('a', { n: 1 })) ?? none, saved('a', { n: 2 }, 'other')) ?? none
  expect(twice.saved.map((one) => one.args)).toEqual([{ n: 2 }])
  expect(withSaved(twice, saved('b', {}, 'other'))?.saved.map(({ name }) => name)).toEqual(['b'])
  expect(withSaved(none, saved('a', { body: 'x'.repeat(500_000) }))).toBeUndefined()
})

test('numbers stay exact', () => {
  const requests = withPast(none, past('p', parseJson('{"n":9007199254740993}') as Record<string, unknown>))
  expect(stringifyJson(requests)).toContain('9007199254740993')
})
