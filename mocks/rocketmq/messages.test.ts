import { describe, expect, it } from 'vitest'
import * as rocketmq from '~/contract/rocketmq/generated/operations.ts'
import type { Message, Trace } from '~/contract/rocketmq/generated/types.ts'
import { Exact, toBigInt } from '~/lib/json.ts'
import { createDb } from '../db.ts'
import { crc32 } from './bodies.ts'
import { rocketmq as rocketmqSimulation } from './index.ts'
import { seededId } from '../scenarios/ids.ts'
import { START, type TestCloud, testCloud } from './testing.ts'

const orders = seededId('orders-prod')
const HOUR = 3_600_000
const lastHour = { start_time: String(START - HOUR), end_time: String(START) }
const deadLetters = '%DLQ%billing-writer'

async function list(
  cloud: TestCloud,
  topic: string,
  args: Record<string, string> = lastHour,
  instance_id = orders,
): Promise<Message[]> {
  return (await cloud.ok(rocketmq.listMessages, { instance_id, topic, ...args })).messages ?? []
}

function property(message: Message | undefined, name: string): string | undefined {
  return message?.property_list?.find((one) => one.name === name)?.value
}

async function trace(cloud: TestCloud, msg_id = ''): Promise<Trace[]> {
  const body = await cloud.ok(rocketmq.listMessageTrace, { instance_id: orders, msg_id })
  return Array.isArray(body) ? body : (body.trace ?? [])
}

describe('messages', () => {
  it('of a time are complete, newest first, in pages of digits', async () => {
    const cloud = testCloud()
    const all = await cloud.ok(rocketmq.listMessages, {
      instance_id: orders,
      topic: 'order-paid',
      ...lastHour,
      limit: '1000',
    })
    expect(all.messages).toHaveLength(all.total ?? 0)
    expect(all.total).toBe(900)
    const times = (all.messages ?? []).map((message) => Number(message.store_timestamp))
    expect(times).toEqual(times.toSorted((one, other) => other - one))
    expect(Math.min(...times)).toBeGreaterThanOrEqual(START - HOUR)
    const page = await list(cloud, 'order-paid', { ...lastHour, offset: '890', limit: '50' })
    expect(page.map((message) => message.msg_id)).toEqual(all.messages?.slice(890).map((message) => message.msg_id))
    expect(new Set(all.messages?.map((message) => message.msg_id)).size).toBe(900)
    expect((await list(cloud, 'order-paid')).length).toBe(10)
  })

  it('are found by id, by unique key and by business key; another topic does not have them', async () => {
    const cloud = testCloud()
    const [, message] = await list(cloud, 'order-paid')
    const byId = (msg_id = '') => list(cloud, 'order-paid', { msg_id })
    expect(await byId(message?.msg_id)).toEqual([message])
    expect(await byId(property(message, 'UNIQ_KEY'))).toEqual([message])
    expect(await list(cloud, 'order-created', { msg_id: message?.msg_id ?? '' })).toEqual([])
    expect(await byId('C0A80101000027740000000000000030')).toEqual([])
    const key = property(message, 'KEYS') ?? ''
    expect(await list(cloud, 'order-paid', { ...lastHour, key })).toEqual([message])
    // The same order in another topic.
    const [shipped] = await list(cloud, 'order-shipped', { ...lastHour, key })
    expect(JSON.parse(shipped?.body ?? '')).toMatchObject({ orderId: key })
  })

  it('need an id or a time', async () => {
    const cloud = testCloud()
    const refusal = (args: Record<string, string>) =>
      cloud.refusal(rocketmq.listMessages, { instance_id: orders, topic: 'order-paid', ...args })
    expect(await refusal({})).toBe('400 DMS.00400062')
    expect(await refusal({ start_time: '1' })).toBe('400 DMS.00400062')
    expect(await refusal({ start_time: '2', end_time: '1' })).toBe('400 DMS.00400142')
    expect(await refusal({ start_time: 'today', end_time: '1' })).toMatch(/^400 /)
    expect(await refusal({ ...lastHour, limit: '5000' })).toBe('400 DMS.10240042')
    expect(await cloud.refusal(rocketmq.listMessages, { instance_id: orders, topic: 'nope', ...lastHour })).toBe(
      '404 DMS.10240401',
    )
  })

  it('have bodies of all kinds', async () => {
    const cloud = testCloud()
    const [order] = await list(cloud, 'order-paid')
    expect(order?.body).toMatch(/"customerId":90071992547\d{5},/)
    expect(() => JSON.parse(order?.body ?? '')).not.toThrow()
    const [binary] = await list(cloud, 'product-thumbnails')
    expect(binary?.body).toContain('\u0000')
    const day = { start_time: String(START - 24 * HOUR), end_time: String(START), limit: '48' }
    const sizes = (await list(cloud, 'catalog-export', day)).map((message) => message.body?.length ?? 0)
    expect(sizes.some((size) => size > 200_000)).toBe(true)
    expect(sizes.some((size) => size < 200)).toBe(true)
    const audits = await list(cloud, 'audit-trail')
    expect(audits.every((one) => (toBigInt(one.queue_offset) ?? 0n) > 9_007_199_254_740_993n)).toBe(true)
    expect(audits.some((one) => (one.queue_offset as unknown) instanceof Exact)).toBe(true)
  })

  it('have the checksum of what was stored: it fits a text, and no text that stands for other bytes', async () => {
    const cloud = testCloud()
    const sum = (text = '') => crc32(new TextEncoder().encode(text))
    // The example of 5.4.3.
    expect(sum('Hello world')).toBe(198_614_610)
    const orderPaid = await list(cloud, 'order-paid')
    expect(orderPaid.map((message) => message.body_crc)).toEqual(orderPaid.map((message) => sum(message.body)))
    const thumbnails = await list(cloud, 'product-thumbnails')
    expect(thumbnails).not.toHaveLength(0)
    for (const message of thumbnails) {
      expect(message.body).toContain('\uFFFD')
      expect(message.body_crc).not.toBe(sum(message.body))
    }
  })

  it('arrive as the clock goes', async () => {
    const cloud = testCloud()
    const [before] = await list(cloud, 'order-paid')
    cloud.advance(60_000)
    const fresh = await list(cloud, 'order-paid', {
      start_time: String(START + 1),
      end_time: String(cloud.now()),
      limit: '100',
    })
    expect(fresh).toHaveLength(15)
    expect(fresh.map((message) => message.msg_id)).not.toContain(before?.msg_id)
  })
})

