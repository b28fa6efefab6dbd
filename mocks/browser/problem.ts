import type { Problem, ProblemCode } from '~/contract/console.ts'
import { stringifyJson } from '~/lib/json.ts'

let count = 0

/** A request id in the form that our server gives. */
export function nextRequestId(): string {
  count += 1
  return `demo-${count.toString().padStart(6, '0')}`
}

/** A JSON answer as our server sends it. */
export function answer(status: number, body?: unknown, headers: Readonly<Record<string, string>> = {}): Response {
  const requestId = nextRequestId()
  if (body === undefined) return new Response(null, { status, headers: { 'x-request-id': requestId, ...headers } })
  return new Response(stringifyJson(body), {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', 'x-request-id': requestId, ...headers },
  })
}

/** A refusal of our own server (`ProblemCode` says when). */
export function refuse(status: number, code: ProblemCode, message: string, more: Partial<Problem> = {}): Response {
  const problem: Problem = { code, message, requestId: nextRequestId(), origin: 'gantry', ...more }
  return answer(status, problem)
}
