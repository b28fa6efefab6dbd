/** Bulk actions that the server carries out: each item once, each noted, nothing lost with the tab. */
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type { JobItem, Problem, TrackedJob } from '~/contract/console.ts'
import { createProxy } from './proxy/proxy.ts'
import { cookieOf, testApp } from './testing/testApp.ts'
import { startRecorder, type Recorded, type Recorder } from './upstream/recorder.ts'

let cloud: Recorder
beforeAll(async () => {
  cloud = await startRecorder()
})
beforeEach(() => {
  cloud.requests.length = 0
  cloud.reply((_request, response) => response.writeHead(204).end())
})
afterAll(() => cloud.close())

const names = Array.from({ length: 20 }, (_, at) => `user ${at + 1}`)
const nameIn = ({ url }: Recorded) => decodeURIComponent(url.split('/').at(-1) ?? '')

async function connected() {
  const t = testApp({ privateEndpoints: [cloud.url.host], proxy: createProxy })
  const cookie = await t.setUp()
  const { id: connection } = await t.connect(cookie, { endpoints: { rocketmq: cloud.url.origin } })
  const request = (id: string, items: readonly string[], change: object = {}) => ({
    id,
    connection,
    family: 'rocketmq',
    operationId: 'deleteUser',
    args: { instance_id: 'i-1' },
    title: 'Delete users',
    run: 'user_name',
    items,
    ...change,
  })
  const start = (id: string, items: readonly string[]) =>
    t.call<TrackedJob & Problem>('/api/runs', { method: 'POST', cookie, body: request(id, items) })
  const jobs = async () => (await t.call<{ jobs: TrackedJob[] }>('/api/jobs', { cookie })).json.jobs
  const ended = async (id: string): Promise<TrackedJob> => {
    let job: TrackedJob | undefined
    await expect
      .poll(
        async () => {
          // The limiter before the cloud waits by this clock.
          t.clock.now += 200
          job = (await jobs()).find((one) => one.id === id)
          return job?.state
        },
        { timeout: 5_000 },
      )
      .not.toBe('running')
    return job as TrackedJob
  }
  return { t, cookie, request, start, jobs, ended }
}

const by = (job: TrackedJob, outcome: JobItem['outcome']) =>
  (job.items ?? []).filter((item) => item.outcome === outcome).map(({ name }) => name)

it('tells the end of each item, and a retry sends only what failed', async () => {
  cloud.reply((request, response) => {
    const status = { 'user 3': 429, 'user 7': 409 }[nameIn(request)] ?? 204
    response.writeHead(status, { 'content-type': 'application/json', 'retry-after': '1' })
    response.end(status === 204 ? undefined : '{"error_code":"DMS.1","error_msg":"no"}')
  })
  const { start, ended, t } = await connected()
  const first = await start('r-1', names)
  expect([first.status, first.json.state, first.json.items?.length]).toEqual([201, 'running', 20])
  const job = await ended('r-1')
  expect([by(job, 'done').length, by(job, 'failed'), job.state]).toEqual([18, ['user 3', 'user 7'], 'failed'])
  expect(job.items?.find(({ name }) => name === 'user 7')?.problem).toMatchObject({ code: 'DMS.1', message: 'no' })
  expect(cloud.requests.map(nameIn).toSorted()).toEqual(names.toSorted())
  await t.audit.settled()
  const rows = await t.db.rows<{ user_name: string }>("SELECT * FROM audit WHERE action = 'deleteUser'")
  // One before the call, one after it.
  expect([rows.length, new Set(rows.map((row) => row.user_name))]).toEqual([40, new Set(['ada'])])

  cloud.requests.length = 0
  cloud.reply((_request, response) => response.writeHead(204).end())
  await start('r-2', by(job, 'failed'))
  expect((await ended('r-2')).state).toBe('done')
  expect(cloud.requests.map(nameIn).toSorted()).toEqual(['user 3', 'user 7'])
})

