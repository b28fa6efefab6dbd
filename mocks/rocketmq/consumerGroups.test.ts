import { describe, expect, it } from 'vitest'
import * as rocketmq from '~/contract/rocketmq/generated/operations.ts'
import { Exact, toBigInt } from '~/lib/json.ts'
import { seededId } from '../scenarios/ids.ts'
import { START, type TestCloud, testCloud } from './testing.ts'

const orders = seededId('orders-prod')
const HOUR = 3_600_000

async function lag(cloud: TestCloud, group: string, topic: string): Promise<number> {
  return Number((await cloud.ok(rocketmq.listConsumerGroupTopics, { instance_id: orders, group, topic })).lag)
}

describe('consumer groups', () => {
  it('are listed in pages with quota and neighbours, and found by name', async () => {
    const cloud = testCloud()
    const page = await cloud.ok(rocketmq.listConsumerGroups, { instance_id: orders })
    expect(page.groups).toHaveLength(10)
    expect(page).toMatchObject({ total: 25, max: 24_000, remaining: 23_975, next_offset: 10, previous_offset: -1 })
    const last = await cloud.ok(rocketmq.listConsumerGroups, { instance_id: orders, offset: 20 })
    expect(last).toMatchObject({ next_offset: -1, previous_offset: 10 })
    expect(last.groups).toHaveLength(5)
    const found = await cloud.ok(rocketmq.listConsumerGroups, { instance_id: orders, group: 'projector' })
    expect(found.total).toBe(9)
    expect(found.remaining).toBe(23_975)
  })

  it('carry fields that the contract does not know, in list and detail', async () => {
    const cloud = testCloud()
    const extra = { labels: {}, remark: '', owner: null, ticket: new Exact('9007199254740993') }
    expect(await cloud.ok(rocketmq.getConsumerGroup, { instance_id: orders, group: 'billing-writer' })).toMatchObject(
      extra,
    )
    const { groups = [] } = await cloud.ok(rocketmq.listConsumerGroups, {
      instance_id: orders,
      group: 'billing-writer',
    })
    expect(groups[0]).toMatchObject(extra)
  })

  it('a change replaces the settings: what is not sent is lost, brokers excepted', async () => {
    const cloud = testCloud()
    const args = { instance_id: orders, group: 'crm|vip-sync' }
    await cloud.ok(rocketmq.updateConsumerGroup, {
      ...args,
      body: { name: args.group, enabled: true, retry_max_time: 3 },
    })
    const after = await cloud.ok(rocketmq.getConsumerGroup, args)
    expect(after).toMatchObject({ retry_max_time: 3, brokers: ['broker-0', 'broker-1'] })
    expect(after).not.toHaveProperty('group_desc')
  })

  it('are refused when taken, on an unknown broker, with too many retries, or unknown', async () => {
    const cloud = testCloud()
    const refusal = (body: { name: string }) =>
      cloud.refusal(rocketmq.createConsumerGroup, { instance_id: orders, body })
    expect(await refusal({ name: 'billing-writer' })).toBe('400 DMS.10240018')
    expect(await refusal({ name: 'with space' })).toBe('400 DMS.00400062')
    expect(await refusal({ name: 'new-group', brokers: ['broker-7'] } as { name: string })).toBe('400 DMS.00400062')
    expect(await refusal({ name: 'new-group', retry_max_time: 17 } as { name: string })).toBe('400 DMS.00400062')
    const args = { instance_id: orders, group: 'nobody' }
    expect(await cloud.refusal(rocketmq.getConsumerGroup, args)).toBe('404 DMS.10240405')
    expect(await cloud.refusal(rocketmq.deleteConsumerGroup, args)).toBe('404 DMS.10240405')
    expect(
      await cloud.refusal(rocketmq.batchUpdateConsumerGroups, {
        instance_id: orders,
        body: { groups: [{ name: 'nobody' }] },
      }),
    ).toBe('404 DMS.10240405')
  })

  it('a new one appears, and the quota counts it', async () => {
    const cloud = testCloud()
    expect(await cloud.ok(rocketmq.createConsumerGroup, { instance_id: orders, body: { name: 'newcomer' } })).toEqual({
      name: 'newcomer',
    })
    const list = await cloud.ok(rocketmq.listConsumerGroups, { instance_id: orders, group: 'newcomer' })
    expect(list.remaining).toBe(23_974)
    expect(list.groups?.[0]).toMatchObject({
      enabled: true,
      retry_max_time: 16,
      brokers: ['broker-0', 'broker-1', 'broker-2'],
    })
    expect(await cloud.ok(rocketmq.listConsumerGroupTopics, { instance_id: orders, group: 'newcomer' })).toEqual({
      topics: [],
      total: 0,
    })
  })

  it('a batch change takes effect while its task runs', async () => {
    const cloud = testCloud()
    const body = {
      groups: [
        { name: 'billing-writer', retry_max_time: 7 },
        { name: 'fraud-check', retry_max_time: 8 },
      ],
    }
    const { job_id: task_id = '' } = await cloud.ok(rocketmq.batchUpdateConsumerGroups, { instance_id: orders, body })
    const retries = async (group: string) =>
      (await cloud.ok(rocketmq.getConsumerGroup, { instance_id: orders, group })).retry_max_time
    expect(await retries('billing-writer')).toBe(5)
    cloud.advance(4_000)
    expect([await retries('billing-writer'), await retries('fraud-check')]).toEqual([7, 16])
    cloud.advance(4_000)
    expect(await retries('fraud-check')).toBe(8)
    expect((await cloud.ok(rocketmq.getTask, { instance_id: orders, task_id })).tasks?.[0]?.status).toBe('SUCCESS')
  })

  it('deletion takes the retry topic along and leaves the dead letters', async () => {
    const cloud = testCloud()
    const { job_id: task_id = '' } = await cloud.ok(rocketmq.batchDeleteConsumerGroups, {
      instance_id: orders,
      body: { groups: ['billing-writer'] },
    })
    cloud.advance(8_000)
    expect((await cloud.ok(rocketmq.getTask, { instance_id: orders, task_id })).tasks?.[0]?.status).toBe('SUCCESS')
    expect(await cloud.refusal(rocketmq.getConsumerGroup, { instance_id: orders, group: 'billing-writer' })).toBe(
      '404 DMS.10240405',
    )
    expect(await cloud.refusal(rocketmq.getTopic, { instance_id: orders, topic: '%RETRY%billing-writer' })).toBe(
      '404 DMS.10240401',
    )
    expect((await cloud.ok(rocketmq.getTopic, { instance_id: orders, topic: '%DLQ%billing-writer' })).permission).toBe(
      'sub',
    )
  })
})

