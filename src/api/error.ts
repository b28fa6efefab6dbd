import type { Problem } from '~/contract/console.ts'
import type { RecentCall } from './recentCalls.ts'

/** What came with a failure over the wire; absent when nothing came. */
export interface FailedAnswer {
  headers: Headers
  /** The body as it came. */
  text: string
}

/** The one failure that pages know: a refused or failed call, ours or the cloud's. */
export class ApiError extends Error {
  readonly status: number
  readonly problem: Problem
  /** Seconds after which the server asked us to try again. */
  readonly retryAfter?: number
  readonly answer?: FailedAnswer
  /** The call of an operation that failed, without its secrets. */
  call?: RecentCall

  constructor(status: number, problem: Problem, retryAfter?: number, answer?: FailedAnswer) {
    super(problem.message)
    this.name = 'ApiError'
    this.status = status
    this.problem = problem
    this.retryAfter = retryAfter
    this.answer = answer
  }

  get code(): string {
    return this.problem.code
  }
  get hint(): string | undefined {
    return this.problem.hint
  }
  get requestId(): string {
    return this.problem.requestId
  }
}

/** Whether a failure is an `ApiError` with this HTTP status or code. */
export function isApiError(error: unknown, statusOrCode?: number | string): error is ApiError {
  if (!(error instanceof ApiError)) return false
  return statusOrCode === undefined || error.status === statusOrCode || error.code === statusOrCode
}
