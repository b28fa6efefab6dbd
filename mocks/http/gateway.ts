import type { IncomingMessage, ServerResponse } from 'node:http'
import { gateway } from '../envelope.ts'
import { Reply } from '../simulation.ts'
import type { RawRequest } from './canonical.ts'

/** "Bodies up to 12 MB with AK/SK"; larger ones need a token (API references, "Authentication"). */
const SIGNED_LIMIT = 12 * 1024 * 1024
const TOKEN_LIMIT = 64 * 1024 * 1024

/** A refusal of the gateway itself, before any service is reached. */
export function refusal(entry: { code: string; status: number; message: string }, requestId: string): Reply {
  return new Reply(entry.status, { error_msg: entry.message, error_code: entry.code, request_id: requestId })
}

/** Reads a request to its end; undefined when its body is larger than its kind of credentials allows. */
export async function readRaw(incoming: IncomingMessage): Promise<RawRequest | undefined> {
  const headers = new Map<string, string>()
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(',') : value)
  }
  const limit = headers.has('x-auth-token') ? TOKEN_LIMIT : SIGNED_LIMIT
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.byteLength
    // Read to the end all the same: an answer while the client still sends would reach few clients.
    if (size <= limit) chunks.push(chunk)
    else chunks.length = 0
  }
  if (size > limit) return undefined
  return { method: incoming.method ?? 'GET', target: incoming.url ?? '/', headers, body: Buffer.concat(chunks) }
}

/** A path that a client may not have meant: dot segments change their meaning on the way. */
export function isSuspicious(target: string): boolean {
  const path = target.split('?')[0] ?? ''
  return !path.startsWith('/') || path.split('/').some((segment) => /^(\.|%2e){1,2}$/i.test(segment))
}

/** The request as the simulation reads it; GETs lose the body that they may have been sent with. */
export function toRequest(raw: RawRequest, origin: string, signal: AbortSignal): Request {
  const headers = new Headers(
    [...raw.headers].filter(([name]) => !['host', 'connection', 'content-length', 'transfer-encoding'].includes(name)),
  )
  const hasBody = raw.method !== 'GET' && raw.body.byteLength > 0
  return new Request(new URL(raw.target, origin), {
    method: raw.method,
    headers,
    signal,
    ...(hasBody ? { body: new Uint8Array(raw.body) } : {}),
  })
}

/** Sends an answer; one that is shorter than its content-length ends in a broken connection. */
export async function send(response: Response, outgoing: ServerResponse, now: number): Promise<void> {
  if (response.type === 'error') {
    outgoing.destroy()
    return
  }
  const bytes = Buffer.from(await response.arrayBuffer())
  outgoing.sendDate = false
  outgoing.setHeader('date', new Date(now).toUTCString())
  outgoing.statusCode = response.status
  for (const [name, value] of response.headers) outgoing.setHeader(name, value)
  if (response.status === 204) {
    outgoing.end()
    return
  }
  const promised = Number(response.headers.get('content-length') ?? bytes.byteLength)
  outgoing.setHeader('content-length', promised)
  if (promised > bytes.byteLength) outgoing.write(bytes, () => outgoing.destroy())
  else outgoing.end(bytes)
}

/** The service behind an address is not there, or the path is in no contract. */
export function notFound(requestId: string): Reply {
  return refusal(gateway.notFound, requestId)
}
