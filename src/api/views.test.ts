import { expect, it } from 'vitest'
import { listOf, queryOfView, withView } from './views.ts'

it('names the same list of all instances and connections alike', () => {
  const params = { connection: 'orders', instance_id: 'i-1' }
  expect(listOf('/c/orders/rocketmq/i-1/topics', params)).toBe('rocketmq.topics')
  expect(listOf('/c/orders/rocketmq', { connection: 'orders' })).toBe('rocketmq')
  expect(listOf('/c/a%20b/rocketmq/i-1/groups', { ...params, connection: 'a b' })).toBe('rocketmq.groups')
})

it('keeps filters, order, size and columns, not the page nor what is not of the list', () => {
  const search = new URLSearchParams('mock=large&q=pay&f=type:is:A&f=name:is:%26&sort=-name&size=20&cols=name&page=3')
  expect(queryOfView(search)).toBe('q=pay&f=type%3Ais%3AA&f=name%3Ais%3A%26&sort=-name&size=20&cols=name')
})

it('replaces the view of an address, and nothing else', () => {
  const next = withView(new URLSearchParams('mock=large&q=old&page=2'), 'f=a%3Ais%3Ab&mock=evil')
  expect(next.toString()).toBe('mock=large&f=a%3Ais%3Ab')
})
