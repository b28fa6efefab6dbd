import { describe, expect, test } from 'vitest'
import { Exact } from '~/lib/json.ts'
import { toTopicLag } from './groupLag.ts'
import { boundsOf, difference, effectOf, madeMoves, plannedMoves, queueBounds, toResetRequest } from './resetOffset.ts'

const topic = toTopicLag('orders', {
  brokers: [
    {
      broker_name: 'broker-0',
      queues: [
        { id: 0, consumer_offset: 50, broker_offset: 60 },
        { id: 1, consumer_offset: new Exact('9007199254740993'), broker_offset: new Exact('9007199254740995') },
      ],
    },
  ],
})
const status = {
  brokers: [
    {
      broker_name: 'broker-0',
      queues: [
        { id: 0, min_offset: 20 },
        { id: 1, min_offset: new Exact('9007199254740992') },
      ],
    },
  ],
}

describe('what will be sent', () => {
  const values = { topic: 'orders', at: 1_700_000_000_123, confirm: 'g' }

  test('earliest is 0, now is the present, a time is itself', () => {
    expect(toResetRequest({ ...values, to: 'earliest' }, 5)).toEqual({ topic: 'orders', timestamp: 0 })
    expect(toResetRequest({ ...values, to: 'now' }, 5)).toEqual({ topic: 'orders', timestamp: 5 })
    expect(toResetRequest({ ...values, to: 'time' }, 5)).toEqual({ topic: 'orders', timestamp: 1_700_000_000_123 })
    expect(toResetRequest({ ...values, to: 'time', at: undefined }, 5)).toEqual({ topic: 'orders' })
  })
})

describe('what it will do', () => {
  test('to the earliest: everything stored comes again', () => {
    expect(effectOf(plannedMoves(topic, 'earliest', status))).toEqual({ again: 31n, skipped: 0n })
  })

  test('to the earliest, where the oldest have been deleted already: the deleted ones are skipped', () => {
    const gone = {
      brokers: [
        {
          broker_name: 'broker-0',
          queues: [
            { id: 0, min_offset: 55 },
            { id: 1, min_offset: new Exact('9007199254740993') },
          ],
        },
      ],
    }
    expect(effectOf(plannedMoves(topic, 'earliest', gone))).toEqual({ again: 0n, skipped: 5n })
  })

  test('to now: the lag is skipped', () => {
    expect(effectOf(plannedMoves(topic, 'now', undefined))).toEqual({ again: 0n, skipped: 12n })
  })

  test('to a time: not known, but bounded', () => {
    expect(effectOf(plannedMoves(topic, 'time', status))).toEqual({ again: undefined, skipped: undefined })
    expect(boundsOf(topic, status)).toEqual({ again: 31n, skipped: 12n })
    expect(queueBounds(topic, status)[0]).toEqual({ broker: 'broker-0', queue: 0, oldest: 20n, now: 50n, newest: 60n })
    expect(queueBounds(topic, undefined)[0]?.oldest).toBeUndefined()
  })

  test('is unknown without the oldest offsets, and without any queue', () => {
    expect(effectOf(plannedMoves(topic, 'earliest', undefined)).again).toBeUndefined()
    expect(
      effectOf(
        plannedMoves(topic, 'earliest', {
          brokers: [{ broker_name: 'broker-0', queues: [{ id: 0, min_offset: 20 }] }],
        }),
      ).again,
    ).toBeUndefined()
    expect(effectOf([])).toEqual({ again: undefined, skipped: undefined })
  })
})

describe('what it has done', () => {
  test('is read from the answer, queue by queue', () => {
    const moves = madeMoves(topic, [
      { broker_name: 'broker-0', queue_id: 1, timestamp_offset: new Exact('9007199254740995') },
      { broker_name: 'broker-9', queue_id: 0, timestamp_offset: 4 },
    ])
    expect(moves.map(difference)).toEqual([2n, undefined])
    expect(moves[1]).toEqual({ broker: 'broker-9', queue: 0, from: undefined, to: 4n })
  })
})
