import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { expect, test } from 'vitest'
import { activeReads, pageCalls } from './pageCalls.ts'
import type { RecentCall } from './recentCalls.ts'

const call = (id: number, change: Partial<RecentCall>): RecentCall => ({
  id,
  at: id,
  page: '/here',
  connection: 'c',
  family: 'rocketmq',
  operationId: 'listTopics',
  args: { instance_id: 'i' },
  status: 200,
  ms: 1,
  requestId: '',
  ...change,
})

test('a page has the calls that it made, the newest first, the same one once', () => {
  const recent = [call(4, {}), call(3, { operationId: 'getInstance' }), call(2, { page: '/else' }), call(1, {})]
  expect(pageCalls('/here', recent, []).map(({ id }) => id)).toEqual([4, 3])
})

test('what runs in the background is no call of a page', () => {
  expect(pageCalls('/here', [call(1, { page: '' })], [])).toEqual([])
})

test('an answer from the cache leads to the call that it came with, with the values of its page of a list', () => {
  const recent = [
    call(2, { page: '/else', args: { instance_id: 'i', offset: 20, limit: 10 } }),
    call(1, { page: '/else' }),
  ]
  const [found] = pageCalls('/here', recent, [['c', 'rocketmq', 'listTopics', { instance_id: 'i' }, { page: 3 }]])
  expect(found).toMatchObject({ id: 2, args: { offset: 20 } })
})

test('a call that is no longer remembered is known by its read', () => {
  expect(pageCalls('/here', [], [['c', 'rocketmq', 'getTopic', { instance_id: 'i', topic: 't' }]])).toEqual([
    { connection: 'c', family: 'rocketmq', operationId: 'getTopic', args: { instance_id: 'i', topic: 't' } },
  ])
  expect(pageCalls('/here', [], [['contract', 'catalogue'], ['session'], ['jobs', 'one', 'x']])).toEqual([])
})

test('only what is looked at counts', () => {
  const client = new QueryClient()
  client.setQueryData(['c', 'rocketmq', 'getTopic', {}], 1)
  client.setQueryData(['c', 'rocketmq', 'getUser', {}], 1)
  const observer = new QueryObserver(client, { queryKey: ['c', 'rocketmq', 'getUser', {}], staleTime: Infinity })
  const stop = observer.subscribe(() => undefined)
  expect(activeReads(client)).toEqual([['c', 'rocketmq', 'getUser', {}]])
  stop()
})
