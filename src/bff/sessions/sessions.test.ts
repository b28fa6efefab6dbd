import { describe, expect, it } from 'vitest'
import type { Problem, Session } from '~/contract/console.ts'
import { cookieOf, PASSWORD, testApp } from '../testing/testApp.ts'

const MINUTE = 60_000

describe('S1 the session cookie', () => {
  it('is HttpOnly, SameSite=Strict, for / and no domain; with TLS Secure under the __Host- name', async () => {
    const plain = testApp()
    await plain.setUp()
    const [set] = (await plain.signIn()).headers.getSetCookie()
    expect(set).toMatch(/^gantry=[A-Za-z0-9_-]{43}; Path=\/; HttpOnly; SameSite=Strict$/)
    const tls = testApp({ publicUrl: 'https://gantry.example' })
    await tls.setUp()
    const cookies = (await tls.signIn()).headers.getSetCookie()
    expect(cookies).toHaveLength(1)
    expect(cookies[0]).toMatch(/^__Host-gantry=[A-Za-z0-9_-]{43}; Path=\/; HttpOnly; SameSite=Strict; Secure$/)
  })

  it('carries an id that is new each time and that the store does not know', async () => {
    // A thousand sign-ins, of which the password is not what is looked at.
    const passwords = { hash: async (text: string) => text, verify: async () => true }
    const t = testApp({ passwords })
    await t.setUp()
    const ids = new Set<string>()
    for (let i = 0; i < 1000; i += 1) ids.add(cookieOf(await t.signIn()).split('=')[1] ?? '')
    expect(ids.size).toBe(1000)
    const written = JSON.stringify(await t.db.rows('SELECT * FROM sessions')) + t.lines.join('')
    expect([...ids].filter((id) => written.includes(id))).toEqual([])
  })
})

describe('S2 a session id cannot be planted, and changes with every step up', () => {
  it('never makes a planted id valid', async () => {
    const t = testApp()
    await t.setUp()
    const planted = `gantry=${'A'.repeat(43)}`
    const cookie = cookieOf(await t.signIn(PASSWORD, { cookie: planted }))
    expect(cookie).not.toBe(planted)
    expect((await t.call('/api/jobs', { cookie: planted })).status).toBe(401)
  })

  it('ends the old session at a new sign-in', async () => {
    const t = testApp()
    const first = await t.setUp()
    const second = cookieOf(await t.signIn(PASSWORD, { cookie: first }))
    expect((await t.call('/api/jobs', { cookie: first })).status).toBe(401)
    expect((await t.call('/api/jobs', { cookie: second })).status).toBe(200)
  })

  it('changes the id at a confirmation; the old one is never fresh and dies after the overlap', async () => {
    const t = testApp()
    const first = await t.setUp()
    t.clock.now += 6 * MINUTE
    const confirmed = await t.call('/api/session/confirm', {
      method: 'POST',
      body: { password: PASSWORD },
      cookie: first,
    })
    expect(confirmed.status).toBe(204)
    const second = cookieOf(confirmed)
    expect(second).not.toBe(first)
    expect((await t.call<{ fresh: boolean }>('/cloud/x/y', { cookie: first })).json.fresh).toBe(false)
    expect((await t.call<{ fresh: boolean }>('/cloud/x/y', { cookie: second })).json.fresh).toBe(true)
    t.clock.now += 11_000
    expect((await t.call('/api/jobs', { cookie: first })).status).toBe(401)
    expect((await t.call('/api/jobs', { cookie: second })).status).toBe(200)
  })

  it('a new password ends all other sessions and changes this one', async () => {
    const t = testApp()
    const here = await t.setUp()
    const elsewhere = cookieOf(await t.signIn())
    const next = 'a new and rather long one'
    const wrong = await t.call<Problem>('/api/session/password', {
      method: 'PUT',
      body: { current: 'wrong wrong wrong', password: next },
      cookie: here,
    })
    expect([wrong.status, wrong.json.code]).toEqual([401, 'gantry.wrong_password'])
    const changed = await t.call('/api/session/password', {
      method: 'PUT',
      body: { current: PASSWORD, password: next },
      cookie: here,
    })
    expect(changed.status).toBe(204)
    for (const old of [here, elsewhere]) expect((await t.call('/api/jobs', { cookie: old })).status).toBe(401)
    expect((await t.call('/api/jobs', { cookie: cookieOf(changed) })).status).toBe(200)
    expect((await t.signIn()).status).toBe(401)
    expect((await t.signIn(next)).status).toBe(200)
  })
})

it('S3 asking for the session never makes one', async () => {
  const t = testApp()
  const before = await t.call<Session>('/api/session')
  expect(before.json).toMatchObject({ state: 'setup', mode: 'server', version: '1.2.3' })
  await t.setUp()
  const after = await t.call<Session>('/api/session')
  expect([after.status, after.json.state, after.headers.getSetCookie()]).toEqual([200, 'anonymous', []])
})

