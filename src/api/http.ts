/** The only `fetch` of the browser. */
import { HEADER, type Problem } from '~/contract/console.ts'
import { parseJson } from '~/lib/json.ts'
import { ApiError } from './error.ts'

/** Requests made while nobody has touched the page for this long do not keep the session alive. */
const IDLE_MS = 60_000
const TIMEOUT_MS = 120_000

let lastActivity = Date.now()
for (const event of ['pointerdown', 'keydown', 'wheel'] as const)
  globalThis.addEventListener?.(event, () => (lastActivity = Date.now()), { passive: true, capture: true })

/** Asks the person for what the server misses; resolves to whether the request should be sent again. */
export type Gate = (reason: 'sign-in' | 'confirm') => Promise<boolean>
let gate: Gate | undefined
let waiting: Promise<boolean> | undefined

/** Set once by the shell: the dialog that signs in again in place, so that nothing typed is lost. */
export function setGate(handler: Gate | undefined): void {
  gate = handler
}

/** One dialog for all requests that wait for it. */
function ask(reason: 'sign-in' | 'confirm'): Promise<boolean> {
  waiting ??= (gate?.(reason) ?? Promise.resolve(false)).finally(() => (waiting = undefined))
  return waiting
}

export interface HttpRequest {
  method: string
  /** Path below the base, with query: `/api/session`. */
  path: string
  /** JSON text, or a form with files. */
  body?: string | FormData
  headers?: Record<string, string>
  signal?: AbortSignal
  /** Whether a lost answer leaves the outcome open. */
  write?: boolean
  /** `false`: a missing session is an error, not a dialog (sign-in itself). */
  gated?: boolean
}

function gantryProblem(code: Problem['code'], message: string, unknownOutcome?: boolean): Problem {
  return {
    code,
    message,
    requestId: '',
    origin: 'gantry',
    ...(unknownOutcome ? { unknownOutcome: true as const } : {}),
  }
}

function problemOf(response: Response, text: string): Problem {
  try {
    const body = parseJson(text) as Partial<Problem> | null
    if (body && typeof body.code === 'string' && typeof body.message === 'string') return body as Problem
  } catch {
    // Not ours: a proxy between us and the server answered.
  }
  return {
    ...gantryProblem('gantry.bad_answer', `HTTP ${response.status} ${response.statusText}`.trim()),
    requestId: response.headers.get('x-request-id') ?? '',
  }
}

/**
 * Sends one request to our own server.
 * @throws ApiError for every failure; status 0 when there was no answer; AbortError when `signal` aborts
 */
export async function http(request: HttpRequest): Promise<Response> {
  const timeout = AbortSignal.timeout(TIMEOUT_MS)
  const signal = request.signal ? AbortSignal.any([request.signal, timeout]) : timeout
  let response: Response
  try {
    response = await fetch(`${import.meta.env.BASE_URL.replace(/\/$/, '')}${request.path}`, {
      method: request.method,
      credentials: 'same-origin',
      cache: 'no-store',
      headers: {
        accept: 'application/json',
        [HEADER]: '1',
        ...(Date.now() - lastActivity > IDLE_MS ? { 'x-gantry-poll': '1' } : {}),
        ...(typeof request.body === 'string' ? { 'content-type': 'application/json' } : {}),
        ...request.headers,
      },
      body: request.body,
      signal,
    })
  } catch (error) {
    if (request.signal?.aborted) throw error
    const timedOut = timeout.aborted
    throw new ApiError(
      0,
      gantryProblem(
        timedOut ? 'gantry.timeout' : 'gantry.unreachable',
        timedOut ? 'No answer in time' : 'The server cannot be reached',
        request.write,
      ),
    )
  }
  if (response.ok) return response
  // A body that breaks off is no body.
  const text = await response.text().catch(() => '')
  const problem = problemOf(response, text)
  const reason =
    problem.code === 'gantry.signed_out' ? 'sign-in' : problem.code === 'gantry.reauth_required' ? 'confirm' : undefined
  // The server refused before it did anything, so sending again after signing in is safe, for writes too.
  if (reason && request.gated !== false && (await ask(reason))) return http(request)
  const retryAfter = Number(response.headers.get('retry-after'))
  throw new ApiError(response.status, problem, Number.isFinite(retryAfter) && retryAfter > 0 ? retryAfter : undefined, {
    headers: response.headers,
    text,
  })
}

/** Sends JSON, reads JSON without loss; undefined for an empty answer. */
export async function json<T>(
  method: string,
  path: string,
  body?: unknown,
  options?: { signal?: AbortSignal; gated?: boolean },
): Promise<T> {
  const response = await http({
    method,
    path,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    write: method !== 'GET',
    ...options,
  })
  return readJson(response, await response.text()) as T
}

/** The value of a JSON answer; undefined for an empty one. */
export function readJson({ headers }: Response, text: string): unknown {
  if (text === '') return undefined
  try {
    return parseJson(text)
  } catch {
    const problem = gantryProblem('gantry.bad_answer', 'The answer is not JSON or was cut off')
    const requestId = headers.get('x-request-id') ?? ''
    throw new ApiError(502, { ...problem, requestId }, undefined, { headers, text })
  }
}
