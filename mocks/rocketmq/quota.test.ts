import { describe, expect, it } from 'vitest'
import * as rocketmq from '~/contract/rocketmq/generated/operations.ts'
import { createDb } from '../db.ts'
import { CloudProblem, type Handler } from '../simulation.ts'
import { consumerGroupHandlers } from './consumerGroups.ts'
import { seededId } from '../scenarios/ids.ts'
import { addGroup, addTopic, newInstance } from './seeds/builders.ts'
import { instances } from './state.ts'
import { START, testCloud } from './testing.ts'
import { topicHandlers } from './topics.ts'

/** An instance of one small broker with so many topics and groups, and what a call to it needs. */
function filled(number: number) {
  const db = createDb('quota')
  const row = newInstance('full', START)
  for (let at = 0; at < number; at++) {
    addTopic(row, START, `topic-${at}`, { queues: 1 })
    addGroup(row, START, `group-${at}`)
  }
  instances(db).push(row)
  const place = { db, now: START, projectId: '', region: '', user: 'tester', refuses: () => false }
  return { ...place, args: { instance_id: seededId('full') } }
}

function codeOf(run: () => unknown): string {
  try {
    run()
    return 'no refusal'
  } catch (error) {
    if (error instanceof CloudProblem) return error.code
    throw error
  }
}

describe('the last place of a quota can be taken, the next one not', () => {
  const createTopic: Handler<typeof rocketmq.createTopic> = topicHandlers.createTopic
  const createGroup: Handler<typeof rocketmq.createConsumerGroup> = consumerGroupHandlers.createConsumerGroup

  it('topics: 4,000 on a broker of the smallest flavour', () => {
    const call = { ...filled(3_999), operation: rocketmq.createTopic }
    expect(createTopic({ ...call, body: { name: 'last' } })).toEqual({ id: 'last' })
    expect(codeOf(() => createTopic({ ...call, body: { name: 'more' } }))).toBe('DMS.00400039')
  })

  it('consumer groups: as many', () => {
    const call = { ...filled(3_999), operation: rocketmq.createConsumerGroup }
    expect(createGroup({ ...call, body: { name: 'last' } })).toEqual({ name: 'last' })
    expect(codeOf(() => createGroup({ ...call, body: { name: 'more' } }))).toBe('DMS.10240019')
  })
})

it('two clouds started at the same time tell the same story', async () => {
  const instance_id = seededId('orders-prod')
  const story = async () => {
    const cloud = testCloud()
    const time = { start_time: '0', end_time: String(START), limit: '20' }
    return [
      await cloud.ok(rocketmq.listInstances, {}),
      await cloud.ok(rocketmq.listMessages, { instance_id, topic: 'order-paid', ...time }),
      await cloud.ok(rocketmq.batchDeleteTopics, { instance_id, body: { topics: ['app-log'] } }),
    ]
  }
  expect(await story()).toEqual(await story())
})
