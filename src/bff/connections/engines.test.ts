import { describe, expect, it } from 'vitest'
import type { Problem } from '~/contract/console.ts'
import { testApp, type TestAppOptions } from '../testing/testApp.ts'
import { engineEndpoint } from './engines.ts'

const PASSWORD = 'engine-password-canary'
const HOME = 'https://192.168.0.169:30110'

async function connected(options: TestAppOptions = {}) {
  const t = testApp(options)
  const cookie = await t.setUp()
  const { id } = await t.connect(cookie)
  const path = `/api/connections/${id}/engines/engine-1`
  const put = (body: object = { name: 'root', password: PASSWORD }) =>
    t.call<Problem>(path, { method: 'PUT', cookie, body })
  const stored = async () => (await t.connections.resolve(id))?.engines?.account('engine-1')
  return { t, cookie, id, path, put, stored }
}

describe('the account of an engine', () => {
  it('is stored encrypted, bound to the addresses of the moment, and never shown', async () => {
    const { t, put, stored } = await connected()
    expect((await put()).status).toBe(204)
    expect(await stored()).toMatchObject({ name: 'root', password: PASSWORD, origins: [HOME] })
    const everything = JSON.stringify([
      await t.db.rows('SELECT * FROM engine_accounts'),
      await t.db.rows('SELECT * FROM audit'),
      t.lines,
    ])
    expect(everything).toContain('engine.account')
    expect(everything).not.toContain(PASSWORD)
  })

  it('changes its version with every change, goes with DELETE and with its connection', async () => {
    const { t, cookie, id, path, put, stored } = await connected()
    await put()
    const first = await stored()
    await put({ name: 'ops', password: 'another password' })
    const second = await stored()
    expect(second?.name).toBe('ops')
    expect(second?.version).toBeGreaterThan(first?.version ?? 0)
    expect((await t.call(path, { method: 'DELETE', cookie })).status).toBe(204)
    expect(await stored()).toBeUndefined()
    expect((await t.call(path, { method: 'DELETE', cookie })).status).toBe(404)
    await put()
    await t.call(`/api/connections/${id}`, { method: 'DELETE', cookie })
    expect(await t.db.rows('SELECT * FROM engine_accounts')).toEqual([])
  })

  it('needs a fresh password, a name and a password', async () => {
    const { t, put } = await connected()
    expect((await put({ name: 'root' })).json).toMatchObject({ code: 'gantry.bad_parameter', field: 'password' })
    expect((await put({ password: 'x' })).json).toMatchObject({ field: 'name' })
    expect((await put({ name: 'a', password: 'x', certificate: 'no' })).json).toMatchObject({ field: 'certificate' })
    t.clock.now += 6 * 60_000
    expect((await put()).json.code).toBe('gantry.reauth_required')
  })

  it('an engine that the cloud does not name gets none', async () => {
    const { put, stored } = await connected({
      cloud: { engineOrigins: () => Promise.reject(new Error('unknown engine')) },
    })
    expect((await put()).status).toBe(500)
    expect(await stored()).toBeUndefined()
  })
})

describe('O8 which addresses of engines may be called', () => {
  const listed = new Set(['10.9.9.9:30110', '127.0.0.1:30111'])
  const rule = (url: string, fromCloud: boolean) =>
    engineEndpoint(new URL(url), undefined, { fromCloud, listed })?.allowPrivate

  it.each([
    [HOME, true, true],
    [HOME, false, false],
    ['https://[2407:c080:11f0:11:b11d:675c:97ab:65f6]:30110', true, true],
    ['https://engine.example.com', true, false],
    ['https://10.9.9.9:30110', false, true],
    ['http://10.9.9.9:30110', false, undefined],
    ['http://127.0.0.1:30111', false, true],
    ['http://192.168.0.169:30110', true, undefined],
    ['https://127.0.0.1:30110', true, undefined],
    ['https://localhost', true, undefined],
    ['https://[::1]:30110', true, undefined],
  ])('%s, named by the vendor’s own host: %s → private allowed: %s', (url, fromCloud, allowed) => {
    expect(rule(url, fromCloud)).toBe(allowed)
  })
})
