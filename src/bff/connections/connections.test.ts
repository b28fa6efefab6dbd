import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Connection, Problem } from '~/contract/console.ts'
import { createScrubber } from '../log.ts'
import { Refusal } from '../problem.ts'
import { localKek } from '../secrets/kek.ts'
import { openSqlite } from '../store/sqlite.ts'
import { cookieOf, PASSWORD, REFUSED_TEST, testApp, type TestAppOptions } from '../testing/testApp.ts'
import { createConnections } from './connections.ts'
import { readDraft } from './draft.ts'
import { simulatedCloud } from './simulated.ts'

const SK = 'CANARY-secret-key-0123456789'
const draft = {
  name: 'prod',
  label: 'PROD',
  color: 'red',
  region: 'cn-north-4',
  projectId: 'p1',
  credential: { kind: 'aksk', accessKey: 'AKCANARYABCD', secretKey: SK },
}
const byPassword = {
  ...draft,
  credential: { kind: 'password', domain: 'acme', user: 'ops', password: 'CANARY-password' },
}

async function signedIn(options?: TestAppOptions) {
  const t = testApp(options)
  let cookie = await t.setUp()
  const send = <T = Connection & Problem>(method: string, path: string, body?: unknown) =>
    t.call<T>(path, { method, body, cookie })
  const connect = (asked: object = draft) => t.connect(cookie, asked)
  const confirm = async () => {
    cookie = cookieOf(await t.call('/api/session/confirm', { method: 'POST', body: { password: PASSWORD }, cookie }))
  }
  return { ...t, send, connect, confirm }
}

describe('K5 and S13 secrets go in and never come out', () => {
  it('shows the last four of the access key, and nothing of the secret anywhere', async () => {
    const t = await signedIn()
    const made = await t.send('POST', '/api/connections', draft)
    expect(made.status).toBe(201)
    expect(made.json).toMatchObject({
      name: 'prod',
      label: 'PROD',
      color: 'red',
      projectId: 'p1',
      credential: { kind: 'aksk', hint: '••••ABCD' },
      state: 'untested',
      simulated: false,
    })
    const texts = [
      made.text,
      (await t.send('GET', '/api/connections')).text,
      (await t.send('POST', `/api/connections/${made.json.id}/test`)).text,
      (await t.send('PUT', `/api/connections/${made.json.id}`, { ...draft, name: 'prod 2' })).text,
      JSON.stringify(await t.db.rows('SELECT * FROM connections')),
      JSON.stringify(await t.db.rows('SELECT * FROM audit')),
      t.lines.join(''),
    ].join('\n')
    for (const spelling of [SK, Buffer.from(SK).toString('base64'), Buffer.from(SK).toString('hex'), 'AKCANARYABCD'])
      expect(texts).not.toContain(spelling)
  })

  it('shows domain and user of a password', async () => {
    const t = await signedIn()
    expect((await t.connect(byPassword)).credential).toEqual({ kind: 'password', hint: 'acme/ops' })
  })

  it('K1 is nowhere on the disk', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'gantry-disk-'))
    const db = openSqlite(join(dir, 'gantry.db'))
    const connections = createConnections({
      db,
      kek: localKek(new Uint8Array(32).fill(9)),
      scrubber: createScrubber(),
      now: () => 0,
      simulated: simulatedCloud(undefined),
      privateEndpoints: new Set(),
      cloud: {
        test: async () => ({ ok: true, checks: [] }),
        projects: async () => [],
        engineOrigins: async () => [],
      },
    })
    const { id } = await connections.create(readDraft(draft, new Set()))
    expect((await connections.resolve(id))?.credentials).toEqual(draft.credential)
    const disk = Buffer.concat(readdirSync(dir).map((name) => readFileSync(join(dir, name))))
    await db.close()
    rmSync(dir, { recursive: true })
    expect(disk.includes('prod')).toBe(true)
    for (const spelling of [SK, Buffer.from(SK).toString('base64').slice(0, 30), Buffer.from(SK).toString('hex')])
      expect(disk.includes(spelling)).toBe(false)
  })

  it('K2 a secret moved to another connection does not open', async () => {
    const t = await signedIn()
    const { id: a } = await t.connect()
    const { id: b } = await t.connect({ ...draft, name: 'other' })
    await t.db.run('UPDATE connections SET secret = (SELECT secret FROM connections WHERE id = ?) WHERE id = ?', a, b)
    expect((await t.send('POST', `/api/connections/${a}/test`)).status).toBe(200)
    const answer = await t.send('POST', `/api/connections/${b}/test`)
    expect([answer.status, answer.json.code]).toEqual([500, 'gantry.internal'])
    const call = await t.send('GET', `/cloud/${b}/rocketmq/x`)
    expect([call.status, call.json.code]).toEqual([500, 'gantry.internal'])
    expect(await t.db.rows('SELECT action, user_name FROM audit WHERE connection = ? AND status = 500', b)).toEqual([
      { action: 'connection.test', user_name: 'ada' },
      { action: 'connection.unsealed', user_name: 'ada' },
    ])
  })
})

