import { expect, test } from 'vitest'
import { Exact } from '~/lib/json.ts'
import { messagesByBroker, newestMessage, queuesOf, totalMessages } from './topicQueues.ts'

const status = {
  brokers: [
    { broker_name: 'broker-0', queues: [{ id: 0, min_offset: 10, max_offset: 25, last_message_time: 1000 }] },
    {
      broker_name: 'broker-1',
      queues: [
        {
          id: 0,
          min_offset: new Exact('9007199254740993'),
          max_offset: new Exact('9007199254740999'),
          last_message_time: 3000,
        },
      ],
    },
  ],
}

test('messages are counted exactly beyond 2^53', () => {
  expect(totalMessages(queuesOf(status))).toBe(21n)
  expect(newestMessage(queuesOf(status))).toBe(3000)
})

test('what each broker holds is the sum of its queues, unknown where one is', () => {
  expect(messagesByBroker(queuesOf(status))).toEqual([
    { broker: 'broker-0', messages: 15n },
    { broker: 'broker-1', messages: 6n },
  ])
  const brokers = [{ broker_name: 'b', queues: [{ id: 0, min_offset: 1, max_offset: 3 }, { id: 1 }] }]
  expect(messagesByBroker(queuesOf({ brokers }))).toEqual([{ broker: 'b', messages: undefined }])
})

test('an unknown part makes the sum unknown', () => {
  const queues = queuesOf({ brokers: [{ broker_name: 'b', queues: [{ id: 0, max_offset: 5 }] }, ...status.brokers] })
  expect(queues[0]?.messages).toBeUndefined()
  expect(totalMessages(queues)).toBeUndefined()
})

test('a topic without messages has no newest one', () => {
  expect(
    newestMessage(
      queuesOf({
        brokers: [{ broker_name: 'b', queues: [{ id: 0, min_offset: 0, max_offset: 0, last_message_time: 0 }] }],
      }),
    ),
  ).toBeUndefined()
  expect(totalMessages(queuesOf({}))).toBe(0n)
})
