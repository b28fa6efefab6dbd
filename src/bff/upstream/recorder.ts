/** A server for tests that writes down what reaches it, byte for byte, and answers as told. */
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http'
import { createServer as createTlsServer, type ServerOptions } from 'node:https'
import type { AddressInfo } from 'node:net'

export interface Recorded {
  method: string
  /** The request target as it stood on the wire. */
  url: string
  headers: Map<string, string>
  body: Buffer
}

export type Reply = (request: Recorded, response: ServerResponse, incoming: IncomingMessage) => unknown

export interface Recorder {
  url: URL
  requests: Recorded[]
  /** Sockets open at the moment. */
  open: () => number
  /** Sockets that were ever opened. */
  opened: () => number
  reply: (reply: Reply) => void
  close: () => Promise<void>
}

const ok: Reply = (_request, response) => response.setHeader('content-type', 'application/json').end('{}')

/** Starts a recorder on 127.0.0.1; with `tls` over HTTPS. */
export async function startRecorder(tls?: ServerOptions): Promise<Recorder> {
  let reply = ok
  let open = 0
  let opened = 0
  const requests: Recorded[] = []
  const listener: RequestListener = (incoming, response) => {
    const chunks: Buffer[] = []
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
    incoming.on('end', () => {
      const headers = new Map<string, string>()
      for (let at = 0; at < incoming.rawHeaders.length; at += 2)
        headers.set(incoming.rawHeaders[at]!.toLowerCase(), incoming.rawHeaders[at + 1]!)
      const request = { method: incoming.method ?? '', url: incoming.url ?? '', headers, body: Buffer.concat(chunks) }
      requests.push(request)
      reply(request, response, incoming)
    })
  }
  const server = tls ? createTlsServer(tls, listener) : createServer(listener)
  server.on('connection', (socket) => {
    open += 1
    opened += 1
    socket.on('close', () => (open -= 1))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: new URL(`${tls ? 'https' : 'http'}://127.0.0.1:${port}`),
    requests,
    open: () => open,
    opened: () => opened,
    reply: (next) => (reply = next),
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