describe('editing', () => {
  it('keeps the secret that is not given, and is seen by the next call', async () => {
    const t = await signedIn()
    const { id } = await t.connect()
    const { credential: _gone, ...shown } = draft
    expect(
      (await t.send('PUT', `/api/connections/${id}`, { ...shown, region: 'cn-east-3', projectId: 'p2' })).json,
    ).toMatchObject({ region: 'cn-east-3', credential: { hint: '••••ABCD' } })
    expect((await t.send<object>('GET', `/cloud/${id}/rocketmq/x`)).json).toEqual({
      project: 'p2',
      fresh: true,
      url: 'https://dms.cn-east-3.myhuaweicloud.com',
    })
    expect((await t.connections.resolve(id))?.credentials).toEqual(draft.credential)
  })

  it('S7 needs a fresh password for all but name and colour', async () => {
    const t = await signedIn()
    const { id } = await t.connect()
    t.clock.now += 6 * 60_000
    const { credential: _gone, ...shown } = draft
    expect((await t.send('PUT', `/api/connections/${id}`, { ...shown, name: 'renamed', color: 'blue' })).status).toBe(
      200,
    )
    for (const change of [
      { credential: draft.credential },
      { endpoints: { rocketmq: 'https://dms.example.com' } },
      { region: 'cn-east-3' },
      { projectId: 'p2' },
    ]) {
      const answer = await t.send('PUT', `/api/connections/${id}`, { ...shown, ...change })
      expect([Object.keys(change)[0], answer.status, answer.json.code]).toEqual([
        Object.keys(change)[0],
        403,
        'gantry.reauth_required',
      ])
    }
    expect((await t.connections.resolve(id))?.region).toBe('cn-north-4')
  })

  it('never sends a stored password to a new address', async () => {
    const t = await signedIn()
    const { id } = await t.connect(byPassword)
    const { credential: _gone, ...shown } = byPassword
    const moved = { ...shown, endpoints: { iam: 'https://iam.evil.example' } }
    expect((await t.send('PUT', `/api/connections/${id}`, moved)).json.field).toBe('credential')
    expect((await t.send('POST', '/api/connections/test', { ...moved, id })).json.field).toBe('credential')
    expect((await t.send('POST', '/api/connections/projects', { ...moved, id })).json.field).toBe('credential')
    expect(t.tested).toEqual([])
    expect((await t.send('PUT', `/api/connections/${id}`, { ...byPassword, endpoints: moved.endpoints })).status).toBe(
      200,
    )
  })

  it('knows no other ids', async () => {
    const t = await signedIn()
    const other = '00000000-0000-4000-8000-000000000000'
    for (const [method, path] of [
      ['PUT', ''],
      ['DELETE', ''],
      ['POST', '/test'],
    ] as const) {
      const answer = await t.send(method, `/api/connections/${other}${path}`, method === 'PUT' ? draft : undefined)
      expect([method, answer.status, answer.json.code]).toEqual([method, 404, 'gantry.unknown_connection'])
    }
    expect((await t.send<object>('GET', `/cloud/${other}/rocketmq/x`)).json).toMatchObject({ project: null })
  })

  it('is gone after a delete', async () => {
    const t = await signedIn()
    const { id } = await t.connect()
    await t.send('GET', `/cloud/${id}/rocketmq/x`)
    expect((await t.send('DELETE', `/api/connections/${id}`)).status).toBe(204)
    expect(await t.connections.resolve(id)).toBeUndefined()
    expect((await t.send<object>('GET', `/cloud/${id}/rocketmq/x`)).json).toMatchObject({ project: null })
  })
})

