import { createHash } from 'node:crypto'
import type { Credentials } from '../types.ts'

/**
 * The cloud locks an access key for five minutes after more than five failures in a row, for every user of the key.
 * After two we stop sending with it until somebody tests the connection again.
 */
const LIMIT = 2

const ids = new WeakMap<Credentials, string>()

/** Names a key in memory without being it. Secrets are left out: the cloud counts by access key, or by user. */
export function keyId(credentials: Credentials): string {
  let id = ids.get(credentials)
  if (id === undefined) ids.set(credentials, (id = digestOf(credentials)))
  return id
}

function digestOf(credentials: Credentials): string {
  const name = credentials.kind === 'password' ? `${credentials.domain}/${credentials.user}` : credentials.accessKey
  return createHash('sha256')
    .update(`${credentials.kind === 'password' ? 'user' : 'key'} ${name}`)
    .digest('base64')
}

export interface Breaker<Why> {
  /** What the cloud said last, when nothing may be sent with this key; else undefined. */
  openWith: (credentials: Credentials) => Why | undefined
  /** The cloud refused the key. True when this was the failure that stops it. */
  refused: (credentials: Credentials, why: Why) => boolean
  /** The cloud accepted the key. True when it had been stopped. */
  accepted: (credentials: Credentials) => boolean
}

/** Counts refusals in a row per key. */
export function createBreaker<Why>(): Breaker<Why> {
  const failures = new Map<string, { count: number; why: Why }>()
  return {
    openWith(credentials) {
      const entry = failures.get(keyId(credentials))
      return entry && entry.count >= LIMIT ? entry.why : undefined
    },
    refused(credentials, why) {
      const id = keyId(credentials)
      const count = (failures.get(id)?.count ?? 0) + 1
      failures.set(id, { count, why })
      return count === LIMIT
    },
    accepted(credentials) {
      if (failures.size === 0) return false
      const id = keyId(credentials)
      const stopped = (failures.get(id)?.count ?? 0) >= LIMIT
      failures.delete(id)
      return stopped
    },
  }
}
