import { expect, test } from 'vitest'
import type { TrackedJob } from '~/contract/console.ts'
import { jobTarget } from './jobTarget.ts'

const job = (operationId: string, args: Record<string, string>, family: TrackedJob['family'] = 'rocketmq') =>
  jobTarget({ id: 'j', connection: 'c', family, operationId, args, title: '', startedAt: '', state: 'running' })

test('leads to the resource, with its name encoded', () => {
  expect(job('createInstance', { instance_id: 'i' })).toEqual({ name: 'i', to: '/c/c/rocketmq/instances/i' })
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

test('knows no page of a service without screens', () => {
  expect(job('createInstance', { instance_id: 'i' }, 'ddm')).toBeUndefined()
  expect(job('batchDeleteInstances', {})).toBeUndefined()
})
