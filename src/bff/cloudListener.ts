/** `/cloud` on Node's own HTTP server. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { nodeHeaders } from './header.ts'
import type { CloudDoor } from './cloud.ts'
import type { Logger } from './log.ts'
import type { CloudAnswer } from './proxy/call.ts'

/** What a refused body may still send before the connection is cut, bytes. */
const MAX_REST = 16 * 1024 * 1024

/** Bodies up to this size are sent together with their head, bytes. */
const SMALL = 64 * 1024

export function cloudListener(door: CloudDoor, log: Logger) {
  return (request: IncomingMessage, response: ServerResponse): void => {
    const gone = new AbortController()
    response.once('close', () => {
      if (!response.writableFinished) gone.abort()
    })
    door({
      method: request.method ?? '',
      target: request.url ?? '',
      header: nodeHeaders(request.headers),
      // The connection outlives a body that is not read to its end: the refusal still has to go out.
      body: () => request.iterator({ destroyOnReturn: false }),
      signal: gone.signal,
      peer: request.socket.remoteAddress,
    })
      .then((answer) => send(answer, request, response))
      .catch((error: unknown) => {
        if (!response.destroyed) log.error('listener.failed', { error })
        response.destroy()
      })
  }
}

async function send({ status, headers, body }: CloudAnswer, request: IncomingMessage, response: ServerResponse) {
  if (!request.complete) letFinish(request, response)
  if (body === null || body instanceof Uint8Array) {
    if (status !== 204 && status !== 304) headers['content-length'] = String(body?.length ?? 0)
    response.writeHead(status, headers)
    if (body === null) response.end()
    else if (body.length > SMALL) response.end(body)
    // Bytes as text leave in one piece with the head; a buffer would be a second one.
    else response.end(Buffer.from(body.buffer, body.byteOffset, body.length).toString('latin1'), 'latin1')
    return
  }
  // A browser that leaves ends the pipeline, and that lets go of the cloud; there is nobody to tell.
  response.writeHead(status, headers)
  await pipeline(Readable.from(body, { objectMode: false }), response)
}

/** Nobody reads an answer while still sending: the rest is taken in, within reason, and the connection not used again. */
function letFinish(request: IncomingMessage, response: ServerResponse): void {
  let left = MAX_REST
  response.setHeader('connection', 'close')
  request.on('data', (chunk: Buffer) => {
    left -= chunk.length
    if (left < 0) request.destroy()
  })
  request.on('error', () => undefined)
  request.resume()
}
