import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { JobItem, TrackedJob } from '~/contract/console.ts'
import * as rocketmq from '~/contract/rocketmq/generated/operations.ts'
import type { ConsumerGroup } from '~/contract/rocketmq/generated/types.ts'
import { readItems, retryItems } from './jobItems.ts'
import { trackJob } from './jobs.ts'
import { queryClient } from './queryClient.ts'

let topics: { name: string }[] = []
let groups: ConsumerGroup[] = []
const calls: string[] = []
const bodies: unknown[] = []

/** Topics and groups of an instance, in pages as the cloud cuts them. */
function cloud(url: URL): unknown {
  const limit = Number(url.searchParams.get('limit'))
  const offset = Number(url.searchParams.get('offset'))
  const [key, all] = url.pathname.endsWith('/topics') ? ['topics', topics] : ['groups', groups]
  return { total: all.length, [key as string]: (all as object[]).slice(offset, offset + limit) }
}

beforeEach(() => {
  calls.length = 0
  bodies.length = 0
  vi.stubGlobal('fetch', (path: string, { method, body }: RequestInit) => {
    if (!path.startsWith('/cloud/')) return Promise.resolve(new Response(null, { status: 204 }))
    calls.push(`${method} ${path}`)
    if (body) bodies.push(JSON.parse(body as string))
    return Promise.resolve(Response.json(method === 'GET' ? cloud(new URL(path, 'http://x')) : { job_id: 'j-2' }))
  })
})
afterEach(() => {
  vi.unstubAllGlobals()
  queryClient.clear()
})

const at = { connection: 'c', instance_id: 'i' }
const deleting = (...names: string[]) =>
  trackJob(rocketmq.batchDeleteTopics, { ...at, body: { topics: names } }, { job_id: 'j-1' }, 'Delete')
const changing = (set: TrackedJob['set'], ...names: string[]) =>
  trackJob(
    rocketmq.batchUpdateConsumerGroups,
    { ...at, body: { groups: names.map((name) => ({ name, ...set })) } },
    { job_id: 'j-1' },
    'Change',
    set,
  )
const ends = (items: readonly JobItem[] | undefined) => items?.map(({ name, outcome }) => `${name} ${outcome}`)

test('the names of a bulk change are kept, five hundred at most, and none of another change', async () => {
  expect(await deleting('a', 'b')).toMatchObject({ items: [{ name: 'a' }, { name: 'b' }], itemCount: 2 })
  const many = await deleting(...Array.from({ length: 600 }, (_, index) => `t-${index}`))
  expect([many.items?.length, many.itemCount]).toEqual([500, 600])
  expect(await trackJob(rocketmq.deleteInstance, at, undefined, 'Delete')).not.toHaveProperty('items')
  // Without its settings nothing could be said of a change.
  expect(await changing(undefined, 'g')).not.toHaveProperty('items')
})

test('what is still in the list has not been deleted', async () => {
  topics = [...Array.from({ length: 60 }, (_, index) => ({ name: `t-${index}` })), { name: 'b' }]
  expect(ends(await readItems(await deleting('a', 'b', 't-3')))).toEqual(['a done', 'b failed', 't-3 failed'])
  expect(calls).toHaveLength(2)
  topics = []
  expect(ends(await readItems(await deleting('a')))).toEqual(['a done'])
})

test('reading stops where every name has been seen, and before it takes too long', async () => {
  topics = Array.from({ length: 5000 }, (_, index) => ({ name: `t-${index}` }))
  expect(ends(await readItems(await deleting('t-1', 't-2')))).toEqual(['t-1 failed', 't-2 failed'])
  expect(calls).toHaveLength(1)
  calls.length = 0
  expect(ends(await readItems(await deleting('t-1', 't-4999')))).toEqual(['t-1 failed', 't-4999 unknown'])
  expect(calls).toHaveLength(40)
})

test('a change is there when the record has its settings', async () => {
  groups = [
    { name: 'yes', enabled: false, retry_max_time: 3 },
    { name: 'no', enabled: true, retry_max_time: 3 },
    { name: 'odd', retry_max_time: 3 },
  ]
  const job = await changing({ enabled: false, retry_max_time: 3 }, 'yes', 'no', 'odd', 'gone')
  expect(ends(await readItems(job))).toEqual(['yes done', 'no failed', 'odd unknown', 'gone failed'])
})

test('a retry names only what failed, and is a job of its own', async () => {
  const job = await deleting('a', 'b', 'c')
  const items: JobItem[] = [
    { name: 'a', outcome: 'done' },
    { name: 'b', outcome: 'failed' },
    { name: 'c', outcome: 'unknown' },
  ]
  const next = await retryItems({ ...job, items }, rocketmq.batchDeleteTopics, 'Again')
  expect(calls).toEqual(['POST /cloud/c/rocketmq/v2/-/instances/i/topics?action=delete'])
  expect(bodies).toEqual([{ topics: ['b'] }])
  expect(next).toMatchObject({ jobId: 'j-2', items: [{ name: 'b' }], itemCount: 1, title: 'Again' })
  expect(next.id).not.toBe(job.id)
})

test('a retry of a change keeps what others have set meanwhile', async () => {
  groups = [{ name: 'no', enabled: true, retry_max_time: 9, brokers: ['broker-1'] }]
  const job = await changing({ enabled: false }, 'no', 'gone')
  const items: JobItem[] = [
    { name: 'no', outcome: 'failed' },
    { name: 'gone', outcome: 'failed' },
  ]
  await retryItems({ ...job, items }, rocketmq.batchUpdateConsumerGroups, 'Again')
  expect(bodies).toEqual([{ groups: [{ name: 'no', enabled: false, retry_max_time: 9, brokers: ['broker-1'] }] }])
})
