import { createHash } from 'node:crypto'
import { lookup as systemLookup } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import { buildConnector, Pool, type Dispatcher } from 'undici'
import type { Endpoint } from '../types.ts'
import { AddressRefused, guarded, isAllowed } from './address.ts'
import { exchange } from './exchange.ts'
import { ConnectFailure, UpstreamFailure } from './failure.ts'

export interface TransportOptions {
  lookup?: LookupFunction
  /** Milliseconds. `total` bounds a whole call, so that an answer that drips cannot last for ever. */
  timeouts?: Partial<Timeouts>
  /** Sockets per endpoint: one slow service keeps to its own. */
  connections?: number
  /** Bytes: no answer that passes through may be larger. */
  maxAnswer?: number
}

interface Timeouts {
  connect: number
  headers: number
  body: number
  total: number
}

export interface Outgoing {
  method: string
  /** As it is sent, byte for byte: path and query, already encoded. */
  path: string
  /** Everything that is sent, `host` included. */
  headers: Iterable<[string, string]>
  body: Uint8Array | null
  signal?: AbortSignal
}

export interface Incoming {
  status: number
  headers: AnswerHeaders
  /** Ends with an `UpstreamFailure` when the answer is cut off, too slow or too large. */
  body: AsyncIterable<Uint8Array>
  /** Lets go of the connection without reading on. */
  discard: () => void
}

export interface Transport {
  /** One attempt. @throws UpstreamFailure */
  request: (endpoint: Endpoint, outgoing: Outgoing) => Promise<Incoming>
  close: () => Promise<void>
}

/** Files of the cloud's export functions stay far below. */
const MAX_ANSWER = 256 * 1024 * 1024
const MAX_POOLS = 64
const defaults: Timeouts = { connect: 5_000, headers: 60_000, body: 30_000, total: 300_000 }

function bareHost(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '')
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'))
}

/** Rules that need no resolver. Node does not call the resolver for IP literals, so they are checked here. */
function check({ url, allowPrivate }: Endpoint): void {
  const host = bareHost(url)
  if (isIP(host) !== 0 && !isAllowed(host, allowPrivate)) {
    throw new UpstreamFailure('unreachable', new AddressRefused(host, host).message, { sent: false })
  }
  // Without TLS only for the built-in simulated cloud on this machine.
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && allowPrivate && isLoopback(host))) {
    throw new UpstreamFailure('unreachable', `${url.protocol} is not allowed for ${host}`, { sent: false })
  }
}

/** Endpoints live as long as their connection is open; what follows from one is worked out once, rules first. */
const ids = new WeakMap<Endpoint, string>()

/** @throws UpstreamFailure when the endpoint itself is against the rules */
function idOf(endpoint: Endpoint): string {
  let id = ids.get(endpoint)
  if (id === undefined) {
    check(endpoint)
    const ca = endpoint.ca === undefined ? '' : createHash('sha256').update(endpoint.ca).digest('hex')
    id = `${endpoint.url.origin} ${ca} ${endpoint.allowPrivate}`
    ids.set(endpoint, id)
  }
  return id
}

function poolFor(endpoint: Endpoint, lookup: LookupFunction, times: Timeouts, connections: number): Pool {
  const { allowPrivate } = endpoint
  const connector = buildConnector({
    timeout: times.connect,
    lookup: guarded(lookup, allowPrivate),
    ca: endpoint.ca,
    // Said here, so that no switch of the environment can turn it off.
    rejectUnauthorized: true,
    minVersion: 'TLSv1.2',
    allowH2: false,
  })
  return new Pool(endpoint.url.origin, {
    connections,
    pipelining: 1,
    keepAliveTimeout: 20_000,
    headersTimeout: times.headers,
    bodyTimeout: times.body,
    maxHeaderSize: 16 * 1024,
    connect: (options, callback) =>
      connector(options, (error, socket) => {
        if (error || !socket) return callback(new ConnectFailure(error, endpoint.url.host), null)
        // The address on the socket is the one that counts, whatever the resolver said.
        const address = socket.remoteAddress
        if (address === undefined || !isAllowed(address.replace(/^::ffff:(?=\d+\.)/, ''), allowPrivate)) {
          socket.destroy()
          return callback(new ConnectFailure(new AddressRefused(endpoint.url.hostname, address ?? 'nowhere')), null)
        }
        return callback(null, socket)
      }),
  })
}

