/**
 * Failures of the cloud in one shape. Shared by the server and by the simulated cloud in the browser, so it imports
 * nothing but types.
 */
import type { Problem } from './console.ts'
import type { ErrorFact, Family, Operation } from './types.ts'

export interface FailedAnswer {
  family: Family | 'iam'
  operation?: Pick<Operation, 'permission'>
  status: number
  /** Headers of the answer, names in any case. */
  headers?: { get(name: string): string | null }
  /** The body as text; JSON, HTML or nothing. */
  text: string
  /** The family's `errors.json`. */
  catalogue: Readonly<Record<string, ErrorFact>>
  /** Our own id, when the cloud gave none. */
  requestId: string
}

interface Said {
  code?: string
  message?: string
  suggestion?: string
  requestId?: string
}

type Json = Record<string, unknown>

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The first of these fields that says something. */
function first(object: Json, names: readonly string[]): string | undefined {
  for (const name of names) {
    const value = object[name]
    if (typeof value === 'string' && value.trim() !== '') return value.trim()
    if (typeof value === 'number') return String(value)
  }
  return undefined
}

// The spellings of the eight contracts' error schemas, and of IAM and the API gateway in front of all of them:
// {error_code, error_msg} (most), {errCode, externalMessage} (DDM v1), {errorCode, errorMessage, detail} (service
// center), {error_code, error_message} (configuration center), {error: {code, message, title}} (IAM), {code, message}.
const codeNames = ['error_code', 'errorCode', 'errCode', 'err_code', 'code'] as const
const messageNames = [
  'error_msg',
  'errorMessage',
  'error_message',
  'externalMessage',
  'errMessage',
  'errorMsg',
  'err_msg',
  'message',
  'msg',
] as const
const detailNames = ['detail', 'error_details', 'error_detail'] as const

function read(value: unknown): Said {
  if (Array.isArray(value)) return read(value[0])
  if (!isObject(value)) return {}
  const nested = value.error ?? value.errors
  const inner = typeof nested === 'string' ? { message: nested } : read(nested)
  const message = first(value, messageNames) ?? inner.message
  const detail = first(value, detailNames)
  return {
    code: first(value, codeNames) ?? inner.code,
    // Details often repeat the message.
    message: detail && message && !message.includes(detail) ? `${message}: ${detail}` : (message ?? detail),
    suggestion: first(value, ['suggestion']),
    requestId: first(value, ['request_id', 'requestId']) ?? inner.requestId,
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Plain text for people: no control characters (they could forge lines of a log), bounded. */
function plain(text: string): string {
  return text
    .replace(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(0, 2000)
}

/**
 * The gateway answers a wrong signature with the canonical request it computed: host, headers, perhaps a security
 * token. None of that is passed on.
 */
function repeatsRequest(text: string): boolean {
  return /canonical ?request|verify ak ?sk sign|x-sdk-date|x-security-token|x-auth-token:|SDK-HMAC-SHA256/i.test(text)
}

function idOf(text: string | null | undefined): string | undefined {
  return text && /^[\w.:/-]{1,128}$/.test(text) ? text : undefined
}

/** A code's own entry, or the one for its whole group (`APIGW.*`). */
export function factOf<Fact>(code: string, catalogue: Readonly<Record<string, Fact>>): Fact | undefined {
  const name = [code, `${code.split('.')[0]}.*`].find((one) => Object.hasOwn(catalogue, one))
  return name === undefined ? undefined : catalogue[name]
}

const byStatus: Readonly<Record<number, string>> = {
  400: 'The cloud refused the request.',
  401: 'The cloud did not accept the credentials.',
  403: 'The cloud does not allow this.',
  404: 'The cloud does not know this resource.',
  409: 'The resource is in a state that does not allow this.',
  429: 'The cloud asks for fewer requests.',
  503: 'The service is not available at the moment.',
}

/** Seconds to wait where the cloud asks for fewer requests and does not say how long. */
const PAUSE = 5

/**
 * Seconds to wait after an answer that asks for fewer requests although its status is not 429: DMS.10240407 comes as
 * 404, and a 413 that says when to try again means the rate, not the size (rocketmq NOTES c 27, d). Undefined for any
 * other answer.
 */
export function throttledFor({
  status,
  headers,
  text,
  catalogue,
}: Pick<FailedAnswer, 'status' | 'headers' | 'text' | 'catalogue'>): number | undefined {
  const asked = Number(headers?.get('retry-after'))
  const seconds = asked > 0 ? asked : undefined
  if (status === 413) return seconds
  const { code } = read(parse(text))
  return status !== 429 && code !== undefined && factOf(code, catalogue)?.throttled ? (seconds ?? PAUSE) : undefined
}

/**
 * Turns a failed answer (status 400 and above) of the cloud into a `Problem`. `field` and `hint` come from the
 * catalogue; `field` only when the code's fact names one. Never throws; HTML and broken JSON become a general sentence.
 */
export function toProblem(answer: FailedAnswer): Problem {
  const { family, operation, status, headers, text, catalogue, requestId } = answer
  const said = read(parse(text))
  const code = said.code && /^[\w.-]{1,64}$/.test(said.code) ? said.code : undefined
  const fact = code === undefined ? undefined : factOf(code, catalogue)
  const words = said.message && !repeatsRequest(said.message) ? plain(said.message) : undefined
  const problem: Problem = {
    code: code ?? 'gantry.cloud_error',
    message:
      words ||
      (said.message ? 'The cloud refused the signature of the request.' : undefined) ||
      fact?.message ||
      byStatus[status] ||
      `The cloud answered with status ${status}.`,
    requestId: idOf(said.requestId) ?? idOf(headers?.get('x-request-id')) ?? requestId,
    origin: 'cloud',
  }
  if (family !== 'iam') problem.family = family
  const hint = fact?.hint ?? (said.suggestion && !repeatsRequest(said.suggestion) ? plain(said.suggestion) : undefined)
  if (hint) problem.hint = hint
  if (typeof fact?.field === 'string') problem.field = fact.field
  if (status === 403 && operation?.permission) problem.permission = operation.permission
  return problem
}
