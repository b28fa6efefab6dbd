import { expect, test } from 'vitest'
import type { Family } from '~/contract/types.ts'
import { loadFacts } from '../input/facts.ts'
import { followOf } from './followOf.ts'

async function follow(family: Family, id: string, args: Record<string, unknown>, answer: unknown) {
  const facts = await loadFacts(family)
  const operation = facts.operations[id]
  if (!operation) throw new Error(`${family} has no ${id}`)
  return followOf({ facts, operation, args, answer }).map((found) => [found.operation.id, found.values])
}

test('a job is read by what the contract names', async () => {
  const answer = { job_id: 'j-1' }
  expect(await follow('rocketmq', 'batchDeleteTopics', { instance_id: 'i-1' }, answer)).toEqual([
    ['getTask', { instance_id: 'i-1', task_id: 'j-1' }],
  ])
  expect(await follow('cse-engine', 'createEngine', {}, { id: 'e-1', jobId: 7 })).toEqual([
    ['getEngineJob', { engine_id: 'e-1', job_id: '7' }],
  ])
  expect(await follow('ddm', 'restartInstanceV1', { instance_id: 'i-1' }, { jobId: 'j-1' })).toEqual([
    ['getTask', { job_id: 'j-1' }],
  ])
})

test('without a job the resource is read, wherever its name stands', async () => {
  const instance = { instance_id: 'i-1' }
  expect(await follow('rocketmq', 'createInstance', {}, instance)).toEqual([['getInstance', instance]])
  expect(await follow('ddm', 'setAdminPassword', { ...instance, body: {} }, undefined)).toEqual([
    ['getInstanceV1', instance],
  ])
})

test('where a change works on several, each is read by itself', async () => {
  const instance = { instance_id: 'i-1' }
  const body = { databases: [{ name: 'shop' }, { name: 'stock' }] }
  expect(await follow('ddm', 'createSchemaV1', { ...instance, body }, {})).toEqual([
    ['getSchemaV1', { ...instance, ddm_dbname: 'shop' }],
    ['getSchemaV1', { ...instance, ddm_dbname: 'stock' }],
  ])
  expect(await follow('ddm', 'createSchemaV1', { ...instance, body: {} }, {})).toEqual([])
})

test('nothing is offered that cannot be read', async () => {
  expect(await follow('rocketmq', 'listInstances', {}, {})).toEqual([])
  expect(await follow('rocketmq', 'createInstance', {}, {})).toEqual([])
  expect(await follow('ddm', 'createInstanceV1', {}, { job_id: null, order_id: 'CS18' })).toEqual([])
  // The call names a job of its own, which is not the one that it starts.
  const args = { instance_id: 'i', db_name: 'd', job_id: 'old' }
  expect(await follow('ddm', 'cancelShardingTask', args, {})).toEqual([])
  expect(await follow('cse-engine', 'restoreEngineBackup', {}, { status: 'RecoveringData' })).toEqual([])
})
