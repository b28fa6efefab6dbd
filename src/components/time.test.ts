import { describe, expect, it } from 'vitest'
import { Exact } from '~/lib/json.ts'
import { clockText, formatExact, fromClockText, parseTime, relativeTime, zoneName } from './time.ts'

const noon = Date.UTC(2026, 10, 21, 12, 0, 0)

describe('parseTime', () => {
  it.each([
    [noon, noon],
    [String(noon), noon],
    [new Exact(String(noon)), noon],
    ['2026-11-21T12:00:00Z', noon],
    ['2026-11-21T12:00:00', noon],
    ['2026-11-21 12:00:00', noon],
    ['2026-11-21T20:00:00+08:00', noon],
    ['2026-11-21T20:00:00+0800', noon],
    ['20261121120000', noon],
  ])('reads %s', (value, expected) => expect(parseTime(value)).toBe(expected))

  it('reads seconds where told', () => expect(parseTime(noon / 1000, 's')).toBe(noon))
  it.each([undefined, '', 0, '0', 'never', 9e18])('does not guess at %s', (value) =>
    expect(parseTime(value)).toBeUndefined(),
  )
})

describe('zones', () => {
  it('writes the exact time with its offset', () => {
    expect(formatExact(noon, 'utc')).toBe('2026-11-21 12:00:00 UTC')
    expect(formatExact(noon + 7, 'utc', { millis: true })).toBe('2026-11-21 12:00:00.007 UTC')
    expect(zoneName(noon, 'local')).toMatch(/^UTC([+-]\d+(:\d\d)?)?$/)
  })

  it('comes back from the text of an input in both zones', () => {
    for (const zone of ['local', 'utc'] as const) expect(fromClockText(clockText(noon, zone), zone)).toBe(noon)
    expect(fromClockText('2026-11-21T12:00', 'utc')).toBe(noon)
    expect(fromClockText('2026-11-21', 'utc')).toBeUndefined()
  })
})

describe('relativeTime', () => {
  it.each([
    [0, { amount: 0, unit: 'now', future: false }],
    [12_000, { amount: 12, unit: 's', future: false }],
    [119_000, { amount: 1, unit: 'min', future: false }],
    [-7_200_000, { amount: 2, unit: 'h', future: true }],
    [3 * 86_400_000, { amount: 3, unit: 'd', future: false }],
    [31 * 86_400_000, undefined],
  ])('of %d ms', (age, expected) => expect(relativeTime(noon - age, noon)).toEqual(expected))
})