describe('lag', () => {
  it('is small for who keeps up, grows for who is slow, and sums up', async () => {
    const cloud = testCloud()
    expect(await lag(cloud, 'order-fulfilment', 'order-paid')).toBeLessThan(3)
    const before = await lag(cloud, 'analytics-loader', 'order-created')
    cloud.advance(HOUR)
    const after = await lag(cloud, 'analytics-loader', 'order-created')
    // It reads three quarters of 900 messages an hour.
    expect(after - before).toBeGreaterThan(220)
    expect(after - before).toBeLessThan(230)
    const detail = await cloud.ok(rocketmq.listConsumerGroupTopics, {
      instance_id: orders,
      group: 'analytics-loader',
      topic: 'order-created',
    })
    const queues = (detail.brokers ?? []).flatMap((broker) => broker.queues ?? [])
    expect(queues).toHaveLength(12)
    expect(queues.reduce((sum, queue) => sum + Number(queue.lag), 0)).toBe(Number(detail.lag))
    expect(Number(detail.max_offset) - Number(detail.consumer_offset)).toBe(Number(detail.lag))
  })

  it('of one queue shows where a consumer hangs', async () => {
    const cloud = testCloud()
    const detail = await cloud.ok(rocketmq.listConsumerGroupTopics, {
      instance_id: orders,
      group: 'search-indexer',
      topic: 'stock-changed',
    })
    const lags = (detail.brokers ?? []).flatMap((broker) => broker.queues ?? []).map((queue) => Number(queue.lag))
    expect(lags.filter((one) => one > 100)).toHaveLength(1)
  })

  it('is exact beyond 2^53', async () => {
    const detail = await testCloud().ok(rocketmq.listConsumerGroupTopics, {
      instance_id: orders,
      group: 'audit-archiver',
      topic: 'audit-trail',
    })
    const [newest, reached, behind] = [detail.max_offset, detail.consumer_offset, detail.lag].map(toBigInt)
    expect(newest).toBeGreaterThan(2n ** 53n)
    expect((newest ?? 0n) - (reached ?? 0n)).toBe(behind)
    expect(behind).toBeGreaterThan(0n)
  })

  it('stands still for a blocked group only in reading, and is worked off when it is let go', async () => {
    const cloud = testCloud()
    const args = { instance_id: orders, group: 'order-fulfilment' }
    const whole = { name: args.group, broadcast: false, retry_max_time: 16, from_beginning: false }
    await cloud.ok(rocketmq.updateConsumerGroup, { ...args, body: { ...whole, enabled: false } })
    cloud.advance(HOUR)
    expect(await lag(cloud, args.group, 'order-paid')).toBeGreaterThanOrEqual(900)
    await cloud.ok(rocketmq.updateConsumerGroup, { ...args, body: { ...whole, enabled: true } })
    expect(await lag(cloud, args.group, 'order-paid')).toBeGreaterThanOrEqual(900)
    cloud.advance(10 * 60_000)
    expect(await lag(cloud, args.group, 'order-paid')).toBeLessThan(3)
  })

  it('is not answered for a topic that the group does not read', async () => {
    const args = { instance_id: orders, group: 'billing-writer', topic: 'app-log' }
    expect(await testCloud().refusal(rocketmq.listConsumerGroupTopics, args)).toBe('404 DMS.10240401')
  })
})

