/**
 * The last calls that this tab made, for "show this call": in memory only, without secrets, gone with the tab and
 * with the session.
 */
import { useSyncExternalStore } from 'react'
import type { Family, Operation } from '~/contract/types.ts'
import { stringifyJson } from '~/lib/json.ts'
import { createListeners } from '~/lib/listeners.ts'
import { withoutSecrets } from './withoutSecrets.ts'

export interface RecentCall {
  /** Counts up within the tab. */
  id: number
  /** Unix ms at which it was sent. */
  at: number
  /** Path of the page that made it; '' for what runs behind the pages (the job tray). */
  page: string
  connection: string
  family: Family
  operationId: string
  /** By wire name and `body`; no secrets, no files. */
  args: Record<string, unknown>
  /** The body was too large to be kept. */
  isCut?: true
  /** The engine that a call of family servicecomb was for. */
  engine?: string
  /** HTTP status; 0 when there was no answer. */
  status: number
  /** Our code or the cloud's, when it failed. */
  code?: string
  ms: number
  requestId: string
}

const MAX = 50
/** A body beyond this is not worth its memory; the call is kept without it. */
const MAX_BODY = 20_000

let calls: readonly RecentCall[] = []
let count = 0
const { subscribe, tell } = createListeners()

function change(next: readonly RecentCall[]): void {
  calls = next
  tell()
}

function kept(operation: Operation, args: Record<string, unknown>): Pick<RecentCall, 'args' | 'isCut'> {
  const safe = withoutSecrets(operation, args)
  if (safe['body'] === undefined || stringifyJson(safe['body']).length <= MAX_BODY) return { args: safe }
  const { body: _large, ...rest } = safe
  return { args: rest, isCut: true }
}

/** Remembers a call that has ended, well or not; `page` is the one that was open when it was sent, if it asked. */
export function recordCall(
  operation: Operation,
  args: Record<string, unknown> & { connection: string },
  outcome: Pick<RecentCall, 'at' | 'page' | 'status' | 'code' | 'ms' | 'requestId' | 'engine'>,
): RecentCall {
  count += 1
  const call: RecentCall = {
    id: count,
    connection: args.connection,
    family: operation.family,
    operationId: operation.id,
    ...kept(operation, args),
    ...outcome,
  }
  change([call, ...calls].slice(0, MAX))
  return call
}

/** Newest first. */
export function recentCalls(): readonly RecentCall[] {
  return calls
}

/** Forgets all calls: they are the session's. */
export function clearRecentCalls(): void {
  change([])
}

/** The calls, newest first; draws again with each new one. */
export function useRecentCalls(): readonly RecentCall[] {
  return useSyncExternalStore(subscribe, recentCalls)
}
