import { AKSKSigner } from '@huaweicloud/huaweicloud-sdk-core/auth/AKSKSigner.js'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startSimulatedCloud, type SimulatedCloud } from './server.ts'

let cloud: SimulatedCloud
beforeEach(async () => {
  cloud = await startSimulatedCloud()
})
afterEach(() => cloud.close())

interface Options {
  accessKey?: string
  secretKey?: string
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE'
  path?: string
  query?: Record<string, unknown>
  data?: unknown
  headers?: Record<string, string>
  /** Sent instead of what was signed. */
  sent?: string
}

/** Signs with the vendor's own signer and sends with plain fetch, to the DDM endpoint. */
async function send(options: Options = {}) {
  const {
    accessKey = cloud.accessKey,
    secretKey = cloud.secretKey,
    method = 'GET',
    query = {},
    data,
    headers = {},
  } = options
  const path = options.path ?? `/v1/${cloud.projectId}/instances`
  const endpoint = `${cloud.endpoints.ddm}${path}`
  const signed = AKSKSigner.sign(
    {
      endpoint,
      url: path,
      method,
      queryParams: query,
      data,
      headers: { 'content-type': 'application/json', ...headers },
    } as never,
    { getAk: () => accessKey, getSk: () => secretKey } as never,
  ) as Record<string, string>
  const search = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)])).toString()
  const { host: _host, ...rest } = signed
  const body = options.sent ?? (data === undefined ? undefined : JSON.stringify(data))
  const response = await fetch(`${endpoint}${search ? `?${search}` : ''}`, {
    method,
    headers: rest,
    ...(body === undefined ? {} : { body }),
  })
  return { status: response.status, body: (await response.json()) as { error_code?: string; error_msg?: string } }
}

const resize = { method: 'PUT', data: { name: 'renamed' } } as const
const rename = (sent?: string) =>
  send({ ...resize, path: `/v1/${cloud.projectId}/instances/i-1/modify-name`, ...(sent === undefined ? {} : { sent }) })

describe('signatures', () => {
  it('lets in what the vendor signs: plain, with a query, with a body', async () => {
    expect((await send()).status).toBe(200)
    expect((await send({ query: { limit: 10, offset: 0 } })).status).toBe(200)
    expect((await rename()).status).toBe(200)
  })

  it('refuses a wrong secret key and repeats what it canonicalised, with | for line ends', async () => {
    const { status, body } = await send({ secretKey: 'wrong' })
    expect(status).toBe(401)
    expect(body.error_code).toBe('APIGW.0301')
    expect(body.error_msg).toContain(
      `verify aksk signature fail, canonicalRequest:GET|/v1/${cloud.projectId}/instances/||`,
    )
  })

  it('refuses a body that is not the one that was signed', async () => {
    const { status, body } = await rename('{"name":"tampered"}')
    expect(status).toBe(401)
    expect(body.error_msg).toContain('verify aksk signature fail')
  })

  it('refuses a signed path with another query', async () => {
    const path = `/v1/${cloud.projectId}/instances`
    const endpoint = `${cloud.endpoints.ddm}${path}`
    const signed = AKSKSigner.sign(
      {
        endpoint,
        url: path,
        method: 'GET',
        queryParams: { limit: 1 },
        headers: { 'content-type': 'application/json' },
      } as never,
      { getAk: () => cloud.accessKey, getSk: () => cloud.secretKey } as never,
    ) as Record<string, string>
    const { host: _host, ...headers } = signed
    expect((await fetch(`${endpoint}?limit=1`, { headers })).status).toBe(200)
    expect((await fetch(`${endpoint}?limit=100`, { headers })).status).toBe(401)
  })

  it('refuses a date more than 15 minutes off and names both times', async () => {
    cloud.advance(14 * 60_000)
    expect((await send()).status).toBe(200)
    cloud.advance(2 * 60_000)
    const { status, body } = await send()
    expect(status).toBe(401)
    expect(body.error_msg).toMatch(/signature expired, signature time:\d{8}T\d{6}Z,server time:\d{8}T\d{6}Z/)
  })

  it('refuses an access key that it does not know', async () => {
    const { status, body } = await send({ accessKey: 'NOSUCHKEY' })
    expect(status).toBe(401)
    expect(body.error_msg).toContain('Get secretKey failed,ak:NOSUCHKEY,err:ak not exist')
  })

  it('locks an access key for five minutes after more than five failures', async () => {
    for (let count = 0; count < 5; count += 1) await send({ secretKey: 'wrong' })
    expect((await send()).status).toBe(200)
    for (let count = 0; count < 6; count += 1) await send({ secretKey: 'wrong' })
    const { status, body } = await send()
    expect(status).toBe(401)
    expect(body.error_msg).toContain('AK access failed to reach the limit,forbidden')
    cloud.advance(5 * 60_000 + 1)
    expect((await send()).status).toBe(200)
  })

  it('takes temporary keys only with their signed security token', async () => {
    const { accessKey, secretKey, securityToken } = cloud.temporary
    expect((await send({ accessKey, secretKey, headers: { 'x-security-token': securityToken } })).status).toBe(200)
    expect((await send({ accessKey, secretKey })).status).toBe(401)
    expect((await send({ accessKey, secretKey, headers: { 'x-security-token': 'other' } })).status).toBe(401)
  })

  it('refuses a project that is not its own, in the path or in the header', async () => {
    expect((await send({ path: '/v1/ffffffffffffffffffffffffffffffff/instances' })).status).toBe(403)
    const other = cloud.projects[1]?.id ?? ''
    const { status, body } = await send({ headers: { 'x-project-id': other } })
    expect(status).toBe(403)
    expect(body.error_code).toBe('APIGW.0302')
  })

  it('refuses more than 12 MB, and no credentials at all', async () => {
    const response = await fetch(`${cloud.endpoints.ddm}/v1/${cloud.projectId}/instances`, {
      method: 'POST',
      body: 'x'.repeat(12 * 1024 * 1024 + 1),
    })
    expect(response.status).toBe(413)
    expect(cloud.seen.some(({ method }) => method === 'POST')).toBe(false)
    const bare = await fetch(`${cloud.endpoints.ddm}/v1/${cloud.projectId}/instances`)
    expect(bare.status).toBe(401)
    expect(await bare.json()).toMatchObject({
      error_msg: 'Incorrect IAM authentication information: x-auth-token not found',
    })
  })
})

