import { expect, test } from 'vitest'
import type { Family } from '~/contract/types.ts'
import { loadFacts } from '../input/facts.ts'
import { namesOf } from './names.ts'
import { readerOf, targetsOf } from './targets.ts'

async function origin(family: Family, id: string, args: Record<string, unknown>, answer: unknown) {
  const facts = await loadFacts(family)
  const operation = facts.operations[id]
  if (!operation) throw new Error(`${family} has no ${id}`)
  return { facts, operation, args, answer }
}

test('names follow from the field, or from what holds it', () => {
  expect(namesOf('/v2/{project_id}/instances', ['instances', 0, 'instance_id'])).toEqual(['instanceid'])
  expect(namesOf('/v2/{project_id}/x/topics', ['topics', 3, 'name'])).toEqual(['topicname', 'topic'])
  expect(namesOf('/v2/{project_id}/apic/instances/{i}/api-groups', ['id'])).toEqual([
    'apigroupid',
    'apigroup',
    'groupid',
    'group',
  ])
  expect(namesOf('/v2/x', ['status'])).toEqual([])
})

test('an instance of a list opens the read of it', async () => {
  const from = await origin('rocketmq', 'listInstances', {}, { instances: [{ instance_id: 'i-1', name: 'orders' }] })
  const reader = readerOf(targetsOf(from, ['instances', 0, 'instance_id']))
  expect(reader?.operation.id).toBe('getInstance')
  expect(reader?.values).toEqual({ instance_id: 'i-1' })
})

test('a topic of a list takes the instance along', async () => {
  const from = await origin('rocketmq', 'listTopics', { instance_id: 'i-1' }, { topics: [{ name: 'order.paid' }] })
  const targets = targetsOf(from, ['topics', 0, 'name'])
  expect(readerOf(targets)?.values).toEqual({ instance_id: 'i-1', topic: 'order.paid' })
  expect(targets.map((target) => target.operation.id)).toContain('deleteTopic')
})

test('options are followed backwards, into parameters and bodies', async () => {
  const from = await origin(
    'roma-apic',
    'listApiGroups',
    { instance_id: 'r-1' },
    { groups: [{ id: 'g-1', name: 'shop' }] },
  )
  const targets = targetsOf(from, ['groups', 0, 'id'])
  expect(readerOf(targets)).toMatchObject({
    operation: { id: 'getApiGroup' },
    values: { instance_id: 'r-1', group_id: 'g-1' },
  })
  expect(targets.find((target) => target.parameter.startsWith('body.'))).toMatchObject({ why: 'options' })
})

test('a job opens what reads it, with the arguments that the contract names', async () => {
  const topics = await origin('rocketmq', 'batchDeleteTopics', { instance_id: 'i-1' }, { job_id: 'j-1' })
  expect(targetsOf(topics, ['job_id'])[0]).toMatchObject({
    why: 'job',
    operation: { id: 'getTask' },
    values: { instance_id: 'i-1', task_id: 'j-1' },
    isComplete: true,
  })
  const engine = await origin('cse-engine', 'createEngine', {}, { id: 'e-1', name: 'n', jobId: 7 })
  expect(targetsOf(engine, ['jobId'])[0]).toMatchObject({
    operation: { id: 'getEngineJob' },
    values: { engine_id: 'e-1', job_id: 7 },
  })
})

test('words, counts and switches lead nowhere', async () => {
  const from = await origin(
    'rocketmq',
    'listTopics',
    { instance_id: 'i-1' },
    { total: 1, topics: [{ permission: 'all', enabled: true }] },
  )
  expect(targetsOf(from, ['total'])).toEqual([])
  expect(targetsOf(from, ['topics', 0, 'permission'])).toEqual([])
  expect(targetsOf(from, ['topics', 0])).toEqual([])
})
