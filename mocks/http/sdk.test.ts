/**
 * The vendor's own SDK against the simulated cloud: it signs, calls and reads every RocketMQ operation that it and
 * the contract share, and the cloud has no line of code for it.
 */
import { mkdtempSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { RocketMQClient } from '@huaweicloud/huaweicloud-sdk-rocketmq/v2/public-api.js'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { loadFacts } from '../facts.ts'
import { findRoute } from '../route.ts'
import { startSimulatedCloud, type SimulatedCloud } from './server.ts'

type Answer = Record<string, unknown> & { httpStatusCode: number }

// The published core requires `uuid` without declaring it, and writes an id into the home directory.
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'uuid' ? { url: 'gantry:uuid', shortCircuit: true, format: 'commonjs' } : next(specifier, context),
  load: (url, context, next) =>
    url === 'gantry:uuid'
      ? { format: 'commonjs', shortCircuit: true, source: "exports.v4 = () => require('node:crypto').randomUUID()" }
      : next(url, context),
})
process.env['HOME'] = mkdtempSync(join(tmpdir(), 'sdk-home-'))

let cloud: SimulatedCloud
let connect: (secretKey?: string) => RocketMQClient

beforeAll(async () => {
  cloud = await startSimulatedCloud()
  const { RocketMQClient: Builder } = await import('@huaweicloud/huaweicloud-sdk-rocketmq/v2/public-api.js')
  const { BasicCredentials } = await import('@huaweicloud/huaweicloud-sdk-core')
  // It prints every failed request, with headers.
  const { Logger4jInstance } = await import('@huaweicloud/huaweicloud-sdk-core/logger/log4jLogger.js')
  vi.spyOn(Logger4jInstance, 'error').mockReturnValue(undefined)
  connect = (secretKey = cloud.secretKey) =>
    Builder.newBuilder()
      .withCredential(new BasicCredentials().withAk(cloud.accessKey).withSk(secretKey).withProjectId(cloud.projectId))
      .withEndpoint(cloud.endpoints.rocketmq)
      .build()
})
afterAll(() => cloud.close())

/** Calls a method of the SDK with a plain request, wire names; its types want model classes where it takes both. */
function caller(client: RocketMQClient) {
  return async (method: keyof RocketMQClient, request: Record<string, unknown> = {}): Promise<Answer> => {
    const call = client[method] as (this: RocketMQClient, request: unknown) => Promise<unknown>
    return (await call.call(client, request)) as Answer
  }
}

const list = (answer: Answer, field: string) => answer[field] as Record<string, unknown>[]

