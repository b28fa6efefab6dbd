/** K7: whether a secret is right is decided by a comparison in constant time. S10: a name costs the same whosever it is. */
import type * as Crypto from 'node:crypto'
import { scrypt, timingSafeEqual } from 'node:crypto'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { PASSWORD, testApp } from '../testing/testApp.ts'
import { createPasswords } from './passwords.ts'
import { createSetupToken } from './setupToken.ts'

vi.mock('node:crypto', async (original) => {
  const crypto = await original<typeof Crypto>()
  return {
    ...crypto,
    scrypt: vi.fn<typeof crypto.scrypt>(crypto.scrypt),
    timingSafeEqual: vi.fn<typeof crypto.timingSafeEqual>(crypto.timingSafeEqual),
  }
})
const derive = vi.mocked(scrypt)
const compare = vi.mocked(timingSafeEqual)
afterEach(() => {
  compare.mockClear()
  derive.mockClear()
})

/** The length of what was compared, of each comparison. */
const compared = () => compare.mock.calls.map(([a, b]) => [a.byteLength, b.byteLength])

describe('K7 a password', () => {
  const passwords = createPasswords({ N: 2 ** 4, r: 8, p: 1 })

  it('is compared once, whether it is right, wrong, of another length, or of nobody', async () => {
    const stored = await passwords.hash('correct horse')
    for (const [candidate, encoded, right] of [
      ['correct horse', stored, true],
      ['correct horsf', stored, false],
      ['', stored, false],
      ['correct horse', undefined, false],
    ] as const) {
      compare.mockClear()
      expect(await passwords.verify(candidate, encoded)).toBe(right)
      expect(compared()).toEqual([[32, 32]])
    }
  })

  it('is right when that comparison says so, and only then', async () => {
    const stored = await passwords.hash('correct horse')
    compare.mockReturnValueOnce(false)
    expect(await passwords.verify('correct horse', stored)).toBe(false)
    compare.mockReturnValueOnce(true)
    expect(await passwords.verify('wrong', stored)).toBe(true)
  })
})

describe('K7 the token of the first run', () => {
  it('is compared once, whatever is given, used or not', () => {
    const { text, token } = createSetupToken()
    expect([token.matches(text), token.matches(`${text.slice(0, -1)}!`), token.matches('')]).toEqual([
      true,
      false,
      false,
    ])
    token.use()
    expect(token.matches(text)).toBe(false)
    expect(compared()).toEqual(Array.from({ length: 4 }, () => [32, 32]))
  })

  it('is right when that comparison says so, and only then', () => {
    const { text, token } = createSetupToken()
    compare.mockReturnValueOnce(false)
    expect(token.matches(text)).toBe(false)
    compare.mockReturnValueOnce(true)
    expect(token.matches('wrong')).toBe(true)
  })
})

/**
 * Not by a clock: on a busy machine two equal things take as long as they like, and a real difference hides in that.
 * What takes time is a derived key, and next to that the store; both are counted.
 */
describe('S10 the time of a sign-in tells nothing about the name', () => {
  /** An application with a user, and what an attempt there makes it do. */
  async function guessed() {
    const t = testApp()
    await t.setUp()
    const asked: string[] = []
    for (const how of ['row', 'rows', 'run'] as const) {
      const original = t.db[how].bind(t.db) as (sql: string, ...values: never[]) => Promise<never>
      t.db[how] = (sql: string, ...values: never[]) => {
        asked.push(sql)
        return original(sql, ...values)
      }
    }
    return async (name: string, from: string, password = 'wrong') => {
      asked.length = 0
      derive.mockClear()
      compare.mockClear()
      const { status } = await t.call('/api/session', { method: 'POST', body: { name, password }, from })
      const derived = derive.mock.calls.map(([, salt, length, cost]) => [(salt as Uint8Array).byteLength, length, cost])
      return { status, derived, compared: compared(), asked: [...asked] }
    }
  }

  it('derives one key, at the same cost, for a name that exists, one that does not, and at a known address', async () => {
    const attempt = await guessed()
    const right = await attempt('ada', '10.0.0.1', PASSWORD)
    expect(right.status).toBe(200)
    expect(right.derived).toHaveLength(1)
    for (const [name, from] of [
      ['ada', '192.0.2.1'],
      ['nobody', '192.0.2.2'],
      // Where the user has signed in before, an attempt is not counted for the account.
      ['ada', '10.0.0.1'],
      ['nobody', '10.0.0.1'],
    ] as const) {
      const { status, derived, compared: pairs } = await attempt(name, from)
      expect([name, from, status, derived, pairs]).toEqual([name, from, 401, right.derived, right.compared])
    }
  })

  it('asks the store the same for a name that exists and one that does not', async () => {
    const attempt = await guessed()
    const known = await attempt('ada', '192.0.2.1')
    expect(known.asked.length).toBeGreaterThan(3)
    expect(await attempt('nobody', '192.0.2.2')).toEqual(known)
  })

  it('derives nothing, for neither, while an address has to wait', async () => {
    const attempt = await guessed()
    for (let i = 0; i < 11; i += 1) await attempt(`user${i}`, '192.0.2.1')
    const known = await attempt('ada', '192.0.2.1')
    expect([known.status, known.derived]).toEqual([429, []])
    expect(await attempt('nobody', '192.0.2.1')).toEqual(known)
  })
})
