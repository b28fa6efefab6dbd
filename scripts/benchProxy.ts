/**
 * What the server is compared with. `node scripts/benchProxy.ts proxy HOST:PORT` passes every request on as it comes,
 * `node scripts/benchProxy.ts instant` answers every request with the same small list. Prints its port.
 */
import { Agent, createServer, request as send, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'

const [mode = '', target = ''] = process.argv.slice(2)

function passThrough(host: string, port: number): RequestListener {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 })
  return (incoming, outgoing) => {
    const upstream = send(
      { host, port, agent, method: incoming.method, path: incoming.url, headers: incoming.headers },
      (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
        answer.pipe(outgoing)
      },
    )
    upstream.on('error', () => outgoing.writeHead(502).end())
    incoming.pipe(upstream)
  }
}

const rows = Array.from({ length: 10 }, (_, at) => ({
  instance_id: `0000000${at}-aaaa-bbbb-cccc-000000000000`,
  name: `instance-${at}`,
  status: 'RUNNING',
  engine: 'reliability',
}))
const list = JSON.stringify({ instances: rows, instance_num: rows.length })
const instant: RequestListener = (incoming, outgoing) => {
  incoming.resume()
  outgoing
    .writeHead(200, {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(list),
      'x-request-id': 'bench',
    })
    .end(list)
}

const [host = '127.0.0.1', port = '0'] = target.split(':')
const server = createServer(mode === 'proxy' ? passThrough(host, Number(port)) : instant)
server.keepAliveTimeout = 30_000
server.listen(0, '127.0.0.1', () => console.log((server.address() as AddressInfo).port))
