/** O7: an endpoint whose TLS cannot be trusted leaves a row of its own in the audit record, whatever was called. */
import type { ProxyDeps } from '../types.ts'
import type { UpstreamFailure } from '../upstream/failure.ts'

/** A page asks many times; one row says it. */
const QUIET_MS = 60_000

interface Seen {
  failure: UpstreamFailure
  connection: string
  /** What was called. */
  operationId: string
  user?: string
  requestId: string
}

export type NoteUntrusted = (seen: Seen) => void

/** Takes every failure of TLS; writes one per connection and endpoint in a while. */
export function createUntrusted({ audit, now }: Pick<ProxyDeps, 'audit' | 'now'>): NoteUntrusted {
  const noted = new Map<string, number>()
  return ({ failure, connection, operationId, user, requestId }) => {
    const at = now()
    for (const [key, time] of noted) if (Math.abs(at - time) >= QUIET_MS) noted.delete(key)
    const endpoint = failure.endpoint ?? '-'
    const key = `${connection} ${endpoint}`
    if (noted.has(key)) return
    noted.set(key, at)
    audit({
      user,
      connection,
      operationId: 'endpoint.untrusted',
      risk: 'none',
      target: { endpoint, operation: operationId, reason: failure.detail },
      status: failure.status,
      requestId,
      durationMs: 0,
    })
  }
}
