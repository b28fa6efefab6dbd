/** The whole way through to the simulated cloud, which checks signatures and tokens on its own. */
import { startSimulatedCloud, type SimulatedCloud } from '#mocks/http/server.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listProjects, testConnection } from '../upstream/checks.ts'
import { upstreamOf } from '../upstream/upstream.ts'
import type { Credentials, ProxyDeps, Target } from '../types.ts'
import { callOf, responseOf } from '../testing/cloudRequest.ts'
import { createProxy } from './proxy.ts'

let cloud: SimulatedCloud
const opened: ProxyDeps[] = []
beforeAll(async () => {
  cloud = await startSimulatedCloud()
})
afterAll(async () => {
  await Promise.all(opened.map((deps) => upstreamOf(deps).close()))
  await cloud.close()
})

function connectWith(credentials: Credentials, now = Date.now) {
  const target: Target = {
    id: 'sim',
    region: cloud.region,
    projectId: cloud.projectId,
    credentials,
    endpoint: (family) => ({ url: new URL(cloud.endpoints[family]), allowPrivate: true }),
    engines: {
      endpoint: (url) => ({ url, allowPrivate: true }),
      account: async () => ({ ...cloud.engineAccount, origins: cloud.engines, version: 1 }),
    },
  }
  const silent = () => undefined
  const deps: ProxyDeps = {
    resolve: () => target,
    setState: silent,
    isFresh: () => true,
    intend: async () => undefined,
    audit: silent,
    log: { info: silent, warn: silent, error: silent },
    now,
  }
  opened.push(deps)
  const proxy = createProxy(deps)
  return {
    target,
    deps,
    send: async (path: string, init?: RequestInit) => {
      const call = callOf(new Request(`http://console.example/cloud/sim${path}`, init))
      return responseOf(await proxy(call, { requestId: 'req-1' }))
    },
  }
}
const permanent = (): Credentials => ({ kind: 'aksk', accessKey: cloud.accessKey, secretKey: cloud.secretKey })

describe('P10 signatures and tokens are accepted', () => {
  test.each([
    ['permanent keys', permanent],
    ['temporary keys', (): Credentials => ({ kind: 'temporary', ...cloud.temporary })],
    [
      'an IAM user',
      (): Credentials => ({
        kind: 'password',
        domain: cloud.user.domain,
        user: cloud.user.name,
        password: cloud.user.password,
      }),
    ],
  ])('with %s', async (_name, credentials) => {
    const { send, target, deps } = connectWith(credentials())
    const list = await send('/rocketmq/v2/-/instances?engine=reliability&limit=1')
    expect(list.status).toBe(200)
    expect(await list.json()).toMatchObject({ instances: [{ engine: 'reliability' }] })
    expect((await testConnection(target, deps)).checks.map(({ endpoint, ok }) => [endpoint, ok])).toEqual(
      ['iam', 'rocketmq', 'ddm', 'cse', 'roma'].map((endpoint) => [endpoint, true]),
    )
    expect((await listProjects(target, deps)).map(({ id }) => id)).toContain(cloud.projectId)
  })

  test('for names that are hard to spell, with a body', async () => {
    const { send } = connectWith(permanent())
    const body: { instances: { instance_id: string; status: string }[] } = JSON.parse(
      await (await send('/rocketmq/v2/-/instances?engine=reliability')).text(),
    )
    const id = body.instances.find(({ status }) => status === 'RUNNING')?.instance_id ?? ''
    for (const name of ['%DLQ%group', '订单 1', "a'(b)*!~+c"]) {
      const answer = await send(`/rocketmq/v2/-/instances/${id}/topics/${encodeURIComponent(name)}`)
      // Not there, but found wanting by the service, not by the gateway.
      expect(await answer.json()).toMatchObject({ code: expect.stringMatching(/^DMS\./), origin: 'cloud' })
    }
    const change = await send(`/rocketmq/v2/-/instances/${id}`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: '{"description":"订单"}',
    })
    expect(change.status).toBeLessThan(300)
  })
})

test('a wrong key, and a clock that is 20 minutes late', async () => {
  const wrong = connectWith({ kind: 'aksk', accessKey: cloud.accessKey, secretKey: 'wrong' })
  expect(await (await wrong.send('/rocketmq/v2/-/instances?engine=reliability')).json()).toMatchObject({
    code: 'gantry.credentials_refused',
  })
  const late = connectWith(permanent(), () => Date.now() - 20 * 60_000)
  expect(await (await late.send('/rocketmq/v2/-/instances?engine=reliability')).json()).toMatchObject({
    code: 'gantry.clock_skew',
  })
  expect(await testConnection(late.target, late.deps)).toMatchObject({
    ok: false,
    checks: [{ problem: { code: 'gantry.clock_skew' } }, {}, {}, {}, {}],
  })
})

describe('O8 the second hop', () => {
  test.each(['RBAC', 'NONE'] as const)('an engine with %s is found, and answers', async (authType) => {
    const { send } = connectWith(permanent())
    const list = (await (await send('/cse-engine/v2/-/enginemgr/engines?offset=0&limit=100')).json()) as {
      data: { id: string; authType: string }[]
    }
    const engine = list.data.find((one) => one.authType === authType)
    cloud.seen.length = 0
    const response = await send('/servicecomb/v4/default/registry/microservices', {
      headers: { 'x-gantry-engine': engine?.id ?? '' },
    })
    expect(response.status).toBe(200)
    expect(await response.json()).toHaveProperty('services')
    const called = cloud.seen.at(-1)
    expect(called?.endpoint).toBe(authType === 'RBAC' ? 'securedEngine' : 'engine')
    expect((called?.headers['authorization'] ?? '').startsWith('Bearer ')).toBe(authType === 'RBAC')
    expect(called?.headers).not.toHaveProperty('x-sdk-date')
  })
})
