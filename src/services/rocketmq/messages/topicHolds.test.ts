import { expect, test } from 'vitest'
import { Exact } from '~/lib/json.ts'
import { topicHolds } from './topicHolds.ts'

test('adds up all queues of all brokers, exactly', () => {
  expect(
    topicHolds({
      brokers: [
        {
          queues: [
            {
              id: 0,
              min_offset: new Exact('9007199254740993'),
              max_offset: new Exact('9007199254740996'),
              last_message_time: 5000,
            },
          ],
        },
        {
          queues: [
            { id: 0, min_offset: 0, max_offset: 4, last_message_time: 0 },
            { id: 1, min_offset: 2, max_offset: 2, last_message_time: 9000 },
          ],
        },
      ],
    }),
  ).toEqual({ messages: 7n, newest: 9000 })
})

test('an unknown offset makes the sum unknown, not smaller', () => {
  expect(
    topicHolds({
      brokers: [
        {
          queues: [
            { id: 0, min_offset: 1 },
            { id: 1, min_offset: 0, max_offset: 4 },
          ],
        },
      ],
    }),
  ).toEqual({})
  expect(topicHolds({})).toEqual({})
})
