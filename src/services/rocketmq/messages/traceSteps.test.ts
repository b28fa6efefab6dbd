import { describe, expect, test } from 'vitest'
import { Exact } from '~/lib/json.ts'
import { consumedBy, stepsOf } from './traceSteps.ts'

const T = 1_634_822_858_000
const pub = {
  trace_type: 'Pub',
  success: true,
  timestamp: T,
  cost_time: 47,
  group_name: 'shop',
  client_host: '10.0.0.1',
  request_id: 'P',
}
const before = (request_id: string, at: number, more: object = {}) => ({
  trace_type: 'SubBefore',
  success: true,
  timestamp: T + at,
  cost_time: 0,
  group_name: 'billing',
  client_host: '10.0.0.2',
  request_id,
  ...more,
})
const after = (request_id: string, at: number, more: object = {}) => ({
  trace_type: 'SubAfter',
  success: true,
  timestamp: T + at,
  cost_time: 20,
  group_name: 'billing',
  client_host: '10.0.0.2',
  request_id,
  consume_status: 0,
  ...more,
})

describe('steps of a trace', () => {
  test('a send takes from its time as long as it cost', () => {
    expect(stepsOf([pub])).toMatchObject([
      { kind: 'send', group: 'shop', startedAt: T, endedAt: T + 47, cost: 47, result: 'ok' },
    ])
  })

  test('beginning and end are joined by request id, whatever their order', () => {
    const steps = stepsOf([
      after('B', 10_120, { success: false, consume_status: 4, retry_times: 1 }),
      before('A', 100),
      before('B', 10_100, { retry_times: 1 }),
      after('A', 120),
    ])
    expect(steps).toHaveLength(2)
    expect(steps[0]).toMatchObject({ kind: 'consume', startedAt: T + 100, endedAt: T + 120, result: 'ok', code: 0 })
    expect(steps[1]).toMatchObject({
      attempt: 1,
      startedAt: T + 10_100,
      endedAt: T + 10_120,
      result: 'failed',
      code: 4,
    })
    expect(steps[0]?.missing).toBeUndefined()
  })

  test('the same request id in two groups stays two deliveries', () => {
    const steps = stepsOf([
      before('A', 1),
      before('A', 2, { group_name: 'search' }),
      after('A', 30, { group_name: 'search', success: false }),
    ])
    expect(steps.map((step) => [step.group, step.result])).toEqual([
      ['billing', 'open'],
      ['search', 'failed'],
    ])
  })

  test('an end without group, client and time belongs to its request id', () => {
    const steps = stepsOf([before('A', 100), { trace_type: 'SubAfter', success: true, request_id: 'A', cost_time: 30 }])
    expect(steps).toMatchObject([
      { group: 'billing', client: '10.0.0.2', startedAt: T + 100, endedAt: T + 130, result: 'ok' },
    ])
  })

  test('without request ids group, client and try decide', () => {
    const steps = stepsOf([
      before('', 1, { retry_times: 0 }),
      before('', 50, { retry_times: 1 }),
      after('', 70, { retry_times: 1, success: false }),
      after('', 21, { retry_times: 0 }),
    ])
    expect(steps.map((step) => step.result)).toEqual(['ok', 'failed'])
  })

  test('what is missing is told, not made up', () => {
    expect(stepsOf([before('A', 1)])).toMatchObject([{ result: 'open', missing: 'end' }])
    expect(stepsOf([before('A', 1)])[0]?.endedAt).toBeUndefined()
    expect(stepsOf([after('A', 100)])).toMatchObject([
      { result: 'ok', missing: 'start', startedAt: T + 80, endedAt: T + 100 },
    ])
    const bare = stepsOf([{ trace_type: 'SubAfter', request_id: 'A' }])[0]
    expect(bare).toMatchObject({ result: 'unknown', missing: 'start' })
    expect(bare?.startedAt).toBeUndefined()
  })

  test('unknown kinds are kept as they are', () => {
    expect(stepsOf([{ trace_type: 'Recall', timestamp: T }])).toMatchObject([
      { kind: 'other', type: 'Recall', result: 'unknown' },
    ])
    expect(
      stepsOf([{ trace_type: 'EndTransaction', timestamp: T, transaction_state: 'COMMIT_MESSAGE', success: true }]),
    ).toMatchObject([{ kind: 'transaction', transactionState: 'COMMIT_MESSAGE' }])
  })

  test('times that came as exact numbers count, steps without a time come last', () => {
    const steps = stepsOf([{ trace_type: 'Recall' }, { ...pub, timestamp: new Exact(`${T}.0`) }])
    expect(steps.map((step) => step.kind)).toEqual(['send', 'other'])
    expect(steps[0]?.startedAt).toBe(T)
  })
})

test('who has consumed it', () => {
  const steps = stepsOf([
    before('A', 1),
    after('A', 2, { success: false }),
    before('B', 10_000, { retry_times: 1 }),
    after('B', 10_001),
    before('C', 1, { group_name: 'search' }),
  ])
  expect(consumedBy(steps, ['billing', 'search', 'mail'])).toEqual({
    done: ['billing'],
    failed: ['search'],
    silent: ['mail'],
  })
})
