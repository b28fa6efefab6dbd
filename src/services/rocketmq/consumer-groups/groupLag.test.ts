import { describe, expect, test } from 'vitest'
import { Exact } from '~/lib/json.ts'
import {
  groupState,
  lagState,
  sum,
  topicsBehind,
  topicsUnknown,
  toTopicLag,
  totalLag,
  unknownTopic,
} from './groupLag.ts'

const answer = {
  brokers: [
    {
      broker_name: 'broker-0',
      queues: [{ id: 0, lag: 2, consumer_offset: 8, broker_offset: 10, last_message_time: 5 }],
    },
    {
      broker_name: 'broker-1',
      queues: [
        { id: 0, lag: 0, consumer_offset: 7, broker_offset: 7, last_message_time: 9 },
        { id: 1, lag: 3, consumer_offset: 4, broker_offset: 7, last_message_time: 0, client_id: '' },
      ],
    },
  ],
}

describe('lag of a topic', () => {
  test('adds up queues where the answer says nothing of the whole', () => {
    const topic = toTopicLag('orders', answer)
    expect(topic).toMatchObject({ state: 'read', lag: 5n, consumer: 19n, broker: 24n, consumedAt: 9 })
    expect(topic.brokers[1]).toMatchObject({ name: 'broker-1', lag: 3n })
  })

  test('what the answer says of the whole goes first', () => {
    expect(toTopicLag('orders', { ...answer, lag: 6, max_offset: 25, consumer_offset: 19 })).toMatchObject({
      lag: 6n,
      broker: 25n,
      consumer: 19n,
    })
  })

  test('is exact beyond 2^53', () => {
    const queues = [
      { id: 0, consumer_offset: new Exact('9007199254740993'), broker_offset: new Exact('9007199254740996') },
    ]
    expect(toTopicLag('audit', { brokers: [{ broker_name: 'broker-0', queues }] })).toMatchObject({
      lag: 3n,
      broker: 9_007_199_254_740_996n,
    })
  })

  test('one unknown queue makes its broker and the topic unknown, not smaller', () => {
    const [first, second] = answer.brokers
    const topic = toTopicLag('orders', { brokers: [first ?? {}, { ...second, queues: [{ id: 0, broker_offset: 7 }] }] })
    expect(topic.lag).toBeUndefined()
    expect(topic.brokers.map((broker) => broker.lag)).toEqual([2n, undefined])
  })

  test('a queue that was never read (offset below 0) is unknown', () => {
    expect(
      toTopicLag('orders', { brokers: [{ queues: [{ consumer_offset: -1, broker_offset: 7 }] }] }).lag,
    ).toBeUndefined()
  })

  test('an answer without details is unknown, not zero', () => {
    expect(toTopicLag('orders', { topics: [] })).toMatchObject({ lag: undefined, brokers: [] })
    expect(toTopicLag('orders', { brokers: [{ broker_name: 'broker-0' }] }).lag).toBeUndefined()
  })
})

describe('lag of a group', () => {
  const read = toTopicLag('orders', answer)

  test('is the sum over its topics', () => {
    const lag = { topics: [read, toTopicLag('quiet', { lag: 0 })], complete: true }
    expect(totalLag(lag)).toBe(5n)
    expect(topicsBehind(lag)).toBe(1)
  })

  test('is unknown while one topic is not read or has failed', () => {
    expect(totalLag({ topics: [read, unknownTopic('late')], complete: false })).toBeUndefined()
    const failed = { topics: [read, unknownTopic('lost', new Error('no'))], complete: true }
    expect(totalLag(failed)).toBeUndefined()
    expect(topicsUnknown(failed)).toBe(1)
    expect(totalLag(undefined)).toBeUndefined()
  })

  test('is zero for a group without topics once that is known', () => {
    expect(totalLag({ topics: [], complete: true })).toBe(0n)
    expect(totalLag({ topics: [], complete: false })).toBeUndefined()
    expect(sum([])).toBe(0n)
  })

  test('is judged by how much waits, only where that is known', () => {
    const stateOf = (n: bigint | undefined) => lagState({ lag: n, waitingSince: undefined }, 0)
    expect([undefined, 0n, 1n, 999n, 1000n].map(stateOf)).toEqual([
      undefined,
      'up_to_date',
      'keeping_up',
      'keeping_up',
      'behind',
    ])
  })

  test('is behind with few messages when their queue has not moved for ten minutes', () => {
    const stuck = toTopicLag('orders', {
      brokers: [
        {
          queues: [
            { lag: 0, last_message_time: 1 },
            { lag: 3, last_message_time: 500_000 },
          ],
        },
        {
          queues: [
            { lag: 2, last_message_time: 900_000 },
            { lag: 4, last_message_time: 0 },
          ],
        },
      ],
    })
    expect(stuck.waitingSince).toBe(500_000n)
    const lag = { topics: [toTopicLag('quiet', { lag: 0 }), stuck], complete: true }
    expect(groupState(lag, 1_099_999, {})).toBe('keeping_up')
    expect(groupState(lag, 1_100_000, { enabled: true })).toBe('behind')
    expect(groupState({ ...lag, complete: false }, 1_100_000, {})).toBeUndefined()
  })

  test('is blocked with any message that waits while its clients may not consume', () => {
    const stateOf = (lag: number | undefined) =>
      groupState({ topics: [toTopicLag('orders', { lag })], complete: true }, 0, { enabled: false })
    expect([undefined, 0, 1, 1000].map(stateOf)).toEqual([undefined, 'up_to_date', 'blocked', 'blocked'])
  })
})
