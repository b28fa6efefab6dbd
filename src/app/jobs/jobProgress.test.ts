import { expect, test } from 'vitest'
import { ApiError } from '~/api/error.ts'
import type { TrackedJob } from '~/contract/console.ts'
import { ended, endOf, endOfFailure, FOLLOWED_MS, readFailures, trayJobs } from './jobProgress.ts'

const start = Date.parse('2026-11-21T12:00:00Z')
const job: TrackedJob = {
  id: 'j',
  connection: 'c',
  family: 'rocketmq',
  operationId: 'batchDeleteTopics',
  args: { instance_id: 'i' },
  title: 'Delete 3 topics',
  startedAt: '2026-11-21T12:00:00.000Z',
  state: 'running',
}
const failure = (status: number, code = 'DMS.00404022') =>
  new ApiError(status, { code, message: 'no', requestId: '', origin: 'cloud' })

test('a look ends a job only when the cloud says so', () => {
  expect(endOf(job, { state: 'running', status: 'EXECUTING' }, start + 60_000)).toBeUndefined()
  expect(endOf(job, { state: 'done', status: 'SUCCESS' }, start)).toEqual({ state: 'done', status: 'SUCCESS' })
  expect(endOf(job, { state: 'failed', status: 'FAILED' }, start)).toEqual({ state: 'failed', status: 'FAILED' })
})

test('an undocumented status and an operation without a reader are told apart', () => {
  expect(endOf(job, { state: 'unknown', status: 'ODD' }, start)).toEqual({
    state: 'unknown',
    reason: 'status',
    status: 'ODD',
  })
  expect(endOf(job, { state: 'unknown' }, start)).toEqual({ state: 'unknown', reason: 'noReader' })
  expect(endOf(job, { state: 'unknown', isUnnamed: true }, start)).toEqual({ state: 'unknown', reason: 'noJob' })
})

test('after three hours a job is no longer followed', () => {
  expect(endOf(job, { state: 'running' }, start + FOLLOWED_MS - 1)).toBeUndefined()
  expect(endOf(job, { state: 'running' }, start + FOLLOWED_MS)).toEqual({ state: 'unknown', reason: 'tooLong' })
  expect(endOf(job, { state: 'done' }, start + FOLLOWED_MS)).toEqual({ state: 'done' })
})

test('a failed look ends nothing, unless the record or the connection is gone', () => {
  const later = start + 120_000
  expect(endOfFailure(job, failure(0, 'gantry.unreachable'), later)).toBeUndefined()
  expect(endOfFailure(job, failure(500), later)).toBeUndefined()
  expect(endOfFailure(job, new TypeError('x'), later)).toBeUndefined()
  expect(endOfFailure(job, failure(404), start + 5000)).toBeUndefined()
  expect(endOfFailure(job, failure(404), later)).toEqual({ state: 'unknown', reason: 'gone' })
  expect(endOfFailure(job, failure(404, 'gantry.unknown_connection'), start)).toEqual({
    state: 'unknown',
    reason: 'noConnection',
  })
  expect(endOfFailure(job, failure(503), start + FOLLOWED_MS)).toEqual({ state: 'unknown', reason: 'tooLong' })
})

test('an ended job keeps when and why', () => {
  expect(ended(job, { state: 'failed' }, 'The cloud reports: FAILED.', start + 1000)).toEqual({
    ...job,
    state: 'failed',
    finishedAt: '2026-11-21T12:00:01.000Z',
    message: 'The cloud reports: FAILED.',
  })
})

test('the tray shows what runs, and what ended lately, newest first', () => {
  const done = (id: string, finishedAt: string): TrackedJob => ({ ...job, id, state: 'done', finishedAt })
  const jobs = [
    done('old', '2026-11-20T11:00:00Z'),
    done('a', '2026-11-21T11:00:00Z'),
    { ...job, id: 'later', startedAt: '2026-11-21T12:30:00Z' },
    job,
    done('b', '2026-11-21T11:30:00Z'),
  ]
  const { running, recent } = trayJobs(jobs, start - 24 * 3600_000)
  expect(running.map((one) => one.id)).toEqual(['later', 'j'])
  expect(recent.map((one) => one.id)).toEqual(['b', 'a'])
})

test('a failed look is told of its own job, with the code that the cloud gave', () => {
  const jobs = ['a', 'b', 'c'].map((id) => ({ ...job, id }))
  const looks = [failure(503), null, new TypeError('broken')].map((error) => ({ error }))
  expect(readFailures(jobs, looks)).toEqual({ a: 'no (DMS.00404022)', c: 'broken' })
})
