import { expect, test } from 'vitest'
import { batchResults, withRetried } from './batchResults.ts'

test('every instance that was asked for has an outcome', () => {
  const asked = [{ instance_id: 'a' }, { instance_id: 'b' }, { instance_id: 'c' }]
  const results = batchResults(
    asked,
    {
      results: [
        { instance: 'a', result: 'success' },
        { instance: 'b', result: 'failed' },
      ],
    },
    'refused',
  )
  expect(results.map((result) => result.status)).toEqual(['done', 'failed', 'unknown'])
  expect(results[1]?.error?.message).toBe('refused (failed)')
})

test('an instance that only the answer names is told too', () => {
  const answer = {
    results: [
      { instance: 'late', result: 'success' },
      { instance: 'a', result: 'success' },
      { instance: 'later', result: 'failed' },
    ],
  }
  expect(
    batchResults([{ instance_id: 'a', name: 'first' }], answer, '').map(({ item, status }) => [item, status]),
  ).toEqual([
    [{ instance_id: 'a', name: 'first' }, 'done'],
    [{ instance_id: 'late' }, 'done'],
    [{ instance_id: 'later' }, 'failed'],
  ])
})

test('another try changes what was tried again, and keeps the rest', () => {
  const [a, b] = [{ instance_id: 'a' }, { instance_id: 'b' }]
  const before = [
    { item: a, status: 'done' as const },
    { item: b, status: 'failed' as const },
  ]
  expect(withRetried(before, [{ item: b, status: 'done' }])).toEqual([
    { item: a, status: 'done' },
    { item: b, status: 'done' },
  ])
  expect(withRetried([], before)).toEqual(before)
})
