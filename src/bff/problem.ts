/** How our own part of the server refuses: one exception, one JSON shape. */
import type { Problem, ProblemCode } from '~/contract/console.ts'
import { jsonAnswer, type CloudAnswer } from './proxy/call.ts'

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
export function problemOfRefusal(refusal: Refusal, requestId: string): CloudAnswer {
  const { field, hint, retryAfterSeconds, headers } = refusal.options
  const problem: Problem = { code: refusal.code, message: refusal.message, hint, field, requestId, origin: 'gantry' }
  return jsonAnswer(problem, refusal.status, {
    ...(retryAfterSeconds === undefined ? {} : { 'retry-after': String(Math.max(1, Math.ceil(retryAfterSeconds))) }),
    ...headers,
  })
}

/** The same as a `Response`. */
export function problemResponse(refusal: Refusal, requestId: string): Response {
  const { status, headers, body } = problemOfRefusal(refusal, requestId)
  return new Response(body as BodyInit, { status, headers })
}