describe('dead letters', () => {
  const ever = { start_time: '0', end_time: String(START), limit: '100' }

  it('are 37 for billing-writer, each a copy that names its origin', async () => {
    const cloud = testCloud()
    const dead = await list(cloud, deadLetters, ever)
    expect(dead).toHaveLength(37)
    const last = dead[0]
    expect(last?.reconsume_times).toBe(5)
    const [origin] = await list(cloud, 'order-paid', { msg_id: property(last, 'ORIGIN_MESSAGE_ID') ?? '' })
    expect(origin?.body).toBe(last?.body)
    expect(property(origin, 'UNIQ_KEY')).toBe(property(last, 'UNIQ_KEY'))
    expect(origin?.msg_id).not.toBe(last?.msg_id)
  })

  it('are exported by id and unique key, each once; a single one comes bare', async () => {
    const cloud = testCloud()
    const dead = await list(cloud, deadLetters, ever)
    const ids = dead.slice(0, 3).map((message) => message.msg_id ?? '')
    const keys = dead.slice(2, 5).map((message) => property(message, 'UNIQ_KEY') ?? '')
    const exported = await cloud.ok(rocketmq.exportDeadLetterMessages, {
      instance_id: orders,
      body: { topic: deadLetters, msg_id_list: ids, uniq_key_list: keys },
    })
    expect(exported).toHaveLength(5)
    expect(new Set(exported.map((message) => message.msg_id))).toEqual(
      new Set(dead.slice(0, 5).map((message) => message.msg_id)),
    )
    const single = { instance_id: orders, body: { topic: deadLetters, msg_id_list: ids.slice(0, 1) } }
    expect((await cloud.raw(rocketmq.exportDeadLetterMessages, single)).body).toMatchObject({ msg_id: ids[0] })
  })

  it('can have a single property, which comes bare', async () => {
    const answer = await testCloud().raw(rocketmq.listMessages, {
      instance_id: orders,
      topic: '%DLQ%refund-worker',
      ...ever,
    })
    expect(answer.body).toMatchObject({ total: 1, messages: [{ property_list: { name: 'UNIQ_KEY' } }] })
  })

  it('are exported from dead letter topics only, and something has to be chosen', async () => {
    const cloud = testCloud()
    const refusal = (body: object) => cloud.refusal(rocketmq.exportDeadLetterMessages, { instance_id: orders, body })
    expect(await refusal({ topic: 'order-paid', msg_id_list: ['a'] })).toBe('400 DMS.00400062')
    expect(await refusal({ topic: deadLetters })).toBe('400 DMS.00400062')
    expect(await refusal({ topic: '%DLQ%nobody', msg_id_list: ['a'] })).toBe('404 DMS.10240401')
  })
})

