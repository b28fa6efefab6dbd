/**
 * Where everything of a trace stands on the time line, in percent of its width. Time between tries is compressed: what
 * lies close together forms a section with a true scale of its own, and the pauses between sections become narrow
 * breaks that name their length. Pure.
 */
import type { TraceStep } from './traceSteps.ts'

export interface TimelineBar {
  step: TraceStep
  /** Percent of the width. */
  left: number
  width: number
  /** Percent from `left` to the next bar of the lane, or to the edge: what a label may take. */
  room: number
  /** Ms since the try before it ended. */
  pause?: number
}

export interface TimelineLane {
  id: string
  kind: 'producer' | 'broker' | 'transaction' | 'consumer' | 'other'
  /** Group, broker address, or raw trace type. */
  name?: string
  clients: string[]
  bars: TimelineBar[]
  /** Steps that have no time, so no place on the line. */
  untimed: TraceStep[]
  /** Nothing is recorded for this lane. */
  missing: boolean
}

export interface Timeline {
  lanes: TimelineLane[]
  /** Beginnings of sections: place, and ms since the first event. */
  marks: { left: number; offset: number }[]
  breaks: { left: number; width: number; pause: number }[]
  /** Ms from the first to the last event; undefined when nothing has a time. */
  span?: number
}

export interface TimelineContext {
  /** When and where the broker stored the message, as far as known. */
  stored?: { at?: number; host?: string; isCopy?: boolean }
  /** All groups that read the topic: those without a record get an empty lane. */
  groups?: readonly string[]
}

/** A pause of this many ms, and more, is compressed. */
const PAUSE = 1000
const BREAK_WIDTH = 3
const MIN_BAR = 0.8
/** Part of its place that the shortest section fills, and the longest when others follow: the rest is for the label of a late bar. */
const LEAST_SHARE = 0.25
const MOST_SHARE = 0.65
/** Kept free at the right edge for the label of a late bar. */
const TAIL = 14

interface Interval {
  from: number
  to: number
}

interface Section extends Interval {
  left: number
  width: number
}

function intervalOf(step: TraceStep): Interval | undefined {
  const from = step.startedAt ?? step.endedAt
  return from === undefined ? undefined : { from, to: Math.max(from, step.endedAt ?? from) }
}

/** The intervals joined into sections with pauses of at least `PAUSE` between them. */
function sectionsOf(intervals: readonly Interval[]): Section[] {
  const joined: Interval[] = []
  for (const { from, to } of intervals.toSorted((a, b) => a.from - b.from)) {
    const last = joined.at(-1)
    if (last && from - last.to < PAUSE) last.to = Math.max(last.to, to)
    else joined.push({ from, to })
  }
  const width = (100 - TAIL - BREAK_WIDTH * Math.max(0, joined.length - 1)) / Math.max(1, joined.length)
  const longest = Math.max(...joined.map((section) => section.to - section.from))
  // Fifteen seconds look longer than fifty milliseconds, though not three hundred times as long.
  const most = joined.length > 1 ? MOST_SHARE : 1
  const share = (section: Interval) =>
    longest > 0 ? Math.max(LEAST_SHARE, most * Math.sqrt((section.to - section.from) / longest)) : most
  return joined.map((section, index) => ({
    ...section,
    left: index * (width + BREAK_WIDTH),
    width: width * share(section),
  }))
}

function place(sections: readonly Section[], { from, to }: Interval): { left: number; width: number } {
  const section = sections.find((one) => from >= one.from && from <= one.to)
  if (!section) return { left: 0, width: MIN_BAR }
  const scale = section.to > section.from ? section.width / (section.to - section.from) : 0
  const width = Math.max(MIN_BAR, (to - from) * scale)
  return { left: Math.min(section.left + (from - section.from) * scale, section.left + section.width - width), width }
}

/** Bars of one lane with the room of their labels. */
function barsOf(steps: readonly TraceStep[], sections: readonly Section[]): TimelineBar[] {
  const timed = steps.flatMap((step) => {
    const interval = intervalOf(step)
    return interval ? [{ step, interval, ...place(sections, interval) }] : []
  })
  return timed.map(({ step, interval, left, width }, index) => {
    const before = timed[index - 1]
    const next = timed[index + 1]
    const pause = before && step.kind === 'consume' ? interval.from - before.interval.to : undefined
    return {
      step,
      left,
      width,
      room: Math.max(width, (next?.left ?? 100) - left - 1),
      ...(pause !== undefined && pause >= 0 ? { pause } : {}),
    }
  })
}

