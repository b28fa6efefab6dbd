/** How our own part of the server refuses: one exception, one JSON shape. */
import type { Problem, ProblemCode } from '~/contract/console.ts'

export interface RefusalOptions {
  field?: string
  hint?: string
  retryAfterSeconds?: number
  headers?: Readonly<Record<string, string>>
}

/** A request that we refuse; the message is for the user and holds no inner detail. */
export class Refusal extends Error {
  override name = 'Refusal'
  readonly status: number
  readonly code: ProblemCode
  readonly options: RefusalOptions

  constructor(status: number, code: ProblemCode, message: string, options: RefusalOptions = {}) {
    super(message)
    this.status = status
    this.code = code
    this.options = options
  }
}

/** A wrong value of a request field. */
export function badField(field: string, message: string): Refusal {
  return new Refusal(400, 'gantry.bad_parameter', message, { field })
}

/** The JSON answer for a refusal. */
export function problemResponse(refusal: Refusal, requestId: string): Response {
  const { field, hint, retryAfterSeconds, headers } = refusal.options
  const problem: Problem = { code: refusal.code, message: refusal.message, hint, field, requestId, origin: 'gantry' }
  return new Response(JSON.stringify(problem), {
    status: refusal.status,
    headers: {
      'content-type': 'application/json; charset=utf-8',
      ...(retryAfterSeconds === undefined ? {} : { 'retry-after': String(Math.max(1, Math.ceil(retryAfterSeconds))) }),
      ...headers,
    },
  })
}
