import { describe, expect, test } from 'vitest'
import {
  parseSearch,
  resolveRange,
  searchProblems,
  toMessageArgs,
  writeSearch,
  type MessageSearch,
} from './messageSearch.ts'

const now = 1_795_000_000_000
const search = (change: Partial<MessageSearch> = {}): MessageSearch => ({
  topic: 'orders',
  by: 'time',
  range: '1h',
  msg_id: '',
  key: '',
  ...change,
})
const parse = (text: string) => parseSearch(new URLSearchParams(text), '1h')

describe('the address', () => {
  test('a topic alone is searched over the default range', () => {
    expect(toMessageArgs(parse('topic=%25DLQ%25billing'), now)).toEqual({
      topic: '%DLQ%billing',
      start_time: String(now - 3_600_000),
      end_time: String(now),
    })
  })

  test('times in the address win over what the preset would mean now', () => {
    expect(resolveRange(parse('topic=a&range=15m&start_time=100&end_time=200'), now)).toEqual({ start: 100, end: 200 })
  })

  test('times without a range are a custom range', () => {
    expect(parse('topic=a&start_time=100&end_time=200').range).toBe('custom')
  })

  test('nonsense takes defaults', () => {
    expect(parse('by=magic&range=constructor&start_time=soon')).toEqual({
      topic: '',
      by: 'time',
      range: '1h',
      msg_id: '',
      key: '',
    })
  })

  test('a search that is sent can be read back and means the same later', () => {
    const written = writeSearch(
      search({ range: '15m', by: 'key', key: ' ORD-1 ' }),
      now,
      new URLSearchParams('size=100&cols=id&page=7&q=old&range=3d'),
    )
    expect(Object.fromEntries(written)).toEqual({
      cols: 'id',
      size: '100',
      topic: 'orders',
      by: 'key',
      key: 'ORD-1',
      range: '15m',
      start_time: String(now - 900_000),
      end_time: String(now),
    })
    expect(toMessageArgs(parseSearch(written, '1h'), now + 86_400_000)).toEqual({
      topic: 'orders',
      key: 'ORD-1',
      start_time: String(now - 900_000),
      end_time: String(now),
    })
  })

  test('searching a preset again moves it to now', () => {
    const again = writeSearch(search({ range: '1h', start: 1, end: 2 }), now, new URLSearchParams())
    expect(again.get('end_time')).toBe(String(now))
  })

  test('a custom range stays where it is', () => {
    const again = writeSearch(search({ range: 'custom', start: 1, end: 2 }), now, new URLSearchParams())
    expect([again.get('start_time'), again.get('end_time')]).toEqual(['1', '2'])
  })
})

describe('what is sent', () => {
  test('nothing without a topic', () => {
    expect(toMessageArgs(search({ topic: '  ' }), now)).toBeUndefined()
    expect(searchProblems(search({ topic: '  ' }))).toEqual({ topic: 'missing' })
  })

  test('an id needs no times', () => {
    expect(toMessageArgs(search({ by: 'id', msg_id: ' C0A8 ', range: 'custom' }), now)).toEqual({
      topic: 'orders',
      msg_id: 'C0A8',
    })
    expect(searchProblems(search({ by: 'id' }))).toEqual({ msg_id: 'missing' })
  })

  test('both ends of a custom range are needed, in order', () => {
    expect(searchProblems(search({ range: 'custom' }))).toEqual({ start: 'missing', end: 'missing' })
    expect(searchProblems(search({ range: 'custom', start: 5, end: 4 }))).toEqual({ end: 'order' })
    expect(toMessageArgs(search({ range: 'custom', start: 5, end: 4 }), now)).toBeUndefined()
  })

  test('a key is looked for within the range', () => {
    expect(searchProblems(search({ by: 'key' }))).toEqual({ key: 'missing' })
  })
})
