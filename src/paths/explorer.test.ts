import { expect, test } from 'vitest'
import { explorerPaths } from './explorer.ts'

const at = { connection: 'c', family: 'rocketmq', operationId: 'createTopic' } as const

test('a call stands in the address where its values are few, else by its number', () => {
  expect(explorerPaths.call(at, { instance_id: 'i' }, 7)).toBe(explorerPaths.operation(at, { instance_id: 'i' }))
  expect(explorerPaths.call(at, { body: '名'.repeat(300) }, 7)).toBe('/c/c/explorer/rocketmq/createTopic?call=7')
})
