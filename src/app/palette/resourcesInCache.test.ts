import { QueryClient } from '@tanstack/react-query'
import { expect, test } from 'vitest'
import { query } from '~/api/query.ts'
import * as rocketmq from '~/contract/rocketmq/generated/operations.ts'
import { resourcesInCache } from './resourcesInCache.ts'

const args = { connection: 'c1', instance_id: 'i-1' }

test('names instances, topics, groups and users once, with the name of their instance', () => {
  const client = new QueryClient()
  client.setQueryData([...query(rocketmq.listInstances, { connection: 'c1' }).queryKey, { page: 1, size: 50 }], {
    rows: [{ instance_id: 'i-1', name: 'orders-prod' }],
    total: 1,
    complete: false,
  })
  client.setQueryData(query(rocketmq.getInstance, args).queryKey, { instance_id: 'i-1', name: 'orders-prod' })
  client.setQueryData(query(rocketmq.listTopics, args).queryKey, { topics: [{ name: 'order.paid' }, {}] })
  client.setQueryData(query(rocketmq.getTopic, { ...args, topic: 'order.paid' }).queryKey, {})
  client.setQueryData(query(rocketmq.getConsumerGroup, { ...args, group: '%DLQ%billing' }).queryKey, {})
  client.setQueryData([...query(rocketmq.listUsers, args).queryKey, 'all'], {
    rows: [{ access_key: 'auditor' }],
    complete: true,
  })
  expect(resourcesInCache(client, 'c1')).toEqual([
    { kind: 'instance', name: 'orders-prod', to: '/c/c1/rocketmq/instances/i-1' },
    { kind: 'topic', name: 'order.paid', within: 'orders-prod', to: '/c/c1/rocketmq/instances/i-1/topics/order.paid' },
    {
      kind: 'group',
      name: '%DLQ%billing',
      within: 'orders-prod',
      to: '/c/c1/rocketmq/instances/i-1/groups/%25DLQ%25billing',
    },
    { kind: 'user', name: 'auditor', within: 'orders-prod', to: '/c/c1/rocketmq/instances/i-1/users/auditor' },
  ])
})

test('keeps connections apart and leaves out what failed', async () => {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  client.setQueryData(query(rocketmq.getInstance, { ...args, connection: 'c2' }).queryKey, {
    instance_id: 'i-1',
    name: 'other',
  })
  const gone = query(rocketmq.getTopic, { ...args, topic: 'gone' })
  client.setQueryData(gone.queryKey, {})
  await client.prefetchQuery({ queryKey: gone.queryKey, queryFn: () => Promise.reject(new Error('404')), staleTime: 0 })
  expect(resourcesInCache(client, 'c1')).toEqual([])
})
