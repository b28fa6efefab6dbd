import { expect, test } from 'vitest'
import { batchResults } from './batchResults.ts'

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
