import { expect, test } from 'vitest'
import * as rocketmq from '~/contract/rocketmq/generated/operations.ts'
import { Exact } from '~/lib/json.ts'
import { normalizeAnswer } from './normalize.ts'
import { buildRequest, encode, pickArgs, previewRequest } from './request.ts'

test('names are encoded once, whatever stands in them', () => {
  expect(encode("%DLQ%a b/订单!'()*")).toBe('%25DLQ%25a%20b%2F%E8%AE%A2%E5%8D%95%21%27%28%29%2A')
  expect(buildRequest(rocketmq.getTopic, { instance_id: 'i', topic: '%RETRY%g' }).path).toBe(
    '/v2/-/instances/i/topics/%25RETRY%25g',
  )
})

test('constants of the contract and of a variant are filled in', () => {
  expect(buildRequest(rocketmq.listMessages, { instance_id: 'i', topic: 't', limit: '10' }).path).toBe(
    '/v2/reliability/-/instances/i/messages?topic=t&limit=10',
  )
  expect(buildRequest(rocketmq.batchDeleteTopics, { instance_id: 'i', body: { topics: ['a'] } })).toMatchObject({
    method: 'POST',
    path: '/v2/-/instances/i/topics?action=delete',
    body: '{"topics":["a"]}',
  })
  expect(buildRequest(rocketmq.createTopic, { instance_id: 'i', body: { name: 'a' } }).path).toBe(
    '/v2/-/instances/i/topics',
  )
  expect(buildRequest(rocketmq.deleteFailedInstances, { body: {} }).body).toBe(
    '{"action":"delete","all_failure":"reliability"}',
  )
})

test('numbers of the wire are sent as they came', () => {
  expect(
    buildRequest(rocketmq.resetConsumerOffset, {
      instance_id: 'i',
      group_id: 'g',
      body: { topic: 't', timestamp: new Exact('9007199254740993') },
    }).body,
  ).toBe('{"topic":"t","timestamp":9007199254740993}')
})

test('what an operation does not know never reaches a key or an address', () => {
  expect(pickArgs(rocketmq.getInstance, { connection: 'c', instance_id: 'i', topic: 't' })).toEqual({
    instance_id: 'i',
  })
})

test('a preview keeps the project open and waits for the address', () => {
  expect(previewRequest(rocketmq.createTopic, { connection: 'c', instance_id: 'i', body: { name: 'a' } })).toEqual({
    method: 'POST',
    path: '/v2/{project_id}/instances/i/topics',
    body: { name: 'a' },
  })
  expect(previewRequest(rocketmq.getTopic, { connection: 'c', instance_id: 'i', topic: '' })).toBeUndefined()
})

test('answers that come in two shapes are brought into one', () => {
  const queue = { id: 0, min_offset: 0 }
  expect(
    normalizeAnswer(rocketmq.getTopicStatus, { brokers: { broker_name: 'b', queues: [queue] }, unknown: 1 }),
  ).toEqual({ brokers: [{ broker_name: 'b', queues: [queue] }], unknown: 1 })
  expect(normalizeAnswer(rocketmq.listMessageTrace, [{ trace_type: 'Pub', retry_times: '2' }])).toEqual({
    trace: [{ trace_type: 'Pub', retry_times: 2 }],
  })
  expect(normalizeAnswer(rocketmq.listTopics, null)).toBeNull()
})
