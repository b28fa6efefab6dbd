import { expect, test } from 'vitest'
import type { OperationSchemas } from '~/contract/schema.ts'
import * as rocketmq from '~/contract/rocketmq/generated/operations.ts'
import { operationSchemas } from '~/contract/rocketmq/generated/schemas.ts'
import { operationSchemas as link } from '~/contract/roma-link/generated/schemas.ts'
import { operationSchemas as mqs } from '~/contract/roma-mqs/generated/schemas.ts'
import { batchFailures } from './batchFailures.ts'
import { targetOf } from './targetOf.ts'

const of = (schemas: Record<string, OperationSchemas>, id: string) => {
  const found = schemas[id]
  if (!found) throw new Error(`no ${id}`)
  return found
}

test('a call acts on the last value of its address', () => {
  const args = { instance_id: 'i', topic: 'order.paid' }
  expect(targetOf(rocketmq.deleteTopic, args)).toEqual({ kind: 'topic', name: 'order.paid' })
  expect(targetOf(rocketmq.deleteTopic, { instance_id: 'i' })).toBeUndefined()
  expect(targetOf(rocketmq.listInstances, {})).toBeUndefined()
})

test('finds what failed in every shape that the contracts have', () => {
  expect(
    batchFailures(of(operationSchemas, 'batchDeleteInstances'), 200, {
      results: [
        { instance: 'a', result: 'success' },
        { instance: 'b', result: 'failed' },
      ],
    }),
  ).toEqual({ failures: [{ id: 'b', result: 'failed' }] })
  expect(
    batchFailures(of(mqs, 'batchDeleteTopics'), 200, {
      topics: [
        { id: 't', success: false },
        { id: 'u', success: true },
      ],
    }),
  ).toEqual({ failures: [{ id: 't', result: 'false' }] })
  expect(batchFailures(of(mqs, 'updateTopics'), 206, undefined)).toEqual({ failures: [], isPartial: true })
  for (const answer of [
    [
      { id: 1, ret_status: 'error' },
      { id: 2, ret_status: 'successful' },
    ],
    { resources: [{ id: 1, ret_status: 'error' }] },
  ])
    expect(batchFailures(of(link, 'batchDeleteRules'), 200, answer)).toEqual({
      failures: [{ id: '1', result: 'error' }],
    })
  expect(batchFailures(of(link, 'forceDevicesOffline'), 200, { success: [], failed: ['d-1'] })).toEqual({
    failures: [{ id: 'd-1' }],
    count: 1,
  })
  expect(batchFailures(of(link, 'importProducts'), 200, { succ_num: 1, fail_num: 2 })).toEqual({
    failures: [],
    count: 2,
  })
})

test('says nothing when nothing failed, and of other operations', () => {
  expect(
    batchFailures(of(operationSchemas, 'batchDeleteInstances'), 200, {
      results: [{ instance: 'a', result: 'success' }],
    }),
  ).toBeUndefined()
  expect(batchFailures(of(link, 'importProducts'), 200, { succ_num: 1, fail_num: 0 })).toBeUndefined()
  expect(batchFailures(of(mqs, 'updateTopics'), 204, undefined)).toBeUndefined()
  expect(batchFailures(of(operationSchemas, 'listTopics'), 200, { topics: [] })).toBeUndefined()
})
