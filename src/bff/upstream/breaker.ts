import { createHash, createHmac, randomBytes } from 'node:crypto'
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
  /** The cloud has accepted these very credentials, and refused the key never since: calls need no turn. */
  isProven: (credentials: Credentials) => boolean
  /** The cloud has accepted these very credentials since this server started, whatever it said of them later. */
  wasProven: (credentials: Credentials) => boolean
  /**
   * Waits until a call with credentials that are not proven may go out: never more of them at a time than refusals are
   * left, or a page with ten reads would have ten refusals before the first of them is known. Returns what ends the
   * turn, to be called when the outcome has been noted.
   * @param call `probe` goes out although the key is stopped
   * @throws what the cloud said last when the key is or gets stopped; the signal's reason
   */
  enter: (credentials: Credentials, call: { probe?: boolean; signal?: AbortSignal }) => Promise<() => void>
  /** The cloud refused the key. True when this was the failure that stops it. */
  refused: (credentials: Credentials, why: Why) => boolean
  /** The cloud accepted the key. True when it had been stopped. */
  accepted: (credentials: Credentials) => boolean
}

/** What is known about a key, whoever uses it. */
interface Key<Why> {
  /** Refusals in a row. */
  failures: number
  why?: Why
  /** The credentials that the cloud has accepted since the last refusal, by their proof. */
  proven: Set<string>
  /** Those that it has accepted ever. */
  onceProven: Set<string>
  underWay: number
  waiting: Set<() => void>
}

/** Counts refusals in a row per key, and keeps calls apart while it is not known whether the key is good. */
export function createBreaker<Why extends Error>(): Breaker<Why> {
  const keys = new Map<string, Key<Why>>()
  const holders = new WeakMap<Credentials, { key: Key<Why>; proof: string }>()
  const pepper = randomBytes(32)

  /**
   * Stands for these very credentials, whichever object holds them. Not for the key: a connection may hold a wrong
   * secret for a key that another one uses.
   */
  const proofOf = (credentials: Credentials) =>
    createHmac('sha256', pepper).update(JSON.stringify(credentials)).digest('base64')

  function holderOf(credentials: Credentials) {
    let holder = holders.get(credentials)
    if (!holder) {
      const id = keyId(credentials)
      let key = keys.get(id)
      if (!key) {
        key = { failures: 0, proven: new Set(), onceProven: new Set(), underWay: 0, waiting: new Set() }
        keys.set(id, key)
      }
      holders.set(credentials, (holder = { key, proof: proofOf(credentials) }))
    }
    return holder
  }

  const stopOf = (key: Key<Why>) => (key.failures >= LIMIT ? key.why : undefined)

  function wake(key: Key<Why>): void {
    for (const go of key.waiting) go()
  }

  function change(key: Key<Why>, signal: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      const end = () => {
        key.waiting.delete(go)
        signal?.removeEventListener('abort', leave)
      }
      const go = () => {
        end()
        resolve()
      }
      const leave = () => {
        end()
        reject(signal?.reason)
      }
      key.waiting.add(go)
      signal?.addEventListener('abort', leave, { once: true })
    })
  }

  return {
    openWith(credentials) {
      return stopOf(holderOf(credentials).key)
    },
    isProven(credentials) {
      const { key, proof } = holderOf(credentials)
      return key.proven.has(proof)
    },
    wasProven(credentials) {
      const { key, proof } = holderOf(credentials)
      return key.onceProven.has(proof)
    },
    async enter(credentials, { probe, signal }) {
      const holder = holderOf(credentials)
      const { key } = holder
      for (;;) {
        signal?.throwIfAborted()
        const why = stopOf(key)
        if (why && !probe) throw why
        if (key.proven.has(holder.proof)) return () => undefined
        if (key.underWay < Math.max(1, LIMIT - key.failures)) break
        await change(key, signal)
      }
      key.underWay += 1
      return () => {
        key.underWay -= 1
        wake(key)
      }
    },
    refused(credentials, why) {
      const { key } = holderOf(credentials)
      key.failures += 1
      key.why = why
      key.proven.clear()
      return key.failures === LIMIT
    },
    accepted(credentials) {
      const holder = holderOf(credentials)
      const { key } = holder
      if (key.proven.has(holder.proof)) return false
      const stopped = stopOf(key) !== undefined
      key.failures = 0
      key.why = undefined
      key.proven.add(holder.proof)
      key.onceProven.add(holder.proof)
      return stopped
    },
  }
}
