/** What is kept of the calls and saved requests of the API Explorer: the same in our server, its simulation and the page. */
import { stringifyJson } from '~/lib/json.ts'
import type { Family } from './types.ts'

interface KeptRequest {
  id: string
  family: Family
  operationId: string
  /** By wire name, `body` and `ENGINE_VALUE`; numbers exact, secrets (`secretsIn`) and files never. */
  args: Record<string, unknown>
  /** ISO 8601. */
  at: string
}

/** A call that was made in the API Explorer. */
export interface PastRequest extends KeptRequest {
  connection: string
  /** HTTP status; 0 when there was no answer. */
  status: number
  ms: number
  requestId: string
  code?: string
  /** The body was too large to be kept. */
  isCut?: true
}

/** A request of the API Explorer, kept under a name. */
export interface SavedRequest extends KeptRequest {
  name: string
}

export interface KeptRequests {
  past: readonly PastRequest[]
  saved: readonly SavedRequest[]
}

/** So many past calls, and so many saved requests, are kept per user. */
export const PAST_KEPT = 100
export const SAVED_KEPT = 100
/** Characters of JSON, of all past calls or of all saved requests of a user. */
export const REQUESTS_ROOM = 400_000
/** Characters of JSON, of the body of a past call. */
const BODY_KEPT = 16_000

/** A call as it is kept: without a body that is too large. */
export function fitPast<R extends Pick<PastRequest, 'args' | 'isCut'>>(request: R): R {
  const { body, ...args } = request.args
  return body === undefined || stringifyJson(body).length <= BODY_KEPT ? request : { ...request, args, isCut: true }
}

const sizeOf = (requests: readonly unknown[]) =>
  requests.reduce<number>((sum, one) => sum + stringifyJson(one).length, 0)

/** With one more call at the front; the oldest go when there is no more room. */
export function withPast(requests: KeptRequests, request: PastRequest): KeptRequests {
  const others = requests.past.filter(({ id }) => id !== request.id)
  const past = [fitPast(request), ...others].slice(0, PAST_KEPT)
  while (past.length > 1 && sizeOf(past) > REQUESTS_ROOM) past.pop()
  return { ...requests, past }
}

/** With a saved request in the place of the one of its name or id. undefined when there is no room for it. */
export function withSaved(requests: KeptRequests, request: SavedRequest): KeptRequests | undefined {
  const others = requests.saved.filter(({ id, name }) => id !== request.id && name !== request.name)
  const saved = [request, ...others]
  return saved.length > SAVED_KEPT || sizeOf(saved) > REQUESTS_ROOM ? undefined : { ...requests, saved }
}
