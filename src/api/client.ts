/** Calls operations of the contract: a few typed lines over the generated table, nothing per operation. */
import { ENGINE_HEADER, REVEAL_HEADER } from '~/contract/console.ts'
import type { Operation, ResultOf } from '~/contract/types.ts'
import { isApiError } from './error.ts'
import { http, readJson } from './http.ts'
import { normalizeAnswer } from './normalize.ts'
import { recordCall } from './recentCalls.ts'
import { buildRequest, encode, type CallArgs } from './request.ts'

export interface CallOptions {
  signal?: AbortSignal
  /** Asks for secrets in clear: needs fresh authentication, is recorded. */
  reveal?: boolean
  /** The engine that a call of family servicecomb is for. */
  engine?: string
  /** No page asked for it: the job tray looks how far something is. */
  isBackground?: true
  /** The operation to try instead when this one is not there (`x-fallback`). */
  fallback?: Operation
}

export interface Answer {
  status: number
  headers: Headers
  requestId: string
  ms: number
  result: unknown
  /** The body of a JSON answer as it came. */
  text: string
}

/**
 * Calls an operation and keeps what came with the answer.
 * @throws ApiError
 */
export async function callFully(
  operation: Operation,
  args: Record<string, unknown> & { connection: string },
  options: CallOptions = {},
): Promise<Answer> {
  const request = buildRequest(operation, args)
  const started = performance.now()
  const sent = { at: Date.now(), page: options.isBackground ? '' : (globalThis.location?.pathname ?? '') }
  const record = (status: number, requestId: string, code?: string) =>
    recordCall(operation, args, {
      ...sent,
      status,
      requestId,
      ms: performance.now() - started,
      ...(code ? { code } : {}),
      ...(options.engine ? { engine: options.engine } : {}),
    })
  try {
    const response = await http({
      method: request.method,
      path: `/cloud/${encode(args.connection)}/${operation.family}${request.path}`,
      headers: {
        ...request.headers,
        ...(options.reveal ? { [REVEAL_HEADER]: '1' } : {}),
        ...(options.engine === undefined ? {} : { [ENGINE_HEADER]: options.engine }),
      },
      ...(request.body === undefined ? {} : { body: request.body }),
      ...(options.signal ? { signal: options.signal } : {}),
      write: operation.method !== 'GET',
    })
    const isFile = operation.download && !response.headers.get('content-type')?.startsWith('application/json')
    const text = isFile ? '' : await response.text()
    const result = isFile ? await response.blob() : normalizeAnswer(operation, readJson(response, text))
    const requestId = response.headers.get('x-request-id') ?? ''
    record(response.status, requestId)
    return {
      status: response.status,
      headers: response.headers,
      requestId,
      ms: performance.now() - started,
      result,
      text,
    }
  } catch (error) {
    // An aborted call is the page's own change of mind.
    if (isApiError(error)) error.call = record(error.status, error.requestId, error.code)
    throw error
  }
}

/**
 * Calls an operation; the answer is in its normal shape, numbers are exact.
 * @throws ApiError
 */
export async function call<Op extends Operation>(
  operation: Op,
  args: CallArgs<Op>,
  options: CallOptions = {},
): Promise<ResultOf<Op>> {
  try {
    return (await callFully(operation, args as Record<string, unknown> & { connection: string }, options))
      .result as ResultOf<Op>
  } catch (error) {
    if (options.fallback && isApiError(error) && operation.fallback?.on.includes(error.status))
      return call(options.fallback, args as never, { ...options, fallback: undefined }) as Promise<ResultOf<Op>>
    throw error
  }
}
