/** An HTTPS server whose certificate is signed by nobody whom anybody knows. */
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { makeCertificate } from '../scripts/certificate.ts'

/** Starts it on a free loopback port; `host` is `127.0.0.1:port`. */
export async function startUntrusted(): Promise<{ host: string; stop: () => Promise<void> }> {
  const { key, cert } = makeCertificate(['127.0.0.1'])
  const server = createServer({ key, cert }, (_request, response) => response.end('{}'))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
