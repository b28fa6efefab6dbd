import { describe, expect, it } from 'vitest'
import * as rocketmq from '~/contract/rocketmq/generated/operations.ts'
import { toBigInt } from '~/lib/json.ts'
import { seededId } from '../scenarios/ids.ts'
import { type TestCloud, testCloud } from './testing.ts'

const orders = seededId('orders-prod')
const legacy = seededId('legacy-events')

async function names(cloud: TestCloud, instance_id: string): Promise<(string | undefined)[]> {
  const first = await cloud.ok(rocketmq.listTopics, { instance_id, limit: 50 })
  const rest = await cloud.ok(rocketmq.listTopics, { instance_id, limit: 50, offset: 50 })
  return [...(first.topics ?? []), ...(rest.topics ?? [])].map((topic) => topic.name)
}

async function messages(cloud: TestCloud, instance_id: string, topic: string): Promise<bigint> {
  const { brokers = [] } = await cloud.ok(rocketmq.getTopicStatus, { instance_id, topic })
  const queues = brokers.flatMap((broker) => broker.queues ?? [])
  return queues.reduce(
    (sum, queue) => sum + (toBigInt(queue.max_offset) ?? 0n) - (toBigInt(queue.min_offset) ?? 0n),
    0n,
  )
}

describe('topics', () => {
  it('are listed in pages with their quota', async () => {
    const cloud = testCloud()
    const page = await cloud.ok(rocketmq.listTopics, { instance_id: orders, limit: 20, offset: 20 })
    expect(page).toMatchObject({ max: 24_000, next_offset: 40, previous_offset: 0 })
    expect(page.topics).toHaveLength(20)
    expect(page.remaining).toBe(24_000 - (page.total ?? 0))
    const all = await names(cloud, orders)
    expect(all).toHaveLength(page.total ?? 0)
    expect(all).toEqual(
      expect.arrayContaining(['order-paid', 'discount-50%off', 'promo%2Fsummer', '%DLQ%billing-writer']),
    )
    const last = await cloud.ok(rocketmq.listTopics, { instance_id: orders, limit: 50, offset: 50 })
    expect(last).toMatchObject({ next_offset: -1, previous_offset: 0 })
  })

  it('are created on chosen brokers, changed in total, and deleted', async () => {
    const cloud = testCloud()
    const body = { name: 'order-returned', brokers: ['broker-0', 'broker-2'], queue_num: 5 }
    expect(await cloud.ok(rocketmq.createTopic, { instance_id: orders, body })).toEqual({ id: 'order-returned' })
    const args = { instance_id: orders, topic: 'order-returned' }
    expect(await cloud.ok(rocketmq.getTopic, args)).toEqual({
      total_read_queue_num: 10,
      total_write_queue_num: 10,
      permission: 'all',
      brokers: [
        { broker_name: 'broker-0', read_queue_num: 5, write_queue_num: 5 },
        { broker_name: 'broker-2', read_queue_num: 5, write_queue_num: 5 },
      ],
    })
    await cloud.ok(rocketmq.updateTopic, { ...args, body: { read_queue_num: 13, permission: 'sub' } })
    expect(await cloud.ok(rocketmq.getTopic, args)).toMatchObject({
      total_read_queue_num: 13,
      total_write_queue_num: 10,
      permission: 'sub',
      brokers: [{ read_queue_num: 7 }, { read_queue_num: 6 }],
    })
    expect(await messages(cloud, orders, 'order-returned')).toBe(0n)
    expect((await cloud.raw(rocketmq.deleteTopic, args)).status).toBe(204)
    expect(await cloud.refusal(rocketmq.getTopic, args)).toBe('404 DMS.10240401')
    expect(await names(cloud, orders)).not.toContain('order-returned')
  })

  it('are refused when taken, badly named, on an unknown broker, or too large', async () => {
    const cloud = testCloud()
    const bodies = [
      { name: 'order-paid' },
      { name: 'has space' },
      { name: '订单' },
      { name: 'ok-name', brokers: ['broker-9'] },
      { name: 'ok-name', queue_num: 51 },
    ]
    for (const body of bodies) {
      expect(await cloud.refusal(rocketmq.createTopic, { instance_id: orders, body })).toBe('400 DMS.00400800')
    }
    await cloud.ok(rocketmq.createTopic, { instance_id: orders, body: { name: '100%25|x.y' } })
    expect((await cloud.ok(rocketmq.getTopic, { instance_id: orders, topic: '100%25|x.y' })).total_read_queue_num).toBe(
      9,
    )
  })

  it('whose name ends in -slow take a while to appear and to go', async () => {
    const cloud = testCloud()
    const args = { instance_id: orders, topic: 'order-slow' }
    await cloud.ok(rocketmq.createTopic, { instance_id: orders, body: { name: 'order-slow' } })
    expect(await cloud.refusal(rocketmq.getTopic, args)).toBe('404 DMS.10240401')
    cloud.advance(4_000)
    expect(await names(cloud, orders)).toContain('order-slow')
    await cloud.ok(rocketmq.deleteTopic, args)
    expect(await names(cloud, orders)).toContain('order-slow')
    cloud.advance(4_000)
    expect(await cloud.refusal(rocketmq.getTopic, args)).toBe('404 DMS.10240401')
  })

  it('of a batch go one after another while the task runs; a second one has to wait', async () => {
    const cloud = testCloud()
    const topics = ['cart-created', 'cart-updated', 'cart-failed', 'no-such-topic']
    const { job_id: task_id = '' } = await cloud.ok(rocketmq.batchDeleteTopics, {
      instance_id: orders,
      body: { topics },
    })
    const state = async () => (await cloud.ok(rocketmq.getTask, { instance_id: orders, task_id })).tasks?.[0]?.status
    const left = async () => (await names(cloud, orders)).filter((name) => topics.includes(name ?? '')).length
    expect([await state(), await left()]).toEqual(['CREATED', 3])
    expect(
      await cloud.refusal(rocketmq.batchDeleteTopics, { instance_id: orders, body: { topics: ['app-log'] } }),
    ).toBe('400 DMS.00400017')
    expect(await cloud.refusal(rocketmq.deleteTask, { instance_id: orders, task_id })).toBe('400 DMS.00400017')
    cloud.advance(5_500)
    expect([await state(), await left()]).toEqual(['EXECUTING', 1])
    cloud.advance(2_500)
    // One of the names was not there: the others are gone, and the task says that it failed.
    expect([await state(), await left()]).toEqual(['FAILED', 0])
    await cloud.ok(rocketmq.batchDeleteTopics, { instance_id: orders, body: { topics: ['app-log'] } })
  })

  it('grow with the clock and lose what is older than their retention', async () => {
    const cloud = testCloud()
    const before = await messages(cloud, orders, 'order-paid')
    // 72 hours of one message in 4 seconds.
    expect(Number(before)).toBeCloseTo(64_800, -2)
    const queue = async () => {
      const { brokers = [] } = await cloud.ok(rocketmq.getTopicStatus, { instance_id: orders, topic: 'order-paid' })
      return brokers[0]?.queues?.[0]
    }
    const early = await queue()
    cloud.advance(480_000)
    const late = await queue()
    expect(Number(late?.max_offset) - Number(early?.max_offset)).toBe(10)
    expect(Number(late?.min_offset) - Number(early?.min_offset)).toBe(10)
    expect(Number(late?.last_message_time)).toBeLessThanOrEqual(cloud.now())
  })

  it('take messages in queues that are added, from then on and from offset 0', async () => {
    const cloud = testCloud()
    const args = { instance_id: orders, topic: 'order-paid' }
    const states = async () => {
      const { brokers = [] } = await cloud.ok(rocketmq.getTopicStatus, args)
      const queues = brokers.flatMap((broker) => (broker.queues ?? []).map((queue) => ({ broker, ...queue })))
      return queues.map(({ broker, id, ...queue }) => ({
        name: `${broker.broker_name} ${id}`,
        max: toBigInt(queue.max_offset) ?? -1n,
        min: toBigInt(queue.min_offset) ?? -1n,
        last: Number(queue.last_message_time),
      }))
    }
    const before = await states()
    const changedAt = cloud.now()
    await cloud.ok(rocketmq.updateTopic, { ...args, body: { read_queue_num: 15, write_queue_num: 15 } })
    const added = (await states()).filter(({ name }) => !before.some((queue) => queue.name === name))
    expect(added.map(({ name }) => name)).toEqual(['broker-0 4', 'broker-1 4', 'broker-2 4'])
    expect(added.every(({ min, max, last }) => min === 0n && max === 0n && last === 0)).toBe(true)
    expect((await states()).filter((queue) => !added.some(({ name }) => name === queue.name))).toEqual(before)

    // 20 rounds of 15 queues, one message in 4 seconds.
    cloud.advance(20 * 15 * 4_000)
    const after = await states()
    const grown = (name: string, from: bigint) => (after.find((queue) => queue.name === name)?.max ?? 0n) - from
    for (const { name, max } of [...before, ...added]) expect(grown(name, max)).toBe(20n)
    for (const { name } of added) {
      expect(after.find((queue) => queue.name === name)).toMatchObject({ min: 0n })
      expect(after.find((queue) => queue.name === name)?.last).toBeGreaterThan(changedAt)
    }

    // What lies in a new queue says so, in the order of its offsets, and its groups have read it.
    const { messages: sent = [] } = await cloud.ok(rocketmq.listMessages, {
      ...args,
      start_time: String(changedAt + 1),
      end_time: String(cloud.now()),
      limit: '1000',
    })
    const inNew = sent.filter(
      (message) => Number(message.queue_id) === 4 && message.store_host?.startsWith('192.168.1.11:'),
    )
    expect(inNew.map((message) => Number(message.queue_offset))).toEqual(Array.from({ length: 20 }, (_, at) => 19 - at))
    const progress = await cloud.ok(rocketmq.listConsumerGroupTopics, {
      instance_id: orders,
      group: 'order-fulfilment',
      topic: 'order-paid',
    })
    const read = progress.brokers?.[1]?.queues?.[4]
    expect(read).toMatchObject({ id: 4, broker_offset: 20, consumer_offset: 20, lag: 0 })
  })

  it('of which fewer are written to send no more to the others', async () => {
    const cloud = testCloud()
    const args = { instance_id: orders, topic: 'order-paid' }
    await cloud.ok(rocketmq.updateTopic, { ...args, body: { write_queue_num: 3 } })
    const before = await messages(cloud, orders, 'order-paid')
    const maxima = async () => {
      const { brokers = [] } = await cloud.ok(rocketmq.getTopicStatus, args)
      return brokers.map((broker) => broker.queues?.map((queue) => Number(queue.max_offset)) ?? [])
    }
    const early = await maxima()
    cloud.advance(120_000)
    const late = await maxima()
    expect(late).toEqual(early.map(([first = 0, ...others]) => [first + 10, ...others]))
    // What is older than the retention still goes from all of them.
    expect(await messages(cloud, orders, 'order-paid')).toBe(before)
  })

  it('may have offsets beyond 2^53', async () => {
    const cloud = testCloud()
    const { brokers = [] } = await cloud.ok(rocketmq.getTopicStatus, { instance_id: orders, topic: 'audit-trail' })
    const queue = brokers[0]?.queues?.[0]
    expect(toBigInt(queue?.max_offset)).toBeGreaterThan(9_007_199_254_740_993n)
  })

  it('on one broker have their counts without an array, except in everyStatus', async () => {
    const bare = await testCloud().raw(rocketmq.getTopicStatus, { instance_id: legacy, topic: 'events' })
    expect(bare.body).toMatchObject({ brokers: { broker_name: 'broker-0' } })
    const table = await testCloud('everyStatus').raw(rocketmq.getTopicStatus, {
      instance_id: seededId('state-running'),
      topic: 'events',
    })
    expect(table.body).toMatchObject({ brokers: [{ broker_name: 'broker-0' }] })
  })

  it('know who reads them', async () => {
    const cloud = testCloud()
    const { groups } = await cloud.ok(rocketmq.listTopicConsumerGroups, { instance_id: orders, topic: 'order-paid' })
    expect(groups).toEqual(['billing-writer', 'order-fulfilment'])
    expect(await cloud.refusal(rocketmq.listTopicConsumerGroups, { instance_id: orders, topic: 'nope' })).toBe(
      '404 DMS.10240401',
    )
  })
})

describe('tasks', () => {
  it('are listed newest first, in pages from 1, by time, and can be forgotten when they have ended', async () => {
    const cloud = testCloud()
    const page = await cloud.ok(rocketmq.listTasks, { instance_id: orders, start: 21, limit: 10 })
    expect(page.task_count).toBe('24')
    expect(page.tasks).toHaveLength(4)
    const last = page.tasks?.at(-1)
    expect(last).toMatchObject({ name: 'createInstance', status: 'SUCCESS' })
    const none = await cloud.ok(rocketmq.listTasks, {
      instance_id: orders,
      begin_time: '20260115000000',
      end_time: '20260115080000',
    })
    expect(none.task_count).toBe('0')
    expect(await cloud.refusal(rocketmq.listTasks, { instance_id: orders, begin_time: 'yesterday' })).toBe(
      '400 DMS.00400062',
    )
    await cloud.ok(rocketmq.deleteTask, { instance_id: orders, task_id: last?.id ?? '' })
    expect(await cloud.refusal(rocketmq.getTask, { instance_id: orders, task_id: last?.id ?? '' })).toBe(
      '404 DMS.00400970',
    )
  })
})
