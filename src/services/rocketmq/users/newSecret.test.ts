import { afterEach, expect, test, vi } from 'vitest'
import { newSecret, SECRET_LENGTH } from './newSecret.ts'
import { isWeakSecret } from './userForm.ts'

afterEach(() => vi.restoreAllMocks())

const many = (length = 500) => Array.from({ length }, newSecret)

test('every new secret is strong, however the kinds of DMS.00400012 are counted', () => {
  for (const secret of many()) {
    expect(isWeakSecret(secret)).toBe(false)
    expect(secret).toHaveLength(SECRET_LENGTH)
    for (const kind of [/[a-z]/, /[A-Z]/, /[2-9]/, /[-_.+=@~]/]) expect(secret).toMatch(kind)
  }
})

test('it holds nothing that is misread or must be quoted, and is no option of a command', () => {
  for (const secret of many()) expect(secret).toMatch(/^[a-km-zA-HJ-NP-Z][a-km-zA-HJ-NP-Z2-9\-_.+=@~]*$/)
})

test('none comes twice, and no sign is rarer than the others', () => {
  const secrets = many(5000)
  expect(new Set(secrets).size).toBe(secrets.length)
  const counts = new Map<string, number>()
  for (const sign of secrets.join('')) counts.set(sign, (counts.get(sign) ?? 0) + 1)
  const expected = (secrets.length * SECRET_LENGTH) / 64
  expect(counts.size).toBe(64)
  for (const count of counts.values()) expect(Math.abs(count - expected)).toBeLessThan(expected / 4)
})

test('comes from the random source of the browser, and is drawn anew until it fits', () => {
  // First only letters, which is weak; then one of each kind.
  const draws = [() => 0, (at: number) => [25, 50, 60][at] ?? 0]
  const source = vi.spyOn(crypto, 'getRandomValues').mockImplementation((bytes) => {
    const draw = draws.shift() ?? (() => 0)
    ;(bytes as unknown as Uint8Array).set(Array.from({ length: SECRET_LENGTH }, (_, at) => draw(at)))
    return bytes
  })
  expect(newSecret()).toBe(`A3+${'a'.repeat(SECRET_LENGTH - 3)}`)
  expect(source).toHaveBeenCalledTimes(2)
})
