import { afterEach, describe, expect, test, vi } from 'vitest'
import {
  aksk,
  isSigned,
  PROJECT,
  replyJson,
  startHarness,
  type Harness,
  type HarnessOptions,
} from '../proxy/harness.ts'
import type { Credentials, Target } from '../types.ts'
import { listProjects, testConnection } from './checks.ts'
import { upstreamOf } from './upstream.ts'

const signatureFailure = {
  error_code: 'APIGW.0301',
  error_msg: 'Incorrect IAM authentication information: verify aksk signature fail',
}
const list = '/rocketmq/v2/-/instances'

const started: Harness[] = []
async function start(options?: HarnessOptions): Promise<Harness> {
  const harness = await startHarness(options)
  started.push(harness)
  return harness
}
afterEach(async () => {
  vi.useRealTimers()
  for (const harness of started.splice(0)) {
    await upstreamOf(harness.deps).close()
    await harness.close()
  }
})
function targetOf(h: Harness, change: Partial<Target> = {}): Target {
  const target = h.deps.resolve('c1')
  if (!target) throw new Error('no target')
  return { ...target, ...change }
}

describe('temporary keys', () => {
  test('K8 the security token goes along, signed', async () => {
    const h = await start({ credentials: { ...aksk, kind: 'temporary', securityToken: 'TOKEN-CANARY' } })
    await h.send(list)
    const [request] = h.cloud.requests
    expect(request?.headers.get('x-security-token')).toBe('TOKEN-CANARY')
    expect(request?.headers.get('authorization')).toContain('x-security-token')
    expect(request && isSigned(request, 'SECRET-KEY-CANARY')).toBe(true)
  })
})

describe('IAM users', () => {
  const user: Credentials = { kind: 'password', domain: 'acme', user: 'ana', password: 'pass-canary' }
  const hour = 3_600_000
  let clock = Date.UTC(2026, 0, 1)
  let issued = 0
  function serveIam(h: Harness, accept: (token: string) => boolean = () => true, life = 24 * hour): void {
    issued = 0
    h.cloud.reply((request, response) => {
      if (request.url.startsWith('/v3/auth/tokens')) {
        issued += 1
        const token = `token-${issued}`
        setTimeout(
          () =>
            response
              .writeHead(201, { 'x-subject-token': token })
              .end(JSON.stringify({ token: { expires_at: new Date(clock + life).toISOString() } })),
          10,
        )
      } else {
        const good = accept(request.headers.get('x-auth-token') ?? '')
        response
          .writeHead(good ? 200 : 401)
          .end(good ? '{}' : JSON.stringify({ error_code: 'APIGW.0307', error_msg: 'The token must be updated.' }))
      }
    })
  }

  test('K8 one token for all, asked for once, renewed before its end', async () => {
    const h = await start({ credentials: user, now: () => clock })
    serveIam(h)
    await Promise.all(Array.from({ length: 100 }, (_, i) => h.send(`${list}?offset=${i}`)))
    expect(issued).toBe(1)
    const [ask, first] = h.cloud.requests
    expect(JSON.parse(ask?.body.toString() ?? '')).toEqual({
      auth: {
        identity: {
          methods: ['password'],
          password: { user: { name: 'ana', password: 'pass-canary', domain: { name: 'acme' } } },
        },
        scope: { project: { id: PROJECT } },
      },
    })
    expect(first?.headers.get('x-auth-token')).toBe('token-1')
    expect(first?.headers.has('authorization')).toBe(false)
    clock += 23 * hour
    await h.send(list)
    expect(issued).toBe(1)
    clock += hour - 5 * 60_000
    await h.send(list)
    expect(issued).toBe(2)
  })

  test('a token that ended early is asked for again for a read, never for a write', async () => {
    const h = await start({ credentials: user, now: () => clock })
    serveIam(h, (token) => token !== 'token-1')
    expect((await h.send(list)).status).toBe(200)
    expect(issued).toBe(2)
    serveIam(h, () => false)
    h.cloud.requests.length = 0
    expect((await h.send(`${list}/i`, { method: 'DELETE' })).status).toBe(401)
    expect(h.cloud.requests.filter(({ method }) => method === 'DELETE')).toHaveLength(1)
  })
})

describe('the throttle', () => {
  test('R1 DDM gets at most 60 calls a minute; the rest waits, then is told when to come back', async () => {
    const h = await start({ throttle: { limits: { ddm: 60 }, maxWait: 0 } })
    const answers = await Promise.all(Array.from({ length: 70 }, (_, i) => h.send(`/ddm/v3/-/jobs?offset=${i}`)))
    const refused = answers.filter(({ status }) => status === 429)
    expect(h.cloud.requests).toHaveLength(60)
    expect(refused).toHaveLength(10)
    expect(await refused[0]?.json()).toMatchObject({ code: 'gantry.throttled', origin: 'gantry' })
    expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThan(50)
    expect((await h.send(list)).status).toBe(200)
  })

  test('R2 the cloud’s own Retry-After is obeyed', async () => {
    const h = await start({ throttle: { maxWait: 1000 } })
    replyJson(h.cloud, { error_code: 'APIGW.0308', error_msg: 'throttled' }, 429, { 'retry-after': '30' })
    expect((await h.send(list)).status).toBe(429)
    expect(await (await h.send(list)).json()).toMatchObject({ code: 'gantry.throttled' })
    expect(h.cloud.requests).toHaveLength(1)
  })
})

