/** Words for the steps of a trace. Pure: the catalogue comes as an argument. */
import type { traceMessages } from './traceMessages.ts'
import type { TraceStep } from './traceSteps.ts'
import { formatDuration, type TimelineBar } from './traceTimeline.ts'

export type TraceWords = (typeof traceMessages)['en']

const join = (parts: readonly (string | undefined)[]) =>
  parts.filter((part) => part !== undefined && part !== '').join(' · ')

/** `COMMIT_MESSAGE` as a word; a state that nobody documented as it came. */
function transactionWord(step: TraceStep, t: TraceWords): string | undefined {
  const words: Record<string, string> = t.transactionStates
  return step.transactionState && (words[step.transactionState] ?? step.transactionState)
}

/** Why a delivery failed, when the code says so. */
function codeWord(step: TraceStep, t: TraceWords): string | undefined {
  if (step.kind !== 'consume' || step.code === undefined || step.code === 0) return undefined
  const words: Record<string, string> = t.codes
  // The code that only says "failed" adds nothing to the result.
  return step.code === 4 && step.result === 'failed'
    ? undefined
    : (words[String(step.code)] ?? t.code(String(step.code)))
}

function tryWord(bar: TimelineBar, t: TraceWords): string {
  const { attempt } = bar.step
  if (attempt === undefined) return t.try
  if (attempt === 0) return t.first
  return bar.pause === undefined || bar.pause < 1000
    ? t.retry(attempt)
    : t.retryAfter(attempt, formatDuration(bar.pause, t.units))
}

/** What stands under a bar. */
export function barLabel(bar: TimelineBar, t: TraceWords): string {
  const { step } = bar
  const cost = step.cost === undefined ? undefined : formatDuration(step.cost, t.units)
  if (step.kind === 'send')
    return step.result === 'failed' ? t.sendFailed : cost === undefined ? t.sentNoCost : t.sent(cost)
  if (step.kind === 'transaction') return join([t.transaction, transactionWord(step, t)])
  if (step.kind === 'other')
    return step.type === 'stored'
      ? t.stored
      : step.type === 'copied'
        ? t.copyStored
        : join([step.result === 'unknown' ? undefined : t.results[step.result], cost])
  return join([
    t.results[step.result],
    tryWord(bar, t),
    cost,
    codeWord(step, t),
    step.missing === 'start' ? t.startMissing : undefined,
  ])
}

/** The name of a step in the table. */
export function stepName(step: TraceStep, t: TraceWords): string {
  if (step.kind === 'other') return step.type || '–'
  const name = t.stepNames[step.kind]
  return step.kind === 'consume' && step.attempt ? t.stepRetry(name, step.attempt) : name
}

/** The result of a step in the table. */
export function stepResult(step: TraceStep, t: TraceWords): string {
  const words = t.rowResults
  if (step.result === 'open') return words.open
  if (step.result === 'unknown') return words.unknown
  if (step.kind === 'send') return step.result === 'ok' ? words.sent : words.sendFailed
  const result = step.result === 'ok' ? words.done : words.willRetry
  return join([
    result,
    step.kind === 'transaction' ? transactionWord(step, t) : undefined,
    codeWord(step, t),
    step.missing === 'start' ? t.startMissing : undefined,
  ])
}
