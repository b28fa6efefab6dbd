/**
 * From the records of a trace (5.4.2) to what happened: one step per send and per delivery. A delivery is written as
 * two records, `SubBefore` and `SubAfter`, that share a request id. Records that the reference does not know are kept
 * as they are, and what is not recorded stays open rather than being guessed. Pure.
 */
import { parseTime } from '~/components/time.ts'
import type { Trace } from '~/contract/rocketmq/generated/types.ts'
import { isNumber } from '~/lib/json.ts'

export interface TraceStep {
  id: string
  kind: 'send' | 'transaction' | 'consume' | 'other'
  /** `trace_type` as it came. */
  type: string
  group?: string
  client?: string
  /** Unix ms. */
  startedAt?: number
  endedAt?: number
  /** As recorded; the reference does not name the unit, RocketMQ's is ms. */
  cost?: number
  /** 0 for the first delivery; undefined when not recorded. */
  attempt?: number
  /** `open`: a beginning without an end. */
  result: 'ok' | 'failed' | 'open' | 'unknown'
  /** `consume_status` of the end of a delivery. */
  code?: number
  transactionState?: string
  /** The record of a delivery that is not there. */
  missing?: 'start' | 'end'
}

const number = (value: unknown): number | undefined =>
  isNumber(value) && Number.isFinite(Number(String(value))) ? Number(String(value)) : undefined
const text = (value: string | null | undefined): string | undefined => value || undefined
const resultOf = (success: boolean | undefined): TraceStep['result'] =>
  success === undefined ? 'unknown' : success ? 'ok' : 'failed'

function single(record: Trace, index: number, kind: TraceStep['kind']): TraceStep {
  const at = parseTime(record.timestamp)
  const cost = number(record.cost_time)
  return {
    id: `${index}`,
    kind,
    type: record.trace_type ?? '',
    group: text(record.group_name),
    client: text(record.client_host),
    startedAt: at,
    // A send is written with the time of its beginning and how long it took.
    endedAt: kind === 'send' && at !== undefined && cost !== undefined ? at + cost : undefined,
    cost,
    result: resultOf(record.success),
    transactionState: text(record.transaction_state),
  }
}

function delivery(index: number, before: Trace | undefined, after: Trace | undefined): TraceStep {
  const cost = number(after?.cost_time)
  const begun = parseTime(before?.timestamp)
  // Older clients write no time at the end, and a lost beginning can be told from end and duration.
  const ended = parseTime(after?.timestamp) ?? (begun !== undefined && cost !== undefined ? begun + cost : undefined)
  return {
    id: `${index}`,
    kind: 'consume',
    type: [before?.trace_type, after?.trace_type].filter(Boolean).join(' + '),
    group: text(before?.group_name) ?? text(after?.group_name),
    client: text(before?.client_host) ?? text(after?.client_host),
    startedAt: begun ?? (ended !== undefined && cost !== undefined ? ended - cost : undefined),
    endedAt: ended,
    cost,
    attempt: number(before?.retry_times) ?? number(after?.retry_times),
    result: after ? resultOf(after.success) : 'open',
    code: number(after?.consume_status),
    ...(after ? (before ? {} : { missing: 'start' as const }) : { missing: 'end' as const }),
  }
}

const differs = (a: string | undefined, b: string | undefined) =>
  a !== undefined && b !== undefined && a !== '' && b !== '' && a !== b

/** Whether an end belongs to a beginning: by request id, else by group, client and try. */
function belongs(after: Trace, before: Trace): boolean {
  if (differs(after.group_name, before.group_name) || differs(after.client_host, before.client_host)) return false
  if (after.request_id || before.request_id) return after.request_id === before.request_id
  return Boolean(after.group_name) && after.group_name === before.group_name && after.retry_times === before.retry_times
}

/** The steps of a trace in the order in which they began; steps without a time come last. */
export function stepsOf(trace: readonly Trace[]): TraceStep[] {
  const steps: TraceStep[] = []
  const ends = new Map<number, Trace>()
  for (const [index, record] of trace.entries()) if (record.trace_type === 'SubAfter') ends.set(index, record)
  for (const [index, record] of trace.entries()) {
    if (record.trace_type === 'SubBefore') {
      const end = [...ends].find(([, after]) => belongs(after, record))
      if (end) ends.delete(end[0])
      steps.push(delivery(index, record, end?.[1]))
    } else if (record.trace_type === 'Pub') steps.push(single(record, index, 'send'))
    else if (record.trace_type === 'EndTransaction') steps.push(single(record, index, 'transaction'))
    else if (record.trace_type !== 'SubAfter') steps.push(single(record, index, 'other'))
  }
  for (const [index, after] of ends) steps.push(delivery(index, undefined, after))
  const at = (step: TraceStep) => step.startedAt ?? step.endedAt ?? Infinity
  return steps.toSorted((a, b) => at(a) - at(b) || Number(a.id) - Number(b.id))
}

export interface Consumed {
  /** Groups of which one member finished the message. */
  done: string[]
  /** Groups that tried and did not finish it (yet). */
  failed: string[]
  /** Groups that read the topic and of which the trace says nothing. */
  silent: string[]
}

/** Which groups have consumed the message. `groups`: all that read the topic. */
export function consumedBy(steps: readonly TraceStep[], groups: readonly string[]): Consumed {
  const tried = new Set(steps.filter((step) => step.kind === 'consume').map((step) => step.group))
  const finished = new Set(
    steps.filter((step) => step.kind === 'consume' && step.result === 'ok').map((step) => step.group),
  )
  return {
    done: groups.filter((group) => finished.has(group)),
    failed: groups.filter((group) => tried.has(group) && !finished.has(group)),
    silent: groups.filter((group) => !tried.has(group)),
  }
}
