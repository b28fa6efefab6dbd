import type { Clock } from './simulation.ts'
import type { Fault } from './mock.ts'

const PER_MINUTE = 10
/** What `slow` adds to every answer, in milliseconds. */
const SLOW = 1_500

type Aimed = Extract<Fault, { operation: string }>

/** The fault of one kind that is aimed at an operation, if any. */
export function faultFor<Kind extends Aimed['kind']>(
  faults: readonly Fault[],
  kind: Kind,
  operationId: string,
): Extract<Aimed, { kind: Kind }> | undefined {
  return faults.find(
    (fault): fault is Extract<Aimed, { kind: Kind }> =>
      fault.kind === kind && 'operation' in fault && (fault.operation === '*' || fault.operation === operationId),
  )
}

/** The failure that is aimed at an operation on one of these objects, or on whatever it is called for. */
export function failureOf(
  faults: readonly Fault[],
  operationId: string,
  objects: readonly string[],
): Extract<Fault, { kind: 'fail' }> | undefined {
  const meant = faults.filter((fault) => fault.kind !== 'fail' || !fault.only || objects.includes(fault.only))
  return faultFor(meant, 'fail', operationId)
}

/** Whether a fault without an operation is on. */
export function has(faults: readonly Fault[], kind: 'slow' | 'offline' | 'throttled'): boolean {
  return faults.some((fault) => fault.kind === kind)
}

/** Waits; ends at once with the signal's reason when the caller goes away. `Infinity` waits for that only. */
export function wait(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason)
    const timer = Number.isFinite(milliseconds) ? setTimeout(resolve, milliseconds) : undefined
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer)
        reject(signal.reason)
      },
      { once: true },
    )
  })
}

/** How long an answer is held back. */
export function delay(faults: readonly Fault[], latency: number): number {
  return latency + (has(faults, 'slow') ? SLOW : 0)
}

/** Counts calls in a sliding minute per family, for `throttled`. */
export function createThrottle(clock: Clock) {
  const calls = new Map<string, number[]>()
  /** Seconds to wait when this call is one too many, else undefined (and the call counts). */
  return (family: string): number | undefined => {
    const now = clock.now()
    const recent = (calls.get(family) ?? []).filter((at) => at > now - 60_000)
    calls.set(family, recent)
    const oldest = recent[0]
    if (recent.length >= PER_MINUTE && oldest !== undefined)
      return Math.max(1, Math.ceil((oldest + 60_000 - now) / 1000))
    recent.push(now)
    return undefined
  }
}

/** Cuts an answer in the middle; its content-length tells of the whole. */
export async function truncate(response: Response): Promise<Response> {
  const bytes = new Uint8Array(await response.arrayBuffer())
  const headers = new Headers(response.headers)
  headers.set('content-length', String(bytes.byteLength))
  return new Response(bytes.slice(0, Math.ceil(bytes.byteLength / 2)), { status: response.status, headers })
}

/** What a proxy in between says instead of the cloud. */
export function htmlPage(): Response {
  return new Response('<!doctype html><title>Sign in to the network</title><h1>Please sign in</h1>', {
    headers: { 'content-type': 'text/html; charset=utf-8' },
  })
}
