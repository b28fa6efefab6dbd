import { expect, test } from 'vitest'
import { explorerPaths } from './explorer.ts'

const at = { connection: 'c', family: 'rocketmq', operationId: 'createTopic' } as const

test('a call stands in the address where its values are few, else by its number', () => {
  const args = { instance_id: 'i' }
  expect(explorerPaths.call({ ...at, args, id: 7 })).toBe(explorerPaths.operation(at, args))
  expect(explorerPaths.call({ ...at, args: { body: '名'.repeat(700) }, id: 7 })).toBe(
    '/c/c/explorer/rocketmq/createTopic?call=7',
  )
})

test('the engine of a call stands among its values', () => {
  const args = { project_id: 'default' }
  expect(explorerPaths.call({ ...at, args, engine: 'e-1' })).toBe(
    explorerPaths.operation(at, { ...args, '@engine': 'e-1' }),
  )
})

test('a call without its body says so', () => {
  expect(explorerPaths.call({ ...at, args: {}, isCut: true })).toBe('/c/c/explorer/rocketmq/createTopic?cut=1')
  expect(explorerPaths.call({ ...at, args: { instance_id: 'i' }, isCut: true })).toBe(
    `${explorerPaths.operation(at, { instance_id: 'i' })}&cut=1`,
  )
})