/** One lane for what a group did; a second one for what its members did at the same time (broadcast). */
function lanesOfGroup(steps: readonly TraceStep[]): TraceStep[][] {
  const lanes: TraceStep[][] = []
  for (const step of steps) {
    const interval = intervalOf(step)
    const isFree = (lane: readonly TraceStep[]) => {
      const last = lane.at(-1)
      const end = last && intervalOf(last)?.to
      return end === undefined || interval === undefined || end <= interval.from
    }
    const free = lanes.filter(isFree)
    const lane = free.find((one) => one.at(-1)?.client === step.client) ?? free[0]
    if (lane) lane.push(step)
    else lanes.push([step])
  }
  return lanes
}

function laneOf(
  id: string,
  kind: TimelineLane['kind'],
  name: string | undefined,
  steps: readonly TraceStep[],
  sections: readonly Section[],
): TimelineLane {
  return {
    id,
    kind,
    ...(name ? { name } : {}),
    clients: [...new Set(steps.map((step) => step.client).filter((client) => client !== undefined))],
    bars: barsOf(steps, sections),
    untimed: steps.filter((step) => !intervalOf(step)),
    missing: steps.length === 0,
  }
}

/** Lays out the steps of `stepsOf`: producer, broker, the end of a transaction, every consumer group, then what nobody knows. */
export function layoutTimeline(steps: readonly TraceStep[], { stored, groups = [] }: TimelineContext = {}): Timeline {
  const storing: TraceStep | undefined =
    stored?.at === undefined
      ? undefined
      : { id: 'stored', kind: 'other', type: stored.isCopy ? 'copied' : 'stored', startedAt: stored.at, result: 'ok' }
  const intervals = [...steps, ...(storing ? [storing] : [])].flatMap((step) => intervalOf(step) ?? [])
  const sections = sectionsOf(intervals)
  const first = sections[0]?.from
  const last = sections.at(-1)?.to

  const produced = steps.filter((step) => step.kind === 'send')
  const ended = steps.filter((step) => step.kind === 'transaction')
  const lanes = [
    laneOf('producer', 'producer', produced.find((step) => step.group)?.group, produced, sections),
    laneOf('broker', 'broker', stored?.host, storing ? [storing] : [], sections),
    ...(ended.length > 0
      ? [laneOf('transaction', 'transaction', ended.find((step) => step.group)?.group, ended, sections)]
      : []),
  ]
  const consumed = steps.filter((step) => step.kind === 'consume')
  const names = new Set<string>([...consumed.map((step) => step.group ?? ''), ...groups])
  for (const name of names) {
    const own = consumed.filter((step) => (step.group ?? '') === name)
    const rows = own.length > 0 ? lanesOfGroup(own) : [[]]
    for (const [row, one] of rows.entries())
      lanes.push(laneOf(`consumer ${name} ${row}`, 'consumer', name, one, sections))
  }
  const others = steps.filter((step) => step.kind === 'other')
  for (const type of new Set(others.map((step) => step.type))) {
    lanes.push(
      laneOf(
        `other ${type}`,
        'other',
        type,
        others.filter((step) => step.type === type),
        sections,
      ),
    )
  }
  return {
    lanes,
    marks: sections.map((section) => ({ left: section.left, offset: section.from - (first ?? section.from) })),
    breaks: sections.slice(1).map((section, index) => ({
      left: section.left - BREAK_WIDTH,
      width: BREAK_WIDTH,
      pause: section.from - (sections[index]?.to ?? section.from),
    })),
    ...(first !== undefined && last !== undefined ? { span: last - first } : {}),
  }
}

/** A duration in the unit that fits: `4 ms`, `1.2 s`, `30 s`, `2 min 5 s`, `6 h`. */
export function formatDuration(ms: number, units: { ms: string; s: string; min: string; h: string }): string {
  if (ms < 1000) return `${Math.round(ms)} ${units.ms}`
  if (ms < 10_000) return `${(ms / 1000).toFixed(1).replace(/\.0$/, '')} ${units.s}`
  const seconds = Math.round(ms / 1000)
  if (seconds < 60) return `${seconds} ${units.s}`
  if (seconds < 3600)
    return `${Math.floor(seconds / 60)} ${units.min}${seconds % 60 ? ` ${seconds % 60} ${units.s}` : ''}`
  const minutes = Math.round(seconds / 60)
  return `${Math.floor(minutes / 60)} ${units.h}${minutes % 60 ? ` ${minutes % 60} ${units.min}` : ''}`
}