it('has four calls under way, and stops before the next when asked to', async () => {
  let open = 0
  let most = 0
  cloud.reply(async (_request, response) => {
    most = Math.max(most, (open += 1))
    await sleep(60)
    open -= 1
    response.writeHead(204).end()
  })
  const { start, ended, t, cookie } = await connected()
  await start('r-1', names)
  await expect.poll(() => most).toBe(4)
  expect((await t.call('/api/runs/r-1', { method: 'DELETE', cookie })).status).toBe(204)
  const job = await ended('r-1')
  const done = by(job, 'done').length
  expect([most, by(job, 'stopped').length, job.state]).toEqual([4, 20 - done, 'failed'])
  expect(done).toBe(cloud.requests.length)
  expect(done).toBeLessThan(20)
  expect((await t.call('/api/runs/r-1', { method: 'DELETE', cookie })).status).toBe(404)
})

it('one that was dismissed goes on, can be stopped, and does not come back', async () => {
  cloud.reply(async (_request, response) => {
    await sleep(60)
    response.writeHead(204).end()
  })
  const { start, jobs, t, cookie } = await connected()
  await start('r-1', names.slice(0, 6))
  await expect.poll(() => cloud.requests.length).toBeGreaterThan(0)
  expect((await t.call('/api/jobs/r-1', { method: 'DELETE', cookie })).status).toBe(204)
  await expect.poll(() => ((t.clock.now += 200), cloud.requests.length), { timeout: 5_000 }).toBe(6)
  expect((await t.call('/api/runs/r-1', { method: 'DELETE', cookie })).status).toBe(204)
  await t.runs.close()
  expect(await jobs()).toEqual([])
  await t.runs.recover()
  expect(await jobs()).toEqual([])
})

it('Z5 ends with the last session of its user', async () => {
  cloud.reply(async (_request, response) => {
    await sleep(40)
    response.writeHead(204).end()
  })
  const { start, t, cookie } = await connected()
  await start('r-1', names)
  await expect.poll(() => cloud.requests.length).toBeGreaterThan(1)
  await t.call('/api/sessions', { method: 'DELETE', cookie })
  await t.runs.close()
  const sent = cloud.requests.length
  expect(sent).toBeLessThan(12)
  const { json } = await t.call<{ jobs: TrackedJob[] }>('/api/jobs', { cookie: cookieOf(await t.signIn()) })
  expect(by(json.jobs[0] as TrackedJob, 'stopped').length).toBe(20 - sent)
})

it('a call without an answer is unknown, and is not made again', async () => {
  cloud.reply((_request, response) => response.destroy())
  const { start, ended } = await connected()
  await start('r-1', ['ana'])
  const job = await ended('r-1')
  expect([by(job, 'unknown'), job.state, cloud.requests.length]).toEqual([['ana'], 'unknown', 1])
})

it('after a stop of the server: what was under way is unknown, the rest was not sent', async () => {
  cloud.reply((request, response) => {
    if (nameIn(request) === 'user 1') response.writeHead(204).end()
  })
  const { start, jobs, t } = await connected()
  await start('r-1', names)
  await expect.poll(() => cloud.requests.length).toBe(5)
  await t.runs.recover()
  const [job] = await jobs()
  const count = (outcome: JobItem['outcome']) => by(job as TrackedJob, outcome).length
  expect([count('done'), count('unknown'), count('stopped')]).toEqual([1, 4, 15])
})

it.each([
  ['operationId', { operationId: 'deleteEverything' }],
  ['operationId', { operationId: 'createUser' }],
  ['operationId', { operationId: 'listUsers' }],
  ['run', { run: 'project_id' }],
  ['run', { run: 'name' }],
  ['args.instance_id', { args: {} }],
  ['items', { items: [] }],
  ['items', { items: ['a', 'a'] }],
  ['items[1]', { items: ['a', 5] }],
])('names the wrong field %s', async (field, change) => {
  const { t, cookie, request } = await connected()
  const body = request('r-1', ['ana'], change)
  const answer = await t.call<Problem>('/api/runs', { method: 'POST', cookie, body })
  expect([answer.status, answer.json.field]).toEqual([400, field])
  expect(cloud.requests).toEqual([])
})
