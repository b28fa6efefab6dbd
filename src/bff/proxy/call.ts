/** A call for the cloud and its answer, apart from any server: what the proxy takes and gives. */
import type { HeaderReader } from '../header.ts'

export interface CloudCall {
  method: string
  /** Path and query as they stood on the wire, from `/cloud/` on; nothing has been decoded or resolved. */
  target: string
  header: HeaderReader
  /** The bytes of the body, to be asked for at most once. */
  body: () => AsyncIterable<Uint8Array>
  /** Aborted when the caller has left. */
  signal: AbortSignal
}

/** Who is served, for the record. */
export interface Caller {
  user?: string
  requestId: string
}

export interface CloudAnswer {
  status: number
  /** Names in lower case. */
  headers: Record<string, string>
  /** What is not whole must be read to its end, or be returned. */
  body: Uint8Array | AsyncIterable<Uint8Array> | null
  cloudRequestId?: string
}

export type CloudProxy = (call: CloudCall, caller: Caller) => Promise<CloudAnswer>

/** A whole JSON answer. */
export function jsonAnswer(value: unknown, status: number, headers: Record<string, string> = {}): CloudAnswer {
  return {
    status,
    headers: { ...headers, 'content-type': 'application/json; charset=utf-8' },
    body: Buffer.from(JSON.stringify(value)),
  }
}
