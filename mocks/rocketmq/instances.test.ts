import { describe, expect, it } from 'vitest'
import * as rocketmq from '~/contract/rocketmq/generated/operations.ts'
import { InstanceStatuses } from '~/contract/rocketmq/generated/statuses.ts'
import { Exact } from '~/lib/json.ts'
import { seededId } from '../scenarios/ids.ts'
import { type TestCloud, testCloud } from './testing.ts'

const orders = seededId('orders-prod')
const az = ['8c90c2a4e2594c0782faa6b205afeca7', 'd539378ec1314c85b76fefa3f7071458', '9f1c5806706d4c1fb0eb72f0a9b18c77']
const order = {
  name: 'returns-prod',
  engine: 'reliability',
  engine_version: '4.8.0',
  storage_space: 600,
  vpc_id: '3db8490c-4d6d-4d8f-8d3f-047b0de4c5cf',
  subnet_id: '0a0f1fcb-f019-458d-b9e5-301867394d50',
  security_group_id: '23c5977f-ff33-4b95-a73e-08d8a0bc4e6c',
  available_zones: [az[2] ?? ''],
  product_id: 'c6.4u8g.cluster',
  storage_spec_code: 'dms.physical.storage.ultra.v2',
  broker_num: 1,
} as const

async function status(cloud: TestCloud, instance_id: string): Promise<string | undefined> {
  return (await cloud.ok(rocketmq.getInstance, { instance_id })).status
}

async function create(cloud: TestCloud, changes: object = {}): Promise<string> {
  const { instance_id = '' } = await cloud.ok(rocketmq.createInstance, {
    body: { ...order, available_zones: [...order.available_zones], ...changes },
  })
  return instance_id
}

describe('life cycle', () => {
  it('creating takes 90 seconds', async () => {
    const cloud = testCloud()
    const instance_id = await create(cloud)
    expect(await status(cloud, instance_id)).toBe('CREATING')
    expect(await cloud.refusal(rocketmq.listBrokers, { instance_id })).toBe('400 DMS.00400026')
    expect(await cloud.refusal(rocketmq.updateInstance, { instance_id, body: { description: 'x' } })).toBe(
      '400 DMS.00400026',
    )
    expect(await cloud.refusal(rocketmq.deleteInstance, { instance_id })).toBe('400 DMS.00400099')
    cloud.advance(89_000)
    expect(await status(cloud, instance_id)).toBe('CREATING')
    cloud.advance(1_000)
    expect(await status(cloud, instance_id)).toBe('RUNNING')
    expect(await cloud.ok(rocketmq.listBrokers, { instance_id })).toEqual({
      brokers: [{ ids: [0, 1, 2], broker_name: 'broker-0' }],
    })
  })

  it('creating can fail, and failed ones are deleted together', async () => {
    const cloud = testCloud('empty')
    const good = await create(cloud)
    const bad = await create(cloud, { name: 'will-fail' })
    cloud.advance(90_000)
    expect(await status(cloud, bad)).toBe('CREATEFAILED')
    const listed = async (include_failure?: 'true' | 'false') =>
      (await cloud.ok(rocketmq.listInstances, { include_failure })).instances?.map((one) => one.instance_id)
    expect(await listed('true')).toEqual([bad, good])
    expect(await listed('false')).toEqual([good])
    expect(await cloud.ok(rocketmq.deleteFailedInstances, {})).toEqual({
      results: [{ result: 'success', instance: bad }],
    })
    expect(await status(cloud, bad)).toBe('DELETING')
    expect(await status(cloud, good)).toBe('RUNNING')
  })

  it('deleting answers at once and ends in 404 after 20 seconds', async () => {
    const cloud = testCloud()
    expect((await cloud.raw(rocketmq.deleteInstance, { instance_id: orders })).status).toBe(204)
    expect(await status(cloud, orders)).toBe('DELETING')
    expect(await cloud.refusal(rocketmq.deleteInstance, { instance_id: orders })).toBe('400 DMS.00400026')
    cloud.advance(20_000)
    expect(await cloud.refusal(rocketmq.getInstance, { instance_id: orders })).toBe('404 DMS.00404022')
    const { instances = [] } = await cloud.ok(rocketmq.listInstances, {})
    expect(instances.map((one) => one.name)).not.toContain('orders-prod')
  })

  it('batch deletion fails for those that are being created, and goes on', async () => {
    const cloud = testCloud()
    const instances = [orders, seededId('search-staging'), '00000000-0000-4000-a000-000000000000']
    const { results } = await cloud.ok(rocketmq.batchDeleteInstancesById, { body: { instances } })
    expect(results?.map((one) => one.result)).toEqual(['success', 'failed', 'failed'])
    expect(await status(cloud, seededId('search-staging'))).toBe('CREATING')
    expect(await cloud.refusal(rocketmq.batchDeleteInstancesById, { body: { instances: [orders, orders] } })).toBe(
      '400 DMS.00400082',
    )
  })

  it('batch deletion refuses the one item that a fault is aimed at', async () => {
    const events = seededId('legacy-events')
    const cloud = testCloud(`fail:batchDeleteInstancesById:409:${orders}`)
    const { results } = await cloud.ok(rocketmq.batchDeleteInstancesById, { body: { instances: [orders, events] } })
    expect(results?.map((one) => one.result)).toEqual(['failed', 'success'])
    expect(await status(cloud, orders)).toBe('RUNNING')
  })
})

