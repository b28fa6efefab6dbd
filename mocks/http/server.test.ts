import { afterEach, beforeEach, expect, it } from 'vitest'
import { startSimulatedCloud, type SimulatedCloud } from './server.ts'

let cloud: SimulatedCloud
let token: string

beforeEach(async () => {
  cloud = await startSimulatedCloud({ control: true })
  const { domain, name, password } = cloud.user
  const identity = { methods: ['password'], password: { user: { name, password, domain: { name: domain } } } }
  const answer = await fetch(`${cloud.endpoints.iam}/v3/auth/tokens`, {
    method: 'POST',
    body: JSON.stringify({ auth: { identity, scope: { project: { id: cloud.projectId } } } }),
  })
  token = answer.headers.get('x-subject-token') ?? ''
})
afterEach(() => cloud.close())

const get = (endpoint: string, path: string, signal?: AbortSignal) =>
  fetch(`${endpoint}${path}`, { headers: { 'x-auth-token': token }, ...(signal ? { signal } : {}) })
const instances = () => get(cloud.endpoints.ddm, `/v1/${cloud.projectId}/instances`)

it('serves every address family on its own port, the four ROMA families on one', async () => {
  const status = async (endpoint: string, path: string) => (await get(endpoint, path)).status
  const { endpoints, projectId } = cloud
  expect(new Set(Object.values(endpoints)).size).toBe(5)
  expect(await status(endpoints.rocketmq, `/v2/${projectId}/instances?engine=reliability`)).toBe(200)
  expect(await status(endpoints.rocketmq, `/v1/${projectId}/instances`)).toBe(404)
  expect(await status(endpoints.cse, `/v2/${projectId}/enginemgr/engines?offset=0&limit=10`)).toBe(200)
  expect(await status(endpoints.roma, `/v2/${projectId}/instances/i-1/apps`)).toBe(200)
  expect(await status(endpoints.roma, `/v2/${projectId}/apic/instances/i-1/apis`)).toBe(200)
  expect(await status(endpoints.roma, `/v2/${projectId}/mqs/instances/i-1/topics`)).toBe(200)
  expect(await status(endpoints.roma, `/v2/${projectId}/link/instances/i-1/devices`)).toBe(200)
  expect((await fetch(`${cloud.engine}/v4/default/registry/microservices`)).status).toBe(200)
})

it('breaks connections for offline and truncated, and withholds an answer for timeout', async () => {
  cloud.setMock('offline')
  await expect(instances()).rejects.toThrow('fetch failed')
  cloud.setMock('truncated:listInstancesV1')
  const cut = await instances()
  await expect(cut.text()).rejects.toThrow('terminated')
  cloud.setMock('timeout:listInstancesV1')
  await expect(get(cloud.endpoints.ddm, `/v1/${cloud.projectId}/instances`, AbortSignal.timeout(50))).rejects.toThrow(
    'timeout',
  )
  cloud.setMock('')
  expect((await instances()).status).toBe(200)
})

it('does not let dot segments change the path', async () => {
  const { request } = await import('node:http')
  const path = `/v1/${cloud.projectId}/x/../instances`
  const status = await new Promise((resolve) => {
    request(`${cloud.endpoints.ddm}`, { path, headers: { 'x-auth-token': token } }, (answer) => {
      answer.resume()
      resolve(answer.statusCode)
    }).end()
  })
  expect(status).toBe(404)
})

it('keeps the newest 1,000 requests as they came', async () => {
  cloud.seen.length = 0
  await get(cloud.endpoints.ddm, `/v1/${cloud.projectId}/instances?limit=1`)
  expect(cloud.seen).toMatchObject([
    { endpoint: 'ddm', method: 'GET', target: `/v1/${cloud.projectId}/instances?limit=1`, status: 200 },
  ])
  const row = cloud.seen[0]
  if (row) cloud.seen.push(...Array.from({ length: 1_000 }, () => row))
  await instances()
  expect(cloud.seen.length).toBe(1_000)
  expect(cloud.seen.at(-1)?.target).toBe(`/v1/${cloud.projectId}/instances`)
})

it('takes faults and time from another process, where that is switched on', async () => {
  const control = (method: string, what: string, body?: string) =>
    fetch(`${cloud.endpoints.iam}/__simulation/${what}`, { method, ...(body === undefined ? {} : { body }) })
  expect((await control('PUT', 'mock', 'fail:listInstancesV1:503')).status).toBe(204)
  expect((await instances()).status).toBe(503)
  expect((await control('PUT', 'mock', 'slwo')).status).toBe(400)
  await control('PUT', 'mock', '')
  expect((await control('POST', 'advance', String(25 * 3_600_000))).status).toBe(204)
  expect((await instances()).status).toBe(401)
  expect(await (await control('GET', 'seen')).json()).toHaveLength(cloud.seen.length)
  const closed = await startSimulatedCloud()
  expect((await fetch(`${closed.endpoints.iam}/__simulation/seen`)).status).toBe(401)
  await closed.close()
})
