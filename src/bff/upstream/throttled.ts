import { throttledFor } from '~/contract/problem.ts'
import { catalogues } from '../proxy/catalogues.ts'
import type { AnswerHeaders } from './request.ts'
import type { Answer } from './upstream.ts'

function withRetryAfter(headers: AnswerHeaders, seconds: number): AnswerHeaders {
  return { get: (name) => (name.toLowerCase() === 'retry-after' ? String(Math.ceil(seconds)) : headers.get(name)) }
}

/**
 * The cloud sometimes asks for fewer requests with a status that means something else, such as 404 ("gone"). From here
 * on it is a 429 that says when to try again; the cloud's own code stays in the text.
 */
export function toThrottled(answer: Answer): Answer {
  if (answer.ok || answer.family === 'iam') return answer
  const seconds = throttledFor({ ...answer, catalogue: catalogues[answer.family] })
  return seconds === undefined ? answer : { ...answer, status: 429, headers: withRetryAfter(answer.headers, seconds) }
}
