import { describe, expect, test } from 'vitest'
import type { TraceStep } from './traceSteps.ts'
import { formatDuration, layoutTimeline } from './traceTimeline.ts'

const T = 1_634_822_858_000
let id = 0
const step = (more: Partial<TraceStep>): TraceStep => ({
  id: String(id++),
  kind: 'consume',
  type: 'SubBefore + SubAfter',
  group: 'billing',
  client: 'c1',
  result: 'ok',
  ...more,
})
const send = step({ kind: 'send', type: 'Pub', group: 'shop', client: 'p1', startedAt: T, endedAt: T + 4 })
const tries = [
  step({ startedAt: T + 30, endedAt: T + 240, result: 'failed', attempt: 0 }),
  step({ startedAt: T + 10_240, endedAt: T + 10_480, result: 'failed', attempt: 1 }),
  step({ startedAt: T + 40_480, endedAt: T + 40_570, attempt: 2 }),
]

describe('layout of the time line', () => {
  const line = layoutTimeline([send, ...tries], {
    stored: { at: T + 4, host: '192.168.1.10:10100' },
    groups: ['billing', 'search'],
  })

  test('lanes: producer, broker, groups with a record, groups without', () => {
    expect(line.lanes.map((lane) => [lane.kind, lane.name, lane.bars.length, lane.missing])).toEqual([
      ['producer', 'shop', 1, false],
      ['broker', '192.168.1.10:10100', 1, false],
      ['consumer', 'billing', 3, false],
      ['consumer', 'search', 0, true],
    ])
  })

  test('pauses are compressed and named', () => {
    expect(line.breaks.map((one) => one.pause)).toEqual([10_000, 30_000])
    expect(line.marks.map((mark) => mark.offset)).toEqual([0, 10_240, 40_480])
    expect(line.span).toBe(40_570)
  })

  test('every bar lies inside, after the one before it, with room for its label', () => {
    const bars = line.lanes[2]?.bars ?? []
    for (const [index, bar] of bars.entries()) {
      const next = bars[index + 1]
      expect(bar.left).toBeGreaterThanOrEqual(0)
      expect(bar.left + bar.width).toBeLessThanOrEqual(100)
      expect(bar.left + bar.room).toBeLessThanOrEqual(100)
      if (next) expect(bar.left + bar.width).toBeLessThanOrEqual(next.left)
      expect(bar.room).toBeGreaterThan(10)
    }
    expect(bars.map((bar) => bar.pause)).toEqual([undefined, 10_000, 30_000])
  })

  test('within a section the scale is true', () => {
    const [first, second] = layoutTimeline([
      step({ startedAt: T, endedAt: T + 100 }),
      step({ group: 'search', startedAt: T + 100, endedAt: T + 400 }),
    ]).lanes.filter((lane) => lane.kind === 'consumer')
    const widths = [first?.bars[0]?.width ?? 0, second?.bars[0]?.width ?? 0]
    expect(widths[1]).toBeCloseTo((widths[0] ?? 0) * 3)
    expect(second?.bars[0]?.left).toBeCloseTo(widths[0] ?? 0)
  })

  test('a bar at the end of its section still has room for its label before the next try', () => {
    const late = layoutTimeline([
      send,
      step({ startedAt: T + 340, endedAt: T + 345, result: 'failed' }),
      step({ startedAt: T + 10_345, endedAt: T + 10_360 }),
    ]).lanes[2]
    expect(late?.bars[0]?.room).toBeGreaterThan(14)
  })

  test('members of a broadcasting group that work at the same time get a lane each', () => {
    const lanes = layoutTimeline([
      step({ startedAt: T, endedAt: T + 50 }),
      step({ client: 'c2', startedAt: T + 10, endedAt: T + 60 }),
      step({ client: 'c2', startedAt: T + 70, endedAt: T + 90 }),
    ]).lanes
    expect(lanes.filter((lane) => lane.kind === 'consumer').map((lane) => [lane.clients, lane.bars.length])).toEqual([
      [['c1'], 1],
      [['c2'], 2],
    ])
  })

  test('the end of a transaction has a lane of its own, beside the send that it follows at once', () => {
    const end = step({
      kind: 'transaction',
      type: 'EndTransaction',
      group: 'shop',
      startedAt: T + 4,
      transactionState: 'COMMIT_MESSAGE',
    })
    expect(layoutTimeline([send, end]).lanes.map((lane) => [lane.kind, lane.bars.length])).toEqual([
      ['producer', 1],
      ['broker', 0],
      ['transaction', 1],
    ])
  })

  test('what has no time is listed, not drawn', () => {
    const lanes = layoutTimeline([step({})]).lanes
    expect(lanes.map((lane) => [lane.kind, lane.bars.length, lane.untimed.length, lane.missing])).toEqual([
      ['producer', 0, 0, true],
      ['broker', 0, 0, true],
      ['consumer', 0, 1, false],
    ])
  })

  test('sixteen retries stay in order and inside', () => {
    const many = Array.from({ length: 17 }, (_, at) =>
      step({ startedAt: T + at * 60_000, endedAt: T + at * 60_000 + 15_000, attempt: at }),
    )
    const bars = layoutTimeline(many).lanes[2]?.bars ?? []
    expect(bars).toHaveLength(17)
    expect(bars.map((bar) => bar.left)).toEqual(bars.map((bar) => bar.left).toSorted((a, b) => a - b))
    expect(Math.max(...bars.map((bar) => bar.left + bar.width))).toBeLessThanOrEqual(100)
  })

  test('an unknown kind gets a lane of its own; an empty trace has no span', () => {
    expect(layoutTimeline([step({ kind: 'other', type: 'Recall', startedAt: T })]).lanes.at(-1)).toMatchObject({
      kind: 'other',
      name: 'Recall',
    })
    expect(layoutTimeline([]).span).toBeUndefined()
  })
})

test('durations', () => {
  const units = { ms: 'ms', s: 's', min: 'min', h: 'h' }
  expect([4, 999, 1240, 10_000, 59_400, 125_000, 3_600_000, 23_400_000].map((ms) => formatDuration(ms, units))).toEqual(
    ['4 ms', '999 ms', '1.2 s', '10 s', '59 s', '2 min 5 s', '1 h', '6 h 30 min'],
  )
})
