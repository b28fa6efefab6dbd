/** K7: whether a secret is right is decided by a comparison in constant time, and by nothing else. */
import type * as Crypto from 'node:crypto'
import { timingSafeEqual } from 'node:crypto'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createPasswords } from './passwords.ts'
import { createSetupToken } from './setupToken.ts'

vi.mock('node:crypto', async (original) => {
  const crypto = await original<typeof Crypto>()
  return { ...crypto, timingSafeEqual: vi.fn<typeof crypto.timingSafeEqual>(crypto.timingSafeEqual) }
})
const compare = vi.mocked(timingSafeEqual)
afterEach(() => compare.mockClear())

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
