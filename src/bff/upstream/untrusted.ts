/** O7: an endpoint whose TLS cannot be trusted leaves a row of its own in the audit record, whatever was called. */
import type { ProxyDeps } from '../types.ts'
import { UpstreamFailure } from './failure.ts'

/** A page asks many times; one row says it. */
const QUIET_MS = 60_000

interface Seen {
  connection: string
  /** What was called. */
  operationId: string
  user?: string
  /** Of what a browser asked for; that of the request being served by itself. */
  requestId?: string
}

/** Takes every failure; other ones than of TLS are no matter of trust. */
export type NoteUntrusted = (error: unknown, seen: Seen) => void

/** Writes one row per connection and endpoint in a while. */
export function createUntrusted({ audit, now }: Pick<ProxyDeps, 'audit' | 'now'>): NoteUntrusted {
  const noted = new Map<string, number>()
  return (error, { connection, operationId, user, requestId }) => {
    if (!(error instanceof UpstreamFailure) || error.kind !== 'tls') return
    const at = now()
    for (const [key, time] of noted) if (Math.abs(at - time) >= QUIET_MS) noted.delete(key)
    const endpoint = error.endpoint ?? '-'
    const key = `${connection} ${endpoint}`
    if (noted.has(key)) return
    noted.set(key, at)
    audit({
      user,
      connection,
      operationId: 'endpoint.untrusted',
      risk: 'none',
      target: { endpoint, operation: operationId, reason: error.detail },
      status: error.status,
      requestId,
      durationMs: 0,
    })
  }
}