/** Headers of an answer by name in lower case; of a repeated one all values, joined. */
export interface AnswerHeaders {
  get(name: string): string | null
}

function toHeaders(raw: Record<string, string | string[] | undefined>): AnswerHeaders {
  return {
    get(name) {
      const value = Object.hasOwn(raw, name) ? raw[name] : undefined
      return value === undefined ? null : Array.isArray(value) ? value.join(', ') : value
    },
  }
}

/** Names and values in turn: undici takes them without making objects of them. */
function flat(headers: Iterable<[string, string]>): string[] {
  const all: string[] = []
  for (const [name, value] of headers) all.push(name, value)
  return all
}

/**
 * The one way out of the server: a pool of kept-alive connections per origin and CA, addresses checked where they are
 * used, TLS always verified, redirects and compression never accepted, everything bounded in size and time.
 */
export function createTransport({
  lookup = systemLookup,
  timeouts,
  connections = 64,
  maxAnswer = MAX_ANSWER,
}: TransportOptions = {}): Transport {
  const times = { ...defaults, ...timeouts }
  const pools = new Map<string, Pool>()

  function pool(endpoint: Endpoint): Pool {
    const id = idOf(endpoint)
    let found = pools.get(id)
    if (found && pools.size < MAX_POOLS) return found
    if (!found) {
      const [oldest] = pools
      if (oldest && pools.size >= MAX_POOLS) {
        pools.delete(oldest[0])
        void oldest[1].close()
      }
      found = poolFor(endpoint, lookup, times, connections)
    }
    // Least recently used first.
    pools.delete(id)
    pools.set(id, found)
    return found
  }

  return {
    async request(endpoint, { method, path, headers, body, signal }) {
      const through = pool(endpoint)
      // `//evil/x` and `/\evil` would be another host for a URL parser; the pool sends to its origin whatever the path.
      if (!path.startsWith('/') || path.startsWith('//'))
        throw new UpstreamFailure('unreachable', 'not a path', { sent: false })
      const answer = await exchange(
        through,
        { method: method as Dispatcher.HttpMethod, path, headers: flat(headers), body },
        { total: times.total, bytes: maxAnswer },
        signal,
      )
      const incoming = toHeaders(answer.headers)
      const encoding = incoming.get('content-encoding')
      if (encoding !== null && encoding.toLowerCase() !== 'identity') {
        // We asked for none; unpacking one is how 165 bytes become 100 MB.
        answer.discard()
        throw new UpstreamFailure('bad_answer', `content-encoding ${encoding}`)
      }
      if (answer.status >= 300 && answer.status < 400) {
        answer.discard()
        throw new UpstreamFailure('bad_answer', `redirect with status ${answer.status}`)
      }
      const chunks = { [Symbol.asyncIterator]: () => answer.body }
      return { status: answer.status, headers: incoming, body: chunks, discard: answer.discard }
    },
    async close() {
      await Promise.all([...pools.values()].map((one) => one.destroy()))
      pools.clear()
    },
  }
}

/**
 * Reads a whole answer.
 * @throws UpstreamFailure when it is cut off, or larger than `limit` bytes
 */
export async function readAll(incoming: Incoming, limit: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of incoming.body) {
    size += chunk.length
    if (size > limit) {
      incoming.discard()
      throw new UpstreamFailure('bad_answer', `answer larger than ${limit} bytes`)
    }
    chunks.push(chunk)
  }
  return chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)
}