describe('IAM', () => {
  const sign = (password: string, scope?: unknown) =>
    fetch(`${cloud.endpoints.iam}/v3/auth/tokens?nocatalog=true`, {
      method: 'POST',
      body: JSON.stringify({
        auth: {
          identity: {
            methods: ['password'],
            password: { user: { name: cloud.user.name, password, domain: { name: cloud.user.domain } } },
          },
          scope,
        },
      }),
    })
  const instances = (token: string, project = cloud.projectId) =>
    fetch(`${cloud.endpoints.ddm}/v1/${project}/instances`, { headers: { 'x-auth-token': token } })

  it('gives a token of one project that lasts 24 hours', async () => {
    const answer = await sign(cloud.user.password, { project: { name: cloud.region } })
    expect(answer.status).toBe(201)
    const token = answer.headers.get('x-subject-token') ?? ''
    expect((await instances(token)).status).toBe(200)
    expect((await instances(token, cloud.projects[1]?.id)).status).toBe(403)
    expect((await instances('forged')).status).toBe(401)
    cloud.advance(24 * 3_600_000)
    const expired = await instances(token)
    expect(expired.status).toBe(401)
    expect(await expired.json()).toMatchObject({
      error_code: 'APIGW.0301',
      error_msg: expect.stringContaining('must be updated') as string,
    })
  })

  it('refuses a wrong password, an unknown project and a body without a method', async () => {
    expect((await sign('wrong')).status).toBe(401)
    expect((await sign(cloud.user.password, { project: { name: 'nowhere' } })).status).toBe(401)
    expect((await fetch(`${cloud.endpoints.iam}/v3/auth/tokens`, { method: 'POST', body: '{}' })).status).toBe(400)
  })

  it('lists projects and regions for a token of the account', async () => {
    const token = (await sign(cloud.user.password)).headers.get('x-subject-token') ?? ''
    const get = async (path: string) =>
      (await fetch(`${cloud.endpoints.iam}${path}`, { headers: { 'x-auth-token': token } })).json()
    expect(await get('/v3/auth/projects')).toMatchObject({
      projects: cloud.projects.map(({ id, name }) => ({ id, name })),
    })
    expect(await get('/v3/projects?name=eu-west-101')).toMatchObject({ projects: [{ name: 'eu-west-101' }] })
    expect(await get('/v3/regions')).toMatchObject({ regions: [{ id: 'ap-southeast-1' }, { id: 'eu-west-101' }] })
    expect((await fetch(`${cloud.endpoints.iam}/v3/projects`)).status).toBe(401)
  })
})
