import { expect, it } from 'vitest'
import type { Problem, SavedView } from '~/contract/console.ts'
import { testApp } from './testing/testApp.ts'

const view: SavedView = { id: 'v-1', list: 'rocketmq.topics', name: '支付', query: 'q=pay&f=type%3Ain%3AFIFO' }

it('keeps views of lists per user, cut down to their own fields', async () => {
  const t = testApp()
  const cookie = await t.setUp()
  const put = (body: object, id = 'v-1') => t.call(`/api/views/${id}`, { method: 'PUT', body, cookie })
  const all = async () => (await t.call<{ views: SavedView[] }>('/api/views', { cookie })).json.views
  expect((await put({ ...view, extra: 'x' })).status).toBe(204)
  expect(await all()).toEqual([view])
  await put({ ...view, name: ' payments ', query: '' })
  await put({ ...view, id: 'v-2' }, 'v-2')
  expect(await all()).toEqual([
    { ...view, name: 'payments', query: '' },
    { ...view, id: 'v-2' },
  ])
  expect((await t.call('/api/views/v-1', { method: 'DELETE', cookie })).status).toBe(204)
  expect(await all()).toEqual([{ ...view, id: 'v-2' }])
})

it('gives nothing to the signed out', async () => {
  const t = testApp()
  await t.setUp()
  expect((await t.call('/api/views')).status).toBe(401)
  expect((await t.call('/api/views/v-1', { method: 'PUT', body: view })).status).toBe(401)
})

it.each([
  ['id', { id: 'other' }],
  ['list', { list: '../topics' }],
  ['name', { name: '  ' }],
  ['name', { name: 'x'.repeat(65) }],
  ['query', { query: 'q=a#b' }],
  ['query', { query: 'x'.repeat(4001) }],
])('names the wrong field %s', async (field, change) => {
  const t = testApp()
  const cookie = await t.setUp()
  const answer = await t.call<Problem>('/api/views/v-1', { method: 'PUT', body: { ...view, ...change }, cookie })
  expect([answer.status, answer.json.field]).toEqual([400, field])
})

it('takes two hundred, and lets those be changed', async () => {
  const t = testApp()
  const cookie = await t.setUp()
  const put = (n: number) => t.call(`/api/views/v-${n}`, { method: 'PUT', body: { ...view, id: `v-${n}` }, cookie })
  for (let n = 0; n < 200; n += 1) expect((await put(n)).status).toBe(204)
  expect((await put(200)).status).toBe(400)
  expect((await put(7)).status).toBe(204)
})