describe('traces', () => {
  it('go from the producer to every group that has read the message', async () => {
    const cloud = testCloud()
    const [message] = await list(cloud, 'order-paid', {
      start_time: String(START - HOUR),
      end_time: String(START - HOUR / 2),
    })
    const steps = await trace(cloud, message?.msg_id)
    expect(steps[0]).toMatchObject({
      trace_type: 'Pub',
      offset_msg_id: message?.msg_id,
      success: true,
      msg_type: 'Normal_Msg',
    })
    expect(new Set(steps.slice(1).map((step) => step.group_name))).toEqual(
      new Set(['billing-writer', 'order-fulfilment']),
    )
    const times = steps.map((step) => Number(step.timestamp))
    expect(times).toEqual(times.toSorted((one, other) => one - other))
    expect(await trace(cloud, property(message, 'UNIQ_KEY'))).toEqual(steps)
  })

  it('of a dead letter show every failed attempt, further apart each time', async () => {
    const cloud = testCloud()
    const [dead] = await list(cloud, deadLetters, { start_time: '0', end_time: String(START) })
    const steps = (await trace(cloud, dead?.msg_id)).filter(
      (step) => step.group_name === 'billing-writer' && step.trace_type === 'SubAfter',
    )
    expect(steps.map((step) => step.retry_times)).toEqual([0, 1, 2, 3, 4, 5])
    expect(steps.every((step) => step.success === false && step.consume_status !== 0)).toBe(true)
    expect(Number(steps.at(-1)?.timestamp)).toBeLessThanOrEqual(Number(dead?.store_timestamp))
  })

  it('show retries that succeed in the end', async () => {
    const cloud = testCloud()
    const window = { start_time: String(START - 3 * HOUR), end_time: String(START - 2.9 * HOUR), limit: '100' }
    const outcomes = await Promise.all(
      (await list(cloud, 'order-paid', window)).map((message) => trace(cloud, message.msg_id)),
    )
    const retried = outcomes.filter((steps) =>
      steps.some((step) => Number(step.retry_times) > 0 && step.success && step.trace_type === 'SubAfter'),
    )
    expect(retried.length).toBeGreaterThan(0)
  })

  it('tell the length of what was stored, not of the text that is left of it', async () => {
    const cloud = testCloud()
    const [picture] = await list(cloud, 'product-thumbnails')
    const [pub] = await trace(cloud, picture?.msg_id)
    expect(pub?.body_length).toBe(105)
    expect(new TextEncoder().encode(picture?.body).length).toBeGreaterThan(105)
  })

  it('stop where a group has not read yet', async () => {
    const cloud = testCloud()
    const [message] = await list(cloud, 'order-shipped')
    expect((await trace(cloud, message?.msg_id)).map((step) => step.trace_type)).toEqual(['Pub'])
  })

  it('of a broadcast have one consumption for each member, of a transaction its end', async () => {
    const cloud = testCloud()
    const [price] = await list(cloud, 'promotion-updated', {
      start_time: String(START - HOUR),
      end_time: String(START - HOUR / 2),
    })
    const members = (await trace(cloud, price?.msg_id)).filter(
      (step) => step.group_name === 'price-cache' && step.trace_type === 'SubBefore',
    )
    expect(new Set(members.map((step) => step.client_host)).size).toBe(4)
    const [payment] = await list(cloud, 'payment-captured')
    expect((await trace(cloud, payment?.msg_id)).map((step) => step.trace_type)).toContain('EndTransaction')
  })

  it('come bare as in the example, and wrapped with numbers as text in everyStatus', async () => {
    const instance_id = seededId('state-running')
    const cloud = testCloud('everyStatus')
    const [message] = await list(cloud, 'events', lastHour, instance_id)
    expect(message?.queue_offset).toBeTypeOf('string')
    const wrapped = await cloud.raw(rocketmq.listMessageTrace, { instance_id, msg_id: message?.msg_id })
    expect(wrapped.body).toEqual({ trace: expect.any(Array) })
    expect((wrapped.body as { trace: unknown[] }).trace[0]).toMatchObject({ trace_type: 'Pub', retry_times: '0' })
    const bare = await testCloud().raw(rocketmq.listMessageTrace, { instance_id: orders, msg_id: 'unknown' })
    expect(bare.body).toEqual([])
    expect(await cloud.refusal(rocketmq.listMessageTrace, { instance_id })).toBe('400 DMS.00400062')
  })
})

describe('large', () => {
  it('has 100,000 messages, 10,000 topics and 2,000 groups', async () => {
    const cloud = testCloud('large')
    const instance_id = seededId('mega-cluster')
    const range = { start_time: '0', end_time: String(START), offset: '99990', limit: '50' }
    const found = await cloud.ok(rocketmq.listMessages, { instance_id, topic: 'load-test', ...range })
    expect(found.total).toBe(100_000)
    expect(found.messages).toHaveLength(10)
    expect((await cloud.ok(rocketmq.listTopics, { instance_id, offset: 9_990, limit: 50 })).topics).toHaveLength(10)
    expect((await cloud.ok(rocketmq.listConsumerGroups, { instance_id })).total).toBe(2_000)
    expect((await cloud.ok(rocketmq.listInstances, {})).instance_num).toBe(50)
    const full = { instance_id: seededId('full-cluster') }
    expect((await cloud.ok(rocketmq.listTopics, full)).remaining).toBe(0)
    expect((await cloud.ok(rocketmq.listConsumerGroups, full)).remaining).toBe(0)
  })

  it('is seeded in no time', () => {
    const took = [1, 2, 3].map(() => {
      const started = performance.now()
      rocketmqSimulation.seed(createDb('test'), 'large', { now: () => START }, { projectId: '', region: '' })
      return performance.now() - started
    })
    expect(Math.min(...took)).toBeLessThan(50)
  })
})
