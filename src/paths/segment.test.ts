import fc from 'fast-check'
import { matchRoutes } from 'react-router'
import { expect, test } from 'vitest'
import { readParams, segment } from './segment.ts'

const through = (name: string) =>
  readParams<Record<string, string | undefined>>(
    matchRoutes([{ path: '/topics/:topic' }], `/topics/${segment(name)}`)?.[0]?.params ?? {},
  )['topic']

test('every name comes back from an address as it went in', () => {
  for (const name of ['promo%2Fsummer', '%252F', '%25%2F', '%DLQ%group1', 'a b', '订单', 'a|b', '50%off', '%2f'])
    expect(through(name)).toBe(name)
})

test('so does any other', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('%', '2', '5', 'F', 'f', 'a', ' ', '|', '订'), minLength: 1 }),
      (name) => {
        fc.pre(name.trim() !== '')
        expect(through(name)).toBe(name)
      },
    ),
  )
})
