import { expect, test } from 'vitest'
import type { TrackedJob } from '~/contract/console.ts'
import { jobTarget } from './jobTarget.ts'

const made = (operationId: string, args: Record<string, string>, family: TrackedJob['family'] = 'rocketmq') =>
  ({ id: 'j', connection: 'c', family, operationId, args, title: '', startedAt: '', state: 'running' }) as const
const job = (...given: Parameters<typeof made>) => jobTarget(made(...given))

test('leads to the resource, with its name encoded', () => {
  expect(job('createInstance', { instance_id: 'i' })).toEqual({
    name: 'i',
    id: 'i',
    to: '/c/c/rocketmq/instances/i',
  })
  expect(job('resetConsumerOffset', { instance_id: 'i', group_id: '%RETRY%g' })).toEqual({
    name: '%RETRY%g',
    to: '/c/c/rocketmq/instances/i/groups/%25RETRY%25g',
  })
})

test('leads to the list that something was deleted from', () => {
  expect(job('deleteInstance', { instance_id: 'i' })?.to).toBe('/c/c/rocketmq/instances')
  expect(job('deleteTopic', { instance_id: 'i', topic: 't' })?.to).toBe('/c/c/rocketmq/instances/i/topics')
  expect(job('batchDeleteConsumerGroups', { instance_id: 'i' })?.to).toBe('/c/c/rocketmq/instances/i/groups')
})

test('calls an instance by its name where that is known', () => {
  const names = new Map([['i', 'orders-prod']])
  const users = made('deleteUser', { instance_id: 'i' })
  expect(jobTarget(users, names)).toEqual({ name: 'orders-prod', id: 'i', to: '/c/c/rocketmq/instances/i/users' })
  expect(jobTarget(made('createInstance', { instance_id: 'other' }), names)?.name).toBe('other')
  expect(jobTarget(made('deleteTopic', { instance_id: 'i', topic: 't' }), names)?.name).toBe('t')
})

test('knows no page of a service without screens', () => {
  expect(job('createInstance', { instance_id: 'i' }, 'ddm')).toBeUndefined()
  expect(job('batchDeleteInstances', {})).toBeUndefined()
})
