import { describe, expect, it } from 'vitest'
import type { Problem } from '~/contract/console.ts'
import { PASSWORD, testApp } from '../testing/testApp.ts'
import { passwordFault } from './passwordRules.ts'
import { createPasswords } from './passwords.ts'

const cheap = { N: 2 ** 10, r: 8, p: 1 }

describe('S9 passwords', () => {
  it.each([
    'eightchr',
    'password1234',
    'Password1234!',
    'P@ssw0rd1234',
    'adminadminadmin',
    'qwertyuiopas',
    '123456789012',
    'aaaaaaaaaaaa',
    'abababababab',
    'ada.password',
    'welcome2huawei',
    'abcdefghijklmnop',
    'Huawei@12345678',
  ])('refuses %s', (password) => {
    expect(passwordFault(password, 'ada')).toBeTypeOf('string')
  })

  it.each([
    'correct horse battery staple',
    '😀'.repeat(64),
    '  two blanks around  ',
    '我的密码不会被猜到的啊哈哈',
    'kX9#vb2!Qm7z',
  ])('accepts %s', (password) => {
    expect(passwordFault(password, 'ada')).toBeUndefined()
  })

  it('takes them as typed', async () => {
    const passwords = createPasswords(cheap)
    const hash = await passwords.hash('trailing blank ')
    expect(await passwords.verify('trailing blank ', hash)).toBe(true)
    expect(await passwords.verify('trailing blank', hash)).toBe(false)
    expect(hash).not.toContain('trailing')
  })

  it('K7 compares derived keys of equal length, also when there is no user', async () => {
    const passwords = createPasswords(cheap)
    expect(await passwords.verify('', undefined)).toBe(false)
    expect(await passwords.verify('anything', await passwords.hash('something'))).toBe(false)
  })
})

describe('S10 guessing', () => {
  it('is slowed down per address with Retry-After', async () => {
    const t = testApp()
    await t.setUp()
    const answers = []
    for (let i = 0; i < 20; i += 1)
      answers.push(
        await t.call<Problem>('/api/session', { method: 'POST', body: { name: `user${i}`, password: 'wrong' } }),
      )
    const last = answers.at(-1)
    expect([last?.status, last?.json.code]).toEqual([429, 'gantry.too_many_attempts'])
    expect(Number(last?.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(answers[0]?.status).toBe(401)
  })

  it('is slowed down per account from many addresses, the same whether it exists', async () => {
    const t = testApp()
    await t.setUp()
    for (const name of ['ada', 'nobody']) {
      const statuses = []
      for (let i = 0; i < 8; i += 1) {
        statuses.push(
          (
            await t.call('/api/session', {
              method: 'POST',
              body: { name, password: 'wrong' },
              from: `10.9.${name.length}.${i}`,
            })
          ).status,
        )
      }
      expect([name, ...statuses]).toEqual([name, 401, 401, 401, 401, 401, 429, 429, 429])
    }
  })

  it('does not let twenty at once slip through together', async () => {
    const t = testApp()
    await t.setUp()
    const answers = await Promise.all(Array.from({ length: 20 }, (_, i) => t.signIn('wrong', { from: `10.8.0.${i}` })))
    expect(answers.filter((answer) => answer.status === 401).length).toBeLessThanOrEqual(5)
  })

  it('is no way to lock a colleague out', async () => {
    const t = testApp()
    await t.setUp()
    expect((await t.signIn(PASSWORD, { from: '10.0.0.7' })).status).toBe(200)
    for (let i = 0; i < 30; i += 1) await t.signIn('wrong', { from: `192.0.2.${i}` })
    expect((await t.signIn(PASSWORD, { from: '203.0.113.5' })).status).toBe(429)
    expect((await t.signIn(PASSWORD, { from: '10.0.0.7' })).status).toBe(200)
  })

  it('waits end, and success forgets', async () => {
    const t = testApp()
    await t.setUp()
    for (let i = 0; i < 6; i += 1) await t.signIn('wrong', { from: '10.0.0.8' })
    t.clock.now += 61_000
    expect((await t.signIn(PASSWORD, { from: '10.0.0.8' })).status).toBe(200)
    expect((await t.signIn('wrong', { from: '10.0.0.8' })).status).toBe(401)
  })

  it('says the same for an unknown user and a wrong password', async () => {
    const t = testApp()
    await t.setUp()
    const known = await t.signIn('wrong')
    const unknown = await t.call<Problem>('/api/session', {
      method: 'POST',
      body: { name: 'nobody', password: 'wrong' },
    })
    expect([unknown.status, unknown.json.code, unknown.json.message]).toEqual([
      known.status,
      known.json.code,
      known.json.message,
    ])
  })
})
