import { describe, expect, it } from 'vitest'
import { Exact } from '~/lib/json.ts'
import { compareNumbers, formatBytes, formatNumber } from './numbers.ts'

describe('formatNumber', () => {
  it('groups and keeps every digit', () => {
    expect(formatNumber(1284)).toBe('1,284')
    expect(formatNumber(-1234567.25)).toBe('-1,234,567.25')
    expect(formatNumber(new Exact('9007199254740993'))).toBe('9,007,199,254,740,993')
    expect(formatNumber(9007199254740993n)).toBe('9,007,199,254,740,993')
    expect(formatNumber(new Exact('1.10'))).toBe('1.10')
  })
  it('has nothing to say of what is not known, and leaves other text alone', () => {
    expect(formatNumber(undefined)).toBeUndefined()
    expect(formatNumber(Number.NaN)).toBeUndefined()
    expect(formatNumber('1e30')).toBe('1e30')
  })
})

it('compares exactly where doubles are equal', () => {
  expect(compareNumbers(new Exact('9007199254740993'), 9007199254740992)).toBe(1)
  expect(compareNumbers(new Exact('1.10'), 1.1)).toBe(0)
  expect(compareNumbers(2n, 10)).toBe(-1)
})

it('writes bytes in binary units', () => {
  expect(formatBytes(0)).toBe('0 B')
  expect(formatBytes(1536)).toBe('1.5 KiB')
  expect(formatBytes(1024 ** 3)).toBe('1 GiB')
  expect(formatBytes(new Exact('9007199254740993'))).toBe('8 PiB')
  expect(formatBytes('x')).toBeUndefined()
})
