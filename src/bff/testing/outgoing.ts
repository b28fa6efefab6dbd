/** What the tests of the way out share: reads, their failures, and ports that are no server of ours. */
import { createServer, type AddressInfo, type Socket } from 'node:net'
import type { Endpoint } from '../types.ts'
import { UpstreamFailure } from '../upstream/failure.ts'
import { createTransport, readAll, type Incoming, type Transport } from '../upstream/request.ts'

/** A transport whose time-outs a test can wait for. */
export const quickTransport = () =>
  createTransport({ timeouts: { connect: 500, headers: 900, body: 700, total: 4000 } })

export const getBy = (transport: Transport, endpoint: Endpoint, path = '/', signal?: AbortSignal) =>
  transport.request(endpoint, { method: 'GET', path, headers: [['host', endpoint.url.host]], body: null, signal })

export async function failureOf(promise: Promise<unknown>): Promise<UpstreamFailure> {
  const error: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (!(error instanceof UpstreamFailure)) throw new Error(`expected an UpstreamFailure, got ${String(error)}`)
  return error
}

export const textOf = async (answer: Promise<Incoming>) => Buffer.from(await readAll(await answer, 1e6)).toString()

/** A port without a server of ours behind it: `greet` decides what a connection gets. */
export async function listening(greet: (socket: Socket) => void): Promise<{ url: URL; close: () => Promise<void> }> {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket.on('error', () => undefined))
    greet(socket)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: new URL(`https://127.0.0.1:${(server.address() as AddressInfo).port}`),
    close: async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
