import { describe, expect, it } from 'vitest'
import type { Problem } from '~/contract/console.ts'
import { testApp } from './testing/testApp.ts'

describe('jobs', () => {
  const job = {
    id: 'j-1',
    connection: 'c-1',
    family: 'rocketmq',
    operationId: 'createTopic',
    args: { instance_id: 'i-1' },
    title: 'Create topic 订单',
    startedAt: '2026-01-15T09:00:00Z',
    state: 'running',
  }

  it('are kept per user, newest first, and cut down to their own fields', async () => {
    const t = testApp()
    const cookie = await t.setUp()
    expect((await t.call('/api/jobs/j-1', { method: 'PUT', body: { ...job, extra: 'x' }, cookie })).status).toBe(204)
    await t.call('/api/jobs/j-2', {
      method: 'PUT',
      body: { ...job, id: 'j-2', startedAt: '2026-01-15T09:01:00Z' },
      cookie,
    })
    await t.call('/api/jobs/j-1', {
      method: 'PUT',
      body: { ...job, state: 'done', finishedAt: '2026-01-15T09:05:00Z' },
      cookie,
    })
    const { json } = await t.call<{ jobs: object[] }>('/api/jobs', { cookie })
    expect(json.jobs).toEqual([
      { ...job, id: 'j-2', startedAt: '2026-01-15T09:01:00Z' },
      { ...job, state: 'done', finishedAt: '2026-01-15T09:05:00Z' },
    ])
    await t.call('/api/jobs/j-2', { method: 'DELETE', cookie })
    expect((await t.call<{ jobs: object[] }>('/api/jobs', { cookie })).json.jobs).toHaveLength(1)
  })

  it('keep the items of a bulk change, the longest there can be', async () => {
    const t = testApp()
    const cookie = await t.setUp()
    const items = Array.from({ length: 500 }, (_, index) => ({ name: `${index}`.padEnd(127, 'x'), outcome: 'failed' }))
    const bulk = { ...job, items, itemCount: 700, set: { enabled: false, retry_max_time: 3 } }
    expect((await t.call('/api/jobs/j-1', { method: 'PUT', body: bulk, cookie })).status).toBe(204)
    expect((await t.call<{ jobs: object[] }>('/api/jobs', { cookie })).json.jobs).toEqual([bulk])
  })

  it.each([
    ['id', { id: 'other' }],
    ['family', { family: 'kafka' }],
    ['state', { state: 'lost' }],
    ['args.instance_id', { args: { instance_id: 5 } }],
    ['startedAt', { startedAt: 'yesterday' }],
    ['title', { title: 'a\u0000b' }],
    ['items', { items: 'order' }],
    ['items[1].name', { items: [{ name: 'a' }, {}] }],
    ['items[0].outcome', { items: [{ name: 'a', outcome: 'lost' }] }],
    ['itemCount', { itemCount: -1 }],
    ['set', { set: { brokers: ['broker-0'] } }],
  ])('names the wrong field %s', async (field, change) => {
    const t = testApp()
    const cookie = await t.setUp()
    const answer = await t.call<Problem>('/api/jobs/j-1', { method: 'PUT', body: { ...job, ...change }, cookie })
    expect([answer.status, answer.json.field]).toEqual([400, field])
  })

  it('forgets the oldest beyond two hundred', async () => {
    const t = testApp()
    const cookie = await t.setUp()
    for (let i = 0; i < 205; i += 1) {
      const startedAt = new Date(Date.UTC(2026, 0, 1) + i * 1000).toISOString()
      await t.call(`/api/jobs/j-${i}`, { method: 'PUT', body: { ...job, id: `j-${i}`, startedAt }, cookie })
    }
    const { json } = await t.call<{ jobs: { id: string }[] }>('/api/jobs', { cookie })
    expect([json.jobs.length, json.jobs[0]?.id, json.jobs.at(-1)?.id]).toEqual([200, 'j-204', 'j-5'])
  })
})
