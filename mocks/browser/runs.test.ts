import { beforeEach, expect, test } from 'vitest'
import type { JobItem, TrackedJob } from '~/contract/console.ts'
import { createConsole } from './console.ts'
import type { Memory } from './session.ts'

let store: Map<string, string>
const memory: Memory = {
  get: (name) => store.get(name),
  set: (name, value) => void (value === undefined ? store.delete(name) : store.set(name, value)),
}
let respond: ReturnType<typeof createConsole>
const open = (latency = 0) => {
  const clock = { now: () => Date.UTC(2026, 3, 1, 9) }
  respond = createConsole({ mock: '', clock, memory, latency, validate: 'throw' })
}
beforeEach(() => {
  store = new Map()
})

async function send<T>(method: string, path: string, body?: object): Promise<{ status: number; body: T }> {
  const response = await respond(
    new Request(`https://demo.test${path}`, {
      method,
      headers: { 'x-gantry': '1', 'content-type': 'application/json' },
      ...(body ? { body: JSON.stringify(body) } : {}),
    }),
  )
  const text = await response.text()
  return { status: response.status, body: (text === '' ? undefined : JSON.parse(text)) as T }
}

/** Starts a run whose calls take their time each, in milliseconds. */
async function start(latency = 0): Promise<TrackedJob> {
  open()
  const { body } = await send<{ instances: { instance_id: string; name: string }[] }>(
    'GET',
    '/cloud/orders/rocketmq/v2/-/instances?limit=50',
  )
  const instance = body.instances.find(({ name }) => name === 'orders-prod')
  open(latency)
  return (
    await send<TrackedJob>('POST', '/api/runs', {
      id: 'r-1',
      connection: 'orders',
      family: 'rocketmq',
      operationId: 'deleteUser',
      args: { instance_id: instance?.instance_id },
      title: 'Delete users',
      run: 'user_name',
      items: ['billing_writer', 'analytics', 'nobody'],
    })
  ).body
}

const jobs = async () => (await send<{ jobs: TrackedJob[] }>('GET', '/api/jobs')).body.jobs
const outcomes = (job: TrackedJob | undefined) => job?.items?.map(({ outcome }) => outcome)

test('makes one call per item and keeps what became of each', async () => {
  expect((await start()).state).toBe('running')
  await expect.poll(async () => (await jobs())[0]?.state).toBe('failed')
  const [job] = await jobs()
  expect(outcomes(job)).toEqual(['done', 'done', 'failed'] satisfies JobItem['outcome'][])
  expect(job?.items?.[2]?.problem).toMatchObject({ origin: 'cloud' })
})

test('what a reload has ended is not claimed', async () => {
  await start(Infinity)
  await expect.poll(async () => (await jobs())[0]?.items?.every(({ running }) => running)).toBe(true)
  open()
  const [job] = await jobs()
  expect([job?.state, outcomes(job)]).toEqual(['unknown', ['unknown', 'unknown', 'unknown']])
})

test('one that was dismissed goes on, can be stopped, and does not come back', async () => {
  await start(300)
  expect((await send('DELETE', '/api/jobs/r-1')).status).toBe(204)
  expect((await send('DELETE', '/api/runs/r-1')).status).toBe(204)
  // Its end is that it can be stopped no more.
  await expect.poll(async () => (await send('DELETE', '/api/runs/r-1')).status, { timeout: 5_000 }).toBe(404)
  expect(await jobs()).toEqual([])
})

test('stops before the next item, and only what is under way', async () => {
  await start(300)
  expect((await send('DELETE', '/api/runs/r-1')).status).toBe(204)
  await expect.poll(async () => (await jobs())[0]?.state, { timeout: 5_000 }).not.toBe('running')
  expect((await send('DELETE', '/api/runs/r-1')).status).toBe(404)
})