describe('orders that are refused', () => {
  const cases: [string, object, string][] = [
    ['an unknown zone', { available_zones: ['nowhere'] }, 'DMS.00400042'],
    ['a zone that is sold out', { available_zones: ['effdcbc7d4d64a02aa1fa26b42f56533'] }, 'DMS.00400055'],
    ['a zone without resources', { available_zones: ['02377f74dc6f4d8a8d3a6e1f0c5b9e21'] }, 'DMS.00400055'],
    ['IPv6 where the zone has none', { ipv6_enable: true }, 'DMS.00400049'],
    ['a disk that is too small', { storage_space: 500, broker_num: 2 }, 'DMS.00400500'],
    ['an EIP that is none', { enable_publicip: true, publicip_id: 'x' }, 'DMS.00400128'],
    ['the same EIP twice', { enable_publicip: true, publicip_id: `${order.vpc_id},${order.vpc_id}` }, 'DMS.00400128'],
    ['no VPC', { vpc_id: '' }, 'DMS.00400013'],
    ['an unknown VPC', { vpc_id: 'vpc-1' }, 'DMS.00400068'],
    ['no subnet', { subnet_id: '' }, 'DMS.00400016'],
    ['no security group', { security_group_id: '' }, 'DMS.00400014'],
    ['a name that is taken', { name: 'orders-prod' }, 'DMS.00400060'],
  ]
  it.each(cases)('%s', async (_what, changes, code) => {
    const cloud = testCloud()
    const body = { ...order, available_zones: [...order.available_zones], ...changes }
    expect(await cloud.refusal(rocketmq.createInstance, { body })).toBe(`400 ${code}`)
    expect((await cloud.ok(rocketmq.listInstances, { engine: 'reliability' })).instance_num).toBe(6)
  })

  it('two zones are refused, three are not', async () => {
    const cloud = testCloud()
    const body = (zones: string[]) => ({ ...order, available_zones: zones })
    expect(await cloud.refusal(rocketmq.createInstance, { body: body(az.slice(0, 2)) })).toMatch(/^400 /)
    await cloud.ok(rocketmq.createInstance, { body: body(az) })
  })

  it('the quota of instances', async () => {
    const cloud = testCloud('large')
    for (let at = 0; at < 50; at++) await create(cloud, { name: `extra-${at}` })
    expect(
      await cloud.refusal(rocketmq.createInstance, { body: { ...order, available_zones: [...order.available_zones] } }),
    ).toBe('400 DMS.00400035')
  })
})

describe('lists and changes', () => {
  it('the list serves all engines, and pages', async () => {
    const cloud = testCloud()
    const all = await cloud.ok(rocketmq.listInstances, {})
    expect(all.instances?.map((one) => one.engine)).toContain('kafka')
    const page = await cloud.ok(rocketmq.listInstances, { engine: 'reliability', offset: 4, limit: 10 })
    expect(page.instance_num).toBe(6)
    expect(page.instances?.map((one) => one.name)).toEqual(['crm-events', 'legacy-events'])
    expect(await cloud.refusal(rocketmq.listInstances, { limit: 51 })).toMatch(/^400 /)
    const search = async (name: string, exact_match_name: 'true' | 'false') =>
      (await cloud.ok(rocketmq.listInstances, { name, exact_match_name })).instance_num
    expect(await search('prod', 'false')).toBe(2)
    expect(await search('prod', 'true')).toBe(0)
  })

  it('a change keeps what is not sent', async () => {
    const cloud = testCloud()
    const before = await cloud.ok(rocketmq.getInstance, { instance_id: orders })
    await cloud.ok(rocketmq.updateInstance, { instance_id: orders, body: { description: 'C:\\temp "quoted"' } })
    expect(await cloud.ok(rocketmq.getInstance, { instance_id: orders })).toEqual({
      ...before,
      description: 'C:\\temp "quoted"',
    })
    expect(await cloud.refusal(rocketmq.updateInstance, { instance_id: orders, body: { name: 'payments-prod' } })).toBe(
      '400 DMS.00400060',
    )
  })

  it('sends fields that the contract does not know, losslessly', async () => {
    const cloud = testCloud()
    const body: unknown = await cloud.ok(rocketmq.getInstance, { instance_id: orders })
    expect(body).toMatchObject({ max_read_bytes: new Exact('18446744073709551615'), extra: {}, order_id: null })
    const { available_zones = [] } = await cloud.ok(rocketmq.listAvailableZones, {})
    expect(available_zones[0]?.remain_time).toEqual(new Exact('9223372036854775807'))
    expect(available_zones.map((zone) => zone.soldOut)).toContain(true)
  })

  it('everyStatus has each state once, and one that nobody knows', async () => {
    // The last state is not among the values that the schema lists; open enumerations may bring such.
    const cloud = testCloud('everyStatus', 'off')
    const { instances = [] } = await cloud.ok(rocketmq.listInstances, { limit: 50 })
    expect(instances.map((one) => one.status)).toEqual([...Object.keys(InstanceStatuses), 'UPGRADING_X'])
    const other = instances.find((one) => one.status === 'UPGRADING_X')?.instance_id ?? ''
    expect(await cloud.refusal(rocketmq.listTopics, { instance_id: other })).toBe('400 DMS.00400026')
  })
})
