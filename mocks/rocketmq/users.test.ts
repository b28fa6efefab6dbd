import { describe, expect, it } from 'vitest'
import * as rocketmq from '~/contract/rocketmq/generated/operations.ts'
import { Exact } from '~/lib/json.ts'
import { seededId } from '../scenarios/ids.ts'
import { testCloud } from './testing.ts'

const orders = seededId('orders-prod')
const legacy = seededId('legacy-events')
const strong = 'Sim#newUser42'

describe('users', () => {
  it('come with their secrets, in pages of digits', async () => {
    const cloud = testCloud()
    const { users = [], total } = await cloud.ok(rocketmq.listUsers, { instance_id: orders, limit: '2', offset: '4' })
    expect(total).toBe(6)
    expect(users.map((user) => user.access_key)).toEqual(['inventory-service', 'partner-gateway'])
    expect(users.every((user) => user.secret_key?.startsWith('Sim#'))).toBe(true)
    const one = await cloud.ok(rocketmq.getUser, { instance_id: orders, user_name: 'inventory-service' })
    expect(one).toEqual(users[0])
    expect(one).toMatchObject({ labels: {}, comment: '', expires_at: null, revision: new Exact('9007199254740993') })
  })

  it('are created once; the answer is wrapped as in the example, and flat in everyStatus', async () => {
    const cloud = testCloud()
    const body = {
      access_key: 'returns',
      secret_key: strong,
      default_topic_perm: 'SUB',
      topic_perms: [{ name: 'order-paid', perm: 'PUB' }],
    }
    const created = await cloud.raw(rocketmq.createUser, { instance_id: orders, body })
    expect(created.body).toMatchObject({ total: 1, users: { ...body, admin: false, group_perms: [] } })
    expect(await cloud.refusal(rocketmq.createUser, { instance_id: orders, body })).toBe('400 DMS.00400062')
    const other = await testCloud('everyStatus').raw(rocketmq.createUser, {
      instance_id: seededId('state-running'),
      body,
    })
    expect(other.body).toMatchObject(body)
  })

  it.each([
    ['a short name', { access_key: 'abc', secret_key: strong }, 'DMS.00400015'],
    ['no secret', { access_key: 'returns' }, 'DMS.00400012'],
    ['a weak secret', { access_key: 'returns', secret_key: 'aaaaaaaaaa' }, 'DMS.00400012'],
    ['a short secret', { access_key: 'returns', secret_key: 'aB3#' }, 'DMS.00400012'],
    ['an unknown right', { access_key: 'returns', secret_key: strong, default_topic_perm: 'ALL' }, 'DMS.00400062'],
    [
      'a topic named twice',
      {
        access_key: 'returns',
        secret_key: strong,
        topic_perms: [
          { name: 'a', perm: 'PUB' },
          { name: 'a', perm: 'SUB' },
        ],
      },
      'DMS.00400062',
    ],
  ])('are refused with %s', async (_what, body, code) => {
    expect(await testCloud().refusal(rocketmq.createUser, { instance_id: orders, body })).toBe(`400 ${code}`)
  })

  it('are replaced by a change: what is not sent is lost, the secret excepted', async () => {
    const cloud = testCloud()
    const args = { instance_id: orders, user_name: 'inventory-service' }
    const before = await cloud.ok(rocketmq.getUser, args)
    expect(
      await cloud.ok(rocketmq.updateUser, { ...args, body: { ...before, white_remote_address: '10.0.0.1' } }),
    ).toEqual({
      ...before,
      white_remote_address: '10.0.0.1',
    })
    const bare = await cloud.ok(rocketmq.updateUser, { ...args, body: { access_key: args.user_name } })
    expect(bare).toMatchObject({ secret_key: before.secret_key, topic_perms: [], default_topic_perm: 'DENY' })
    expect(bare).not.toHaveProperty('labels')
  })

  it('are gone after deletion', async () => {
    const cloud = testCloud()
    const args = { instance_id: orders, user_name: 'analytics' }
    expect((await cloud.raw(rocketmq.deleteUser, args)).status).toBe(200)
    expect(await cloud.refusal(rocketmq.getUser, args)).toMatch(/^404 /)
    expect(await cloud.refusal(rocketmq.deleteUser, args)).toMatch(/^404 /)
  })

  it('need the ACL, which can be turned on', async () => {
    const cloud = testCloud()
    const body = { access_key: 'first', secret_key: strong }
    expect(await cloud.refusal(rocketmq.listUsers, { instance_id: legacy })).toBe('400 DMS.00400969')
    expect(await cloud.refusal(rocketmq.createUser, { instance_id: legacy, body })).toBe('400 DMS.00400969')
    expect(await cloud.refusal(rocketmq.listTopicAccessPolicies, { instance_id: legacy, topic: 'events' })).toBe(
      '400 DMS.00400969',
    )
    await cloud.ok(rocketmq.updateInstance, { instance_id: legacy, body: { enable_acl: true } })
    await cloud.ok(rocketmq.createUser, { instance_id: legacy, body })
    expect((await cloud.ok(rocketmq.listUsers, { instance_id: legacy })).total).toBe(1)
  })
})

describe('who may use it', () => {
  it('a topic: administrators, named users, and those whose default right is not DENY', async () => {
    const cloud = testCloud()
    const { policies = [], name } = await cloud.ok(rocketmq.listTopicAccessPolicies, {
      instance_id: orders,
      topic: 'discount-50%off',
    })
    expect(name).toBe('discount-50%off')
    expect(policies.map((policy) => [policy.access_key, policy.perm])).toEqual([
      ['ops-admin', ''],
      ['analytics', 'SUB'],
      ['inventory-service', 'DENY'],
      ['partner-gateway', 'PUB'],
    ])
    expect(policies.every((policy) => (policy.secret_key?.length ?? 0) > 20)).toBe(true)
  })

  it('a group: without secrets on the newer path, with secrets on the older', async () => {
    const cloud = testCloud()
    const newer = await cloud.ok(rocketmq.listConsumerGroupAccessPolicies, {
      instance_id: orders,
      group: 'billing-writer',
    })
    expect(newer.policies?.map((policy) => policy.access_key)).toEqual(['ops-admin', 'billing_writer', 'analytics'])
    expect(JSON.stringify(newer)).not.toContain('secret_key')
    const older = await cloud.ok(rocketmq.listConsumerGroupAccessPoliciesByEngine, {
      instance_id: orders,
      group_id: 'billing-writer',
      limit: '2',
    })
    expect(older.total).toBe(3)
    expect(older.policies?.map((policy) => typeof policy.secret_key)).toEqual(['string', 'string'])
    const args = { instance_id: orders, group: 'nobody' }
    expect(await cloud.refusal(rocketmq.listConsumerGroupAccessPolicies, args)).toBe('404 DMS.10240405')
  })

  it('a single policy comes bare on the older path, except in everyStatus', async () => {
    const args = { group_id: 'billing-writer', limit: '1', instance_id: orders }
    const bare = await testCloud().raw(rocketmq.listConsumerGroupAccessPoliciesByEngine, args)
    expect(bare.body).toMatchObject({ policies: { access_key: 'ops-admin' } })
    const table = { group_id: 'event-store', instance_id: seededId('state-running') }
    const wrapped = await testCloud('everyStatus').raw(rocketmq.listConsumerGroupAccessPoliciesByEngine, table)
    expect(wrapped.body).toMatchObject({ policies: [{ access_key: 'only-user', perm: 'SUB' }] })
  })
})
