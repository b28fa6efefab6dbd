import { expect, test } from 'vitest'
import type { TrackedJob } from '~/contract/console.ts'
import type { Operation } from '~/contract/types.ts'
import { itemWords, jobMessage, retryRisk } from './jobItemWords.ts'
import { jobsMessages } from './jobsMessages.ts'

test('items are counted by their end, once there is one', () => {
  expect(itemWords(undefined, jobsMessages.en)).toBeUndefined()
  expect(itemWords([{ name: 'a' }], jobsMessages.en)).toBeUndefined()
  expect(itemWords([{ name: 'a', outcome: 'done' }], jobsMessages.en)).toBe('1 done, 0 failed.')
  expect(
    itemWords(
      [
        { name: 'a', outcome: 'done' },
        { name: 'b', outcome: 'failed' },
        { name: 'c', outcome: 'unknown' },
      ],
      jobsMessages.en,
    ),
  ).toBe('1 done, 1 failed, 1 not known.')
})

test('a run without words of its own says how its items ended', () => {
  const run = { items: [{ name: 'a', outcome: 'done' }] } as TrackedJob
  expect(jobMessage(run, jobsMessages.en)).toBe('1 done, 0 failed.')
  expect(jobMessage({ ...run, message: 'The cloud reports: FAILED.' }, jobsMessages.en)).toBe(
    'The cloud reports: FAILED.',
  )
  expect(jobMessage({} as TrackedJob, jobsMessages.en)).toBeUndefined()
})

test('a retry asks as much as its gravest setting', () => {
  const operation = { risk: 'change', riskFields: { enabled: 'disruptive' } } as unknown as Operation
  expect(retryRisk(operation, undefined)).toBe('change')
  expect(retryRisk(operation, { retry_max_time: 3 })).toBe('change')
  expect(retryRisk(operation, { retry_max_time: 3, enabled: false })).toBe('disruptive')
  expect(retryRisk({ ...operation, risk: 'destructive' }, { enabled: false })).toBe('destructive')
})
