/**
 * What a user called and saved in the explorer, kept in this browser: bounded, per user, never a secret
 * (`withoutSecrets` before anything comes here).
 */
import { families, type Family } from '~/contract/types.ts'
import { parseJson, stringifyJson } from '~/lib/json.ts'
import { readSetting, writeSetting } from '~/components/storage.ts'

interface StoredRequest {
  id: string
  family: Family
  operationId: string
  /** By wire name and `body`; numbers exact. */
  args: Record<string, unknown>
  /** ISO 8601. */
  at: string
}

export interface PastRequest extends StoredRequest {
  connection: string
  /** HTTP status; 0 when there was no answer. */
  status: number
  ms: number
  requestId: string
  code?: string
  /** The body was too large to be kept. */
  isCut?: true
}

export interface SavedRequest extends StoredRequest {
  name: string
}

export interface Requests {
  /** Newest first. */
  past: readonly PastRequest[]
  saved: readonly SavedRequest[]
}

const MAX_PAST = 100
const MAX_SAVED = 100
/** Characters of one body, and of everything: storage is shared by all of the origin. */
const MAX_BODY = 16_000
const MAX_ALL = 400_000

const keyOf = (user: string) => `gantry.explorer.${user}`
const empty: Requests = { past: [], saved: [] }

function isStored(value: unknown): value is StoredRequest {
  if (value === null || typeof value !== 'object') return false
  const { id, family, operationId, args, at } = value as Record<string, unknown>
  return (
    typeof id === 'string' &&
    families.some((one) => one === family) &&
    typeof operationId === 'string' &&
    typeof at === 'string' &&
    args !== null &&
    typeof args === 'object' &&
    !Array.isArray(args)
  )
}

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])

/** What is kept, as far as it can be understood: storage may be old or tampered with. */
export function parseRequests(text: string | undefined): Requests {
  if (text === undefined) return empty
  try {
    const { past, saved } = parseJson(text) as { past?: unknown; saved?: unknown }
    return {
      past: listOf(past).filter(
        (one): one is PastRequest => isStored(one) && 'connection' in one && typeof one.connection === 'string',
      ),
      saved: listOf(saved).filter(
        (one): one is SavedRequest => isStored(one) && 'name' in one && typeof one.name === 'string',
      ),
    }
  } catch {
    return empty
  }
}

function fit(args: Record<string, unknown>): { args: Record<string, unknown>; isCut?: true } {
  if (args['body'] === undefined || stringifyJson(args['body']).length <= MAX_BODY) return { args }
  const { body: _large, ...rest } = args
  return { args: rest, isCut: true }
}

/** With one more call at the front; the oldest go when there is no more room. */
export function withPast(requests: Requests, request: PastRequest): Requests {
  const past = [{ ...request, ...fit(request.args) }, ...requests.past].slice(0, MAX_PAST)
  while (past.length > 1 && stringifyJson({ ...requests, past }).length > MAX_ALL) past.pop()
  return { ...requests, past }
}

/** With a saved request; one of the same name gives way. undefined when it is too large or there are too many. */
export function withSaved(requests: Requests, request: SavedRequest): Requests | undefined {
  const others = requests.saved.filter((one) => one.name !== request.name)
  const saved = [request, ...others]
  if (saved.length > MAX_SAVED || stringifyJson({ past: [], saved }).length > MAX_ALL) return undefined
  return { ...requests, saved }
}

const listeners = new Set<() => void>()
const cache = new Map<string, { text: string | undefined; requests: Requests }>()

/** The requests of a user; the same object until they change. */
export function readRequests(user: string): Requests {
  const text = readSetting(keyOf(user))
  const known = cache.get(user)
  if (known && known.text === text) return known.requests
  const requests = parseRequests(text)
  cache.set(user, { text, requests })
  return requests
}

export function writeRequests(user: string, requests: Requests): void {
  writeSetting(keyOf(user), requests.past.length + requests.saved.length === 0 ? undefined : stringifyJson(requests))
  for (const listener of listeners) listener()
}

/** For `useSyncExternalStore`: changes here and in other tabs. */
export function onRequestsChange(listener: () => void): () => void {
  listeners.add(listener)
  globalThis.addEventListener?.('storage', listener)
  return () => {
    listeners.delete(listener)
    globalThis.removeEventListener?.('storage', listener)
  }
}