describe('reset of the offset', () => {
  const args = { instance_id: orders, group_id: 'billing-writer' }
  const reset = (cloud: TestCloud, timestamp: number) =>
    cloud.ok(rocketmq.resetConsumerOffset, { ...args, body: { topic: 'order-paid', timestamp } })

  it('back: exactly the messages since then come again, and are worked off', async () => {
    const cloud = testCloud()
    const since = START - HOUR
    const { total } = await cloud.ok(rocketmq.listMessages, {
      instance_id: orders,
      topic: 'order-paid',
      start_time: String(since),
      end_time: String(START),
    })
    const { queues = [] } = await reset(cloud, since)
    expect(queues).toHaveLength(12)
    expect(await lag(cloud, 'billing-writer', 'order-paid')).toBe(total)
    const detail = await cloud.ok(rocketmq.listConsumerGroupTopics, {
      instance_id: orders,
      group: 'billing-writer',
      topic: 'order-paid',
    })
    const reached = (detail.brokers ?? []).flatMap((broker) =>
      (broker.queues ?? []).map((queue) => [broker.broker_name, queue.id, queue.consumer_offset]),
    )
    expect(queues.map((queue) => [queue.broker_name, queue.queue_id, queue.timestamp_offset])).toEqual(reached)
    cloud.advance(5 * 60_000)
    expect(await lag(cloud, 'billing-writer', 'order-paid')).toBeLessThan(3)
  })

  it('forward to now skips everything, even for a blocked group', async () => {
    const cloud = testCloud()
    const blocked = { instance_id: orders, group_id: 'promo-mailer' }
    expect(await lag(cloud, 'promo-mailer', 'order-shipped')).toBeGreaterThan(1500)
    await cloud.ok(rocketmq.resetConsumerOffset, {
      ...blocked,
      body: { topic: 'order-shipped', timestamp: START + 1000 },
    })
    expect(await lag(cloud, 'promo-mailer', 'order-shipped')).toBe(0)
    cloud.advance(HOUR)
    expect(await lag(cloud, 'promo-mailer', 'order-shipped')).toBe(900)
  })

  it('to the beginning goes to what is still kept', async () => {
    const cloud = testCloud()
    await reset(cloud, 0)
    expect(await lag(cloud, 'billing-writer', 'order-paid')).toBeGreaterThan(64_000)
  })

  it('is refused for a time that is none, and for a topic without messages', async () => {
    const cloud = testCloud()
    const refusal = (topic: string, timestamp?: number) =>
      cloud.refusal(rocketmq.resetConsumerOffset, { ...args, body: { topic, timestamp } })
    expect(await refusal('order-paid', START + 48 * HOUR)).toBe('400 DMS.00400142')
    expect(await refusal('order-paid')).toBe('400 DMS.00400142')
    const empty = { instance_id: orders, group_id: 'cart-projector', body: { topic: 'cart-created', timestamp: START } }
    await cloud.ok(rocketmq.deleteTopic, { instance_id: orders, topic: 'cart-created' })
    await cloud.ok(rocketmq.createTopic, { instance_id: orders, body: { name: 'cart-created' } })
    expect(await cloud.refusal(rocketmq.resetConsumerOffset, empty)).toBe('400 DMS.00400971')
  })
})
