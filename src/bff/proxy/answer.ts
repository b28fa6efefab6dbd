/** From the cloud's answer to ours: headers from an allow-list, JSON retyped, secrets masked, files as downloads. */
import type { Problem } from '~/contract/console.ts'
import { toProblem } from '~/contract/problem.ts'
import type { Operation } from '~/contract/types.ts'
import { parseJson, stringifyJson } from '~/lib/json.ts'
import { UpstreamFailure } from '../upstream/failure.ts'
import { readAll, type AnswerHeaders } from '../upstream/request.ts'
import type { Answer } from '../upstream/upstream.ts'
import { catalogues } from './catalogues.ts'
import { maskSecrets } from '~/contract/mask.ts'
import type { Route } from './match.ts'

/** Answers up to this size are checked as a whole before a byte goes on; larger ones are streamed. */
const WHOLE = 4 * 1024 * 1024
/** An answer with secrets is never streamed; a larger one is refused. */
const MAX_MASKED = 32 * 1024 * 1024

/** An answer that is ready to go to everyone who asked for it, or one that can be handed to one of them only. */
export type Ready =
  | { kind: 'whole'; status: number; headers: Record<string, string>; body: Uint8Array | null; cloudRequestId?: string }
  | {
      kind: 'stream'
      status: number
      headers: Record<string, string>
      body: AsyncIterable<Uint8Array>
      cloudRequestId?: string
      taken: boolean
    }
  | { kind: 'failed'; answer: Extract<Answer, { ok: false }>; cloudRequestId?: string }

/** The request id of the cloud, when it looks like one. */
function cloudId(headers: AnswerHeaders): string | undefined {
  const id = headers.get('x-request-id')
  return id !== null && /^[\w.:/-]{1,128}$/.test(id) ? id : undefined
}

/** A file name for a download, from what the cloud proposed: no path, no control, no direction marks. */
function fileNameOf(disposition: string | null, fallback: string): string {
  const extended = /filename\*\s*=\s*utf-8''([^;]+)/i.exec(disposition ?? '')?.[1]
  const plain = /filename\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;]+))/i.exec(disposition ?? '')
  let name = plain?.[1] ?? plain?.[2] ?? ''
  try {
    if (extended !== undefined) name = decodeURIComponent(extended.trim())
  } catch {
    // Not valid percent-encoding: the plain one has to do.
  }
  const clean = name
    .replace(/^.*[/\\]/, '')
    // oxlint-disable-next-line no-control-regex
    .replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069"<>:|?*;]/g, '')
    .replace(/^[.\s]+/, '')
    .trim()
    .slice(0, 120)
  return clean.isWellFormed() && clean !== '' ? clean : fallback
}