describe('S4 time-outs', () => {
  it('ends when nothing is done for half an hour, and polling is nothing', async () => {
    const t = testApp()
    const cookie = await t.setUp()
    const poll = { cookie, headers: { 'x-gantry-poll': '1' } }
    for (let minute = 0; minute < 29; minute += 1) {
      t.clock.now += MINUTE
      expect((await t.call('/api/jobs', poll)).status).toBe(200)
    }
    t.clock.now += MINUTE
    expect((await t.call<Problem>('/api/jobs', poll)).json.code).toBe('gantry.signed_out')
  })

  it('lives on while somebody works, up to the absolute end', async () => {
    const t = testApp()
    const cookie = await t.setUp()
    for (let minute = 10; minute < 12 * 60; minute += 10) {
      t.clock.now += 10 * MINUTE
      expect((await t.call('/api/jobs', { cookie })).status).toBe(200)
    }
    t.clock.now += 10 * MINUTE
    expect((await t.call('/api/jobs', { cookie })).status).toBe(401)
  })

  it('tells when it ends', async () => {
    const t = testApp()
    const cookie = await t.setUp()
    const { json } = await t.call<Session>('/api/session', { cookie })
    expect(json).toMatchObject({
      state: 'signed-in',
      user: { name: 'ada' },
      expiresAt: new Date(t.clock.now + 30 * MINUTE).toISOString(),
    })
  })
})

describe('S5 signing out', () => {
  it('ends the session on the server and clears the site', async () => {
    const t = testApp()
    const cookie = await t.setUp()
    const out = await t.call('/api/session', { method: 'DELETE', cookie })
    expect(out.status).toBe(204)
    expect(out.headers.get('clear-site-data')).toBe('"cache", "cookies", "storage"')
    expect(out.headers.get('set-cookie')).toContain('Max-Age=0')
    expect((await t.call('/api/jobs', { cookie })).status).toBe(401)
  })

  it('everywhere ends all sessions of this user', async () => {
    const t = testApp()
    const one = await t.setUp()
    const two = cookieOf(await t.signIn())
    expect((await t.call('/api/sessions', { method: 'DELETE', cookie: one })).status).toBe(204)
    for (const cookie of [one, two]) expect((await t.call('/api/jobs', { cookie })).status).toBe(401)
  })
})

it('S7 what touches a credential needs the password of the last five minutes', async () => {
  const t = testApp()
  const cookie = await t.setUp()
  const draft = {
    name: 'prod',
    region: 'cn-north-4',
    projectId: 'p1',
    credential: { kind: 'aksk', accessKey: 'AKCANARY1234', secretKey: 'SK-canary-secret' },
  }
  t.clock.now += 5 * MINUTE + 1
  for (const path of ['/api/connections', '/api/connections/test', '/api/connections/projects']) {
    const refused = await t.call<Problem>(path, { method: 'POST', body: draft, cookie })
    expect([path, refused.status, refused.json.code]).toEqual([path, 403, 'gantry.reauth_required'])
  }
  expect(await t.db.rows('SELECT id FROM connections')).toEqual([])
  expect(t.tested).toEqual([])
  const fresh = cookieOf(await t.call('/api/session/confirm', { method: 'POST', body: { password: PASSWORD }, cookie }))
  expect((await t.call('/api/connections', { method: 'POST', body: draft, cookie: fresh })).status).toBe(201)
})

describe('S8 the first run', () => {
  const body = { name: 'ada', password: PASSWORD }

  it('needs the token of the server, once', async () => {
    const t = testApp()
    const wrong = await t.call<Problem>('/api/setup', { method: 'POST', body: { ...body, token: 'guess' } })
    expect([wrong.status, wrong.json.code]).toEqual([403, 'gantry.setup_token'])
    await t.setUp()
    const again = await t.call<Problem>('/api/setup', {
      method: 'POST',
      body: { ...body, name: 'eve', token: t.setupToken },
    })
    expect([again.status, again.json.code]).toEqual([403, 'gantry.setup_token'])
    expect(t.lines.join('')).not.toContain(t.setupToken)
  })

  it('makes one administrator when two try at once', async () => {
    const t = testApp()
    const answers = await Promise.all(
      ['ada', 'eve'].map((name) =>
        t.call('/api/setup', { method: 'POST', body: { ...body, name, token: t.setupToken } }),
      ),
    )
    expect(answers.map((answer) => answer.status).toSorted((a, b) => a - b)).toEqual([200, 403])
    expect(await t.db.rows('SELECT name FROM users')).toHaveLength(1)
  })

  it('has no account before', async () => {
    const t = testApp()
    for (const name of ['admin', 'root', 'gantry']) {
      expect((await t.call('/api/session', { method: 'POST', body: { name, password: name } })).status).toBe(401)
    }
  })

  it('keeps the token when the form was wrong', async () => {
    const t = testApp()
    const short = await t.call<Problem>('/api/setup', {
      method: 'POST',
      body: { ...body, password: 'short', token: t.setupToken },
    })
    expect([short.status, short.json.field]).toEqual([400, 'password'])
    await t.setUp()
  })
})