describe('the connection test', () => {
  test('asks each endpoint once, and a success lets a stopped key start again', async () => {
    const h = await start()
    replyJson(h.cloud, signatureFailure, 401)
    const stopped = await testConnection(targetOf(h), h.deps)
    expect(stopped.ok).toBe(false)
    expect(stopped.checks.map(({ endpoint, problem }) => [endpoint, problem?.code])).toEqual(
      ['iam', 'rocketmq', 'ddm', 'cse', 'roma'].map((endpoint) => [endpoint, 'gantry.credentials_refused']),
    )
    expect(h.cloud.requests).toHaveLength(1)
    await testConnection(targetOf(h), h.deps)
    expect(h.states).toEqual(['refused'])
    replyJson(h.cloud, { projects: [] })
    h.cloud.requests.length = 0
    const good = await testConnection(targetOf(h), h.deps)
    expect(good).toMatchObject({
      ok: true,
      checks: [{ endpoint: 'iam', ok: true, url: h.cloud.url.origin }, {}, {}, {}, {}],
    })
    expect(h.states).toEqual(['refused', 'ok'])
    expect(h.cloud.requests).toHaveLength(5)
    expect(h.cloud.requests.every((request) => isSigned(request, 'SECRET-KEY-CANARY'))).toBe(true)
  })

  test('O10 obeys the same rules for addresses, and says nothing of the inside', async () => {
    const h = await start()
    const result = await testConnection(
      targetOf(h, {
        endpoint: (family) => (family === 'rocketmq' ? { url: h.cloud.url, allowPrivate: false } : undefined),
      }),
      h.deps,
    )
    expect(result).toMatchObject({
      ok: false,
      checks: [{ ok: false, problem: { code: 'gantry.unreachable', message: 'The endpoint could not be reached.' } }],
    })
    expect(h.cloud.requests).toEqual([])
  })

  test('without a project tests the one that saving would take', async () => {
    const h = await start()
    const target = targetOf(h, { projectId: '' })
    replyJson(h.cloud, {
      projects: [
        { id: 'other', name: 'other' },
        { id: 'own-project', name: target.region },
      ],
    })
    const result = await testConnection(target, h.deps)
    expect(result).toMatchObject({ ok: true, checks: Array.from({ length: 5 }, () => ({ ok: true })) })
    expect(h.cloud.requests.map(({ url }) => url)).toContainEqual(expect.stringContaining('/v2/own-project/instances'))
  })

  test('without a project says which endpoints were not asked when IAM names none for the region', async () => {
    const h = await start()
    replyJson(h.cloud, { projects: [{ id: 'other', name: 'other' }] })
    const result = await testConnection(targetOf(h, { projectId: '' }), h.deps)
    expect(result.ok).toBe(false)
    expect(result.checks.map(({ endpoint, ok, problem }) => [endpoint, ok, problem?.code])).toEqual([
      ['iam', true, undefined],
      ...['rocketmq', 'ddm', 'cse', 'roma'].map((endpoint) => [endpoint, false, 'gantry.bad_parameter']),
    ])
    expect(h.cloud.requests).toHaveLength(1)
  })

  test('a service that is not there does not fail a connection whose key works', async () => {
    const h = await start()
    h.cloud.reply(
      (request, response) =>
        void (request.url.includes('enginemgr') ? response.writeHead(403).end('{}') : response.end('{}')),
    )
    const result = await testConnection(targetOf(h), h.deps)
    expect(result.ok).toBe(true)
    expect(result.checks.find(({ endpoint }) => endpoint === 'cse')).toMatchObject({
      ok: false,
      problem: { origin: 'cloud' },
    })
  })
})

describe('projects', () => {
  test('come from IAM, without the ones that are off', async () => {
    const h = await start()
    replyJson(h.cloud, {
      projects: [
        { id: 'p1', name: 'cn-north-4', enabled: true },
        { id: 'p2', name: 'x', enabled: false },
        { id: 'p3' },
        null,
      ],
    })
    expect(await listProjects(targetOf(h, { projectId: '' }), h.deps)).toEqual([
      { id: 'p1', name: 'cn-north-4' },
      { id: 'p3', name: 'p3' },
    ])
    expect(h.cloud.requests[0]?.url).toBe('/v3/auth/projects')
    expect(h.cloud.requests[0]?.headers.has('x-project-id')).toBe(false)
  })

  test('of an IAM user are asked for with a token of the account', async () => {
    const h = await start({ credentials: { kind: 'password', domain: 'acme', user: 'ana', password: 'pass-canary' } })
    h.cloud.reply((request, response) => {
      response.setHeader('x-subject-token', 'T')
      response.end(request.method === 'POST' ? '{}' : '{"projects":[]}')
    })
    expect(await listProjects(targetOf(h), h.deps)).toEqual([])
    expect(JSON.parse(h.cloud.requests[0]?.body.toString() ?? '')).toMatchObject({
      auth: { scope: { domain: { name: 'acme' } } },
    })
    expect(h.cloud.requests[1]?.headers.get('x-auth-token')).toBe('T')
  })

  test('a failure keeps its words', async () => {
    const h = await start()
    replyJson(h.cloud, { error_msg: 'Policy does not allow it', error_code: 'PAP5.0011' }, 403)
    await expect(listProjects(targetOf(h), h.deps)).rejects.toMatchObject({
      status: 403,
      message: 'PAP5.0011: Policy does not allow it',
    })
    expect(h.cloud.requests.map(({ url }) => url)).toEqual(['/v3/auth/projects', '/v3/projects'])
  })
})