function dispositionOf(name: string): string {
  const ascii = name.replace(/[^\x20-\x7e]/g, '_')
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)}`
}

/** The headers that pass, by name, checked. */
export function headersOf(headers: AnswerHeaders, contentType?: string): Record<string, string> {
  const passed: Record<string, string> = {}
  if (contentType !== undefined) passed['content-type'] = contentType
  const id = cloudId(headers)
  if (id !== undefined) passed['x-request-id'] = id
  const retry = headers.get('retry-after')
  if (retry !== null && /^\d{1,6}$/.test(retry)) passed['retry-after'] = retry
  return passed
}

/** Whether bytes begin and end as JSON does: an HTML page does not, nor does an answer that was cut off. */
function looksLikeJson(bytes: Uint8Array): boolean {
  let start = 0
  let end = bytes.length - 1
  const isSpace = (byte: number | undefined) => byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09
  while (isSpace(bytes[start])) start += 1
  while (end > start && isSpace(bytes[end])) end -= 1
  const pair = `${String.fromCharCode(bytes[start] ?? 0)}${String.fromCharCode(bytes[end] ?? 0)}`
  if (pair === '{}' || pair === '[]') return true
  // A bare string, number or word: rare and short.
  if (bytes.length > 4096) return false
  try {
    JSON.parse(Buffer.from(bytes).toString('utf8'))
    return true
  } catch {
    return false
  }
}

function masked(bytes: Uint8Array, route: Route): Uint8Array {
  let value: unknown
  try {
    value = parseJson(Buffer.from(bytes).toString('utf8'))
  } catch (cause) {
    throw new UpstreamFailure('bad_answer', 'not JSON, or cut off', { cause })
  }
  const shown = maskSecrets(route, value)
  return shown === value ? bytes : Buffer.from(stringifyJson(shown))
}

/** Not a generator: one that is given up before its first chunk would not let go of the connection to the cloud. */
function streamOf(head: readonly Uint8Array[], rest: AsyncIterator<Uint8Array>): AsyncIterable<Uint8Array> {
  const waiting = [...head]
  const chunks: AsyncIterator<Uint8Array> = {
    async next() {
      const first = waiting.shift()
      return first ? { done: false, value: first } : rest.next()
    },
    async return() {
      await rest.return?.()
      return { done: true, value: undefined }
    },
  }
  return { [Symbol.asyncIterator]: () => chunks }
}

/**
 * Prepares an answer for the browser.
 * @throws UpstreamFailure when it is cut off, too large, or not what the operation answers
 */
export async function prepare(answer: Answer, route: Route, operation: Operation, reveal: boolean): Promise<Ready> {
  const cloudRequestId = cloudId(answer.headers)
  if (!answer.ok) return { kind: 'failed', answer, cloudRequestId }
  const { status, incoming } = answer
  if (route.secretsOut.length > 0) {
    const bytes = await readAll(incoming, MAX_MASKED)
    if (bytes.length === 0)
      return { kind: 'whole', status, headers: headersOf(answer.headers), body: null, cloudRequestId }
    const body = reveal && looksLikeJson(bytes) ? bytes : masked(bytes, route)
    return {
      kind: 'whole',
      status,
      headers: headersOf(answer.headers, 'application/json; charset=utf-8'),
      body,
      cloudRequestId,
    }
  }

  const head: Uint8Array[] = []
  let size = 0
  let complete = false
  const body = incoming.body[Symbol.asyncIterator]()
  while (size <= WHOLE) {
    const { done, value } = await body.next()
    if (done) {
      complete = true
      break
    }
    head.push(value)
    size += value.length
  }
  const bytes = head.length === 1 ? head[0]! : Buffer.concat(head)
  const headers = headersOf(answer.headers)
  if (complete && size === 0) return { kind: 'whole', status, headers, body: null, cloudRequestId }
  if (route.download) {
    headers['content-type'] = 'application/octet-stream'
    headers['content-disposition'] = dispositionOf(fileNameOf(answer.headers.get('content-disposition'), operation.id))
  } else {
    if (complete ? !looksLikeJson(bytes) : !/^\s*[[{]/.test(Buffer.from(bytes.subarray(0, 256)).toString('latin1'))) {
      await body.return?.()
      throw new UpstreamFailure('bad_answer', `not JSON: ${answer.headers.get('content-type') ?? 'no content type'}`)
    }
    headers['content-type'] = 'application/json; charset=utf-8'
  }
  if (complete) return { kind: 'whole', status, headers, body: bytes, cloudRequestId }
  return { kind: 'stream', status, headers, body: streamOf(head, body), cloudRequestId, taken: false }
}

/** The cloud's failure as a `Problem`; texts that are secrets are taken out wherever they stand. */
export function problemOf(
  answer: Extract<Answer, { ok: false }>,
  operation: Operation,
  requestId: string,
  secrets: readonly string[],
): Problem {
  const problem = toProblem({
    family: answer.family,
    operation,
    status: answer.status,
    headers: answer.headers,
    text: answer.text,
    catalogue: answer.family === 'iam' ? {} : catalogues[answer.family],
    requestId,
  })
  const clean = (text: string) => secrets.reduce((result, secret) => result.replaceAll(secret, '…'), text)
  problem.message = clean(problem.message)
  if (problem.hint !== undefined) problem.hint = clean(problem.hint)
  return problem
}