it('calls and reads every operation that the contract has', async () => {
  const call = caller(connect())
  const zones = list(await call('listAvailableZones'), 'available_zones')
  expect(zones.length).toBeGreaterThan(0)
  const instances = list(await call('listInstances', { engine: 'reliability', limit: 50 }), 'instances')
  const instance = instances.find(({ name }) => name === 'orders-prod')
  const instance_id = String(instance?.['instance_id'])
  const at = { instance_id }
  const engine = { ...at, engine: 'reliability' }

  const detail = await call('showInstance', at)
  expect(detail).toMatchObject({ name: 'orders-prod', status: 'RUNNING' })
  await call('updateInstance', { ...at, body: { description: 'set by the SDK' } })
  expect(await call('showInstance', at)).toMatchObject({ description: 'set by the SDK' })
  const brokers = list(await call('listBrokers', at), 'brokers')
  expect(brokers.length).toBeGreaterThan(0)

  const topic = { ...at, topic: 'sdk-topic' }
  const broker = String(brokers[0]?.['broker_name'])
  expect(
    await call('createTopicOrBatchDeleteTopic', {
      ...at,
      body: { name: 'sdk-topic', brokers: [broker], queue_num: 3, permission: 'all' },
    }),
  ).toMatchObject({ id: 'sdk-topic' })
  expect(await call('showOneTopic', topic)).toMatchObject({ permission: 'all' })
  await call('updateTopic', { ...topic, body: { permission: 'sub' } })
  expect(await call('showOneTopic', topic)).toMatchObject({ permission: 'sub' })
  expect(await call('showTopicStatus', { ...at, topic: 'order-paid' })).toHaveProperty('brokers')
  expect(list(await call('listRocketInstanceTopics', { ...at, limit: 50, offset: 0 }), 'topics')).toHaveLength(50)
  expect(list(await call('listConsumerGroupOfTopic', { ...at, topic: 'order-paid' }), 'groups')).toContain(
    'billing-writer',
  )

  await call('createConsumerGroupOrBatchDeleteConsumerGroup', {
    ...at,
    body: { name: 'sdk-group', retry_max_time: 3, enabled: true },
  })
  const group = { ...at, group: 'sdk-group' }
  expect(await call('showGroup', group)).toMatchObject({ name: 'sdk-group', retry_max_time: 3 })
  await call('updateConsumerGroup', { ...group, body: { name: 'sdk-group', retry_max_time: 5, enabled: true } })
  expect(await call('showGroup', group)).toMatchObject({ retry_max_time: 5 })
  expect(list(await call('listInstanceConsumerGroups', { ...at, limit: 50 }), 'groups').length).toBeGreaterThan(10)
  const changed = await call('batchUpdateConsumerGroup', {
    ...at,
    body: { groups: [{ name: 'sdk-group', retry_max_time: 7 }] },
  })
  expect(
    list(await call('showConsumerListOrDetails', { ...at, group: 'billing-writer', topic: 'order-paid' }), 'brokers')
      .length,
  ).toBeGreaterThan(0)
  expect(
    await call('resetConsumeOffset', {
      ...engine,
      group: 'billing-writer',
      body: { topic: 'order-paid', timestamp: Date.now() - 60_000 },
    }),
  ).toHaveProperty('queues')

  const now = Date.now()
  const messages = list(
    await call('listMessages', {
      ...engine,
      topic: 'order-paid',
      start_time: String(now - 3_600_000),
      end_time: String(now),
      limit: 5,
      offset: 0,
    }),
    'messages',
  )
  expect(messages).toHaveLength(5)
  expect(await call('listMessageTrace', { ...engine, msg_id: String(messages[0]?.['msg_id']) })).toHaveProperty(
    'httpStatusCode',
    200,
  )

  const user = {
    access_key: 'sdk-user',
    secret_key: 'Sdk-user-123',
    white_remote_address: '',
    admin: false,
    default_topic_perm: 'SUB',
    default_group_perm: 'SUB',
    topic_perms: [],
    group_perms: [],
  }
  await call('createUser', { ...at, body: user })
  expect(await call('showUser', { ...at, user_name: 'sdk-user' })).toMatchObject({
    access_key: 'sdk-user',
    default_topic_perm: 'SUB',
  })
  await call('updateUser', { ...at, user_name: 'sdk-user', body: { ...user, default_topic_perm: 'PUB' } })
  expect(await call('showUser', { ...at, user_name: 'sdk-user' })).toMatchObject({ default_topic_perm: 'PUB' })
  expect(JSON.stringify(await call('listUser', { ...at, limit: 50 }))).toContain('sdk-user')
  expect(await call('listTopicAccessPolicy', { ...at, topic: 'order-paid' })).toHaveProperty('policies')
  expect(await call('listConsumeGroupAccessPolicyForRocketMq', { ...at, group: 'billing-writer' })).toHaveProperty(
    'policies',
  )
  expect(await call('listConsumeGroupAccessPolicy', { ...engine, group: 'billing-writer' })).toHaveProperty('policies')
  await call('deleteUser', { ...at, user_name: 'sdk-user' })

  const tasks = list(await call('listBackgroundTasks', { ...at, start: 1, limit: 10 }), 'tasks')
  expect(tasks.length).toBeGreaterThan(0)
  cloud.advance(60_000)
  const task_id = String(changed['job_id'])
  expect(list(await call('showBackgroundTask', { ...at, task_id }), 'tasks')[0]).toMatchObject({ status: 'SUCCESS' })
  await call('deleteBackgroundTask', { ...at, task_id })
  await call('deleteTopic', topic)
  await call('deleteConsumerGroup', group)

  const {
    name,
    product_id,
    available_zones,
    vpc_id,
    subnet_id,
    security_group_id,
    storage_spec_code,
    storage_space,
    engine_version,
    broker_num,
  } = { ...detail, name: 'sdk-made' } as Record<string, unknown>
  const created = await call('createPostPaidInstance', {
    body: {
      name,
      product_id,
      available_zones,
      vpc_id,
      subnet_id,
      security_group_id,
      storage_spec_code,
      storage_space,
      engine_version,
      broker_num,
      engine: 'reliability',
    },
  })
  const made = { instance_id: String(created['instance_id']) }
  cloud.advance(10 * 60_000)
  expect(await call('showInstance', made)).toMatchObject({ status: 'RUNNING' })
  expect(
    list(await call('batchDeleteInstances', { body: { action: 'delete', instances: [made.instance_id] } }), 'results'),
  ).toEqual([{ instance: made.instance_id, result: 'success' }])
  await call('deleteInstance', at)
}, 30_000)

it('has called all of them, but the one that the SDK does not have', async () => {
  const { operations } = await loadFacts('rocketmq')
  const called = new Set(
    cloud.seen
      .filter(({ status }) => status < 300)
      .flatMap(({ method, target }) =>
        findRoute(operations, method, target.split('?')[0] ?? '')?.operations.map(({ path }) => `${method} ${path}`),
      ),
  )
  const missed = operations.filter(
    ({ method, path, variantOf }) => variantOf === undefined && !called.has(`${method} ${path}`),
  )
  expect(missed.map(({ id }) => id)).toEqual(['exportDeadLetterMessages'])
})

it('reads refusals of the service and of the gateway', async () => {
  await expect(
    caller(connect())('showInstance', { instance_id: '00000000-0000-4000-a000-000000000000' }),
  ).rejects.toMatchObject({ errorCode: 'DMS.00404022', httpStatusCode: 404 })
  await expect(caller(connect('wrong'))('listInstances', { engine: 'reliability' })).rejects.toMatchObject({
    errorCode: 'APIGW.0301',
    httpStatusCode: 401,
  })
})
