import { describe, expect, test } from 'vitest'
import { toTopicLag, unknownTopic } from './groupLag.ts'
import { lagRows, parseOrder, parseUnfolded, withDepth, withFlipped, withOrder } from './lagRows.ts'

const queues = [
  { id: 0, lag: 1 },
  { id: 1, lag: 2 },
]
const lag = {
  topics: [
    toTopicLag('orders', {
      brokers: [
        { broker_name: 'broker-0', queues },
        { broker_name: 'broker-1', queues },
      ],
    }),
    unknownTopic('lost', new Error('no')),
  ],
  complete: true,
}
const keys = (address: string) => lagRows(lag, parseUnfolded(new URLSearchParams(address))).map((row) => row.key)

describe('tree of lag', () => {
  test('shows brokers at first, and what cannot be unfolded says so', () => {
    expect(keys('')).toEqual(['orders', 'orders/broker-0', 'orders/broker-1', 'lost'])
    expect(lagRows(lag, parseUnfolded(new URLSearchParams())).map((row) => row.isOpen)).toEqual([
      true,
      false,
      false,
      undefined,
    ])
  })

  test('orders topics by lag, what is not known last, or as they are listed', () => {
    const topics = [unknownTopic('lost', new Error('no')), toTopicLag('none', { lag: 0 }), ...lag.topics]
    const names = (address: string) => {
      const search = new URLSearchParams(address)
      return lagRows({ topics, complete: true }, parseUnfolded(search), parseOrder(search)).map((row) => row.key)
    }
    expect(names('depth=topics')).toEqual(['orders', 'none', 'lost', 'lost'])
    expect(names('depth=topics&order=listed')).toEqual(['lost', 'none', 'orders', 'lost'])
    expect(withOrder(new URLSearchParams('depth=topics'), 'listed').toString()).toBe('depth=topics&order=listed')
    expect(withOrder(new URLSearchParams('order=listed'), 'lag').toString()).toBe('')
  })

  test('unfolds to a depth, and single rows against it', () => {
    expect(keys('depth=topics')).toEqual(['orders', 'lost'])
    expect(keys('depth=queues')).toHaveLength(8)
    expect(keys('open=orders/broker-1')).toEqual([
      'orders',
      'orders/broker-0',
      'orders/broker-1',
      'orders/broker-1/0',
      'orders/broker-1/1',
      'lost',
    ])
    expect(keys('depth=queues&open=orders')).toEqual(['orders', 'lost'])
  })

  test('keeps it in the address, other parameters stay', () => {
    const once = withFlipped(new URLSearchParams('a=1'), 'promo%2Fsummer/broker-0')
    expect([...parseUnfolded(once).flipped]).toEqual(['promo%2Fsummer/broker-0'])
    expect(withFlipped(once, 'promo%2Fsummer/broker-0').toString()).toBe('a=1')
    expect(withDepth(once, 'queues').toString()).toBe('a=1&depth=queues')
    expect(withDepth(new URLSearchParams('depth=queues'), 'brokers').toString()).toBe('')
  })
})