describe('tests and projects', () => {
  it('a test that is refused marks the connection, one that passes clears it', async () => {
    const result = { ...REFUSED_TEST }
    const t = await signedIn({ cloud: { test: async () => result } })
    const { id } = await t.connect()
    const state = async () =>
      (await t.send<{ connections: Connection[] }>('GET', '/api/connections')).json.connections[0]?.state
    await t.send('POST', `/api/connections/${id}/test`)
    expect(await state()).toBe('refused')
    result.ok = true
    result.checks = []
    await t.send('POST', `/api/connections/${id}/test`)
    expect(await state()).toBe('ok')
    await t.send('PUT', `/api/connections/${id}`, draft)
    expect(await state()).toBe('untested')
  })

  it('reads the project from IAM when none is given, and asks for it when that fails', async () => {
    const { projectId: _gone, ...without } = draft
    const t = await signedIn()
    expect((await t.send('POST', '/api/connections', without)).json).toMatchObject({
      projectId: 'p-from-iam',
      projectName: 'cn-north-4',
    })
    expect((await t.send<object>('POST', '/api/connections/projects', without)).json).toEqual({
      projects: [{ id: 'p-from-iam', name: 'cn-north-4' }],
    })
    const refused = await signedIn({ cloud: { projects: async () => Promise.reject(new Error('no permission')) } })
    expect((await refused.send('POST', '/api/connections', without)).json.field).toBe('projectId')
  })

  it('says that the key was refused, rather than asking for a project with it', async () => {
    const { projectId: _gone, ...without } = draft
    const projects = async () => Promise.reject(new Refusal(401, 'gantry.credentials_refused', 'Refused.'))
    const t = await signedIn({ cloud: { projects } })
    const answer = await t.send('POST', '/api/connections', without)
    expect([answer.status, answer.json.code, answer.json.field]).toEqual([401, 'gantry.credentials_refused', undefined])
  })

  it('a draft is tested with the stored secret and the drafted place', async () => {
    const t = await signedIn()
    const { id } = await t.connect()
    const { credential: _gone, ...shown } = draft
    await t.send('POST', '/api/connections/test', { ...shown, id, region: 'cn-east-3' })
    expect(t.tested[0]).toMatchObject({ region: 'cn-east-3', credentials: draft.credential })
    expect(t.tested[0]?.id).not.toBe(id)
  })
})

describe('drafts', () => {
  it.each([
    ['name', { name: '' }],
    ['name', { name: 'a\r\nb' }],
    ['projectId', { projectId: '../../x' }],
    ['color', { color: 'pink' }],
    ['endpoints.kafka', { endpoints: { kafka: 'https://x.example' } }],
    ['credential.secretKey', { credential: { kind: 'aksk', accessKey: 'A' } }],
    ['credential.kind', { credential: { kind: 'root' } }],
    ['credential', { credential: undefined }],
    ['certificates.iam', { certificates: { iam: 'not PEM' } }],
    ['certificates.iam', { certificates: { iam: '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----' } }],
    ['certificates.iam', { certificates: { iam: '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----' } }],
  ])('names the wrong field %s of %o', async (field, change) => {
    const t = await signedIn()
    const answer = await t.send('POST', '/api/connections', { ...draft, ...change })
    expect([answer.status, answer.json.field]).toEqual([400, field])
  })
})
