/**
 * The first look at a request, on its raw form, before anything interprets it: one target in origin form, one Host
 * that is ours, no header twice that may stand once. What fails here is answered with 400 or 421 and the connection
 * is closed.
 */
import { isIP } from 'node:net'

export interface RawRequest {
  method?: string
  url?: string
  /** Names and values alternating, as they came. */
  rawHeaders: readonly string[]
}

export interface Fault {
  status: 400 | 405 | 414 | 421
  message: string
}

export interface OwnHosts {
  /** Host header values that are ours, in lower case. */
  has(host: string): boolean
}

const MAX_URL = 8192
const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])
/** Node joins some of these and silently picks one of the others. */
const single = new Set([
  'host',
  'cookie',
  'content-type',
  'content-length',
  'authorization',
  'origin',
  'sec-fetch-site',
  'x-gantry',
  'transfer-encoding',
])
/** Asked by machines that know only our address. */
const probes = new Set(['/healthz', '/readyz'])

/** Says why a request is not looked at any further, or undefined. */
export function faultOf(request: RawRequest, own: OwnHosts): Fault | undefined {
  const url = request.url ?? ''
  if (url.length > MAX_URL) return { status: 414, message: 'The address is too long.' }
  // Absolute form, authority form, `*`, and what browsers and URL parsers take for another host.
  if (!url.startsWith('/') || /^\/[/\\]/.test(url)) return { status: 400, message: 'The request target is not a path.' }
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
  if (/[\u0000-\u0020\u007f-\uffff\\#]/.test(url))
    return { status: 400, message: 'The request target holds forbidden characters.' }
  if (hasDotSegment(url)) return { status: 400, message: 'The request target holds a dot segment.' }
  if (!methods.has(request.method ?? '')) return { status: 405, message: 'This method is not served.' }

  const seen = new Set<string>()
  let host: string | undefined
  for (let i = 0; i < request.rawHeaders.length; i += 2) {
    const name = (request.rawHeaders[i] ?? '').toLowerCase()
    if (seen.has(name) && single.has(name)) return { status: 400, message: `The header ${name} stands twice.` }
    seen.add(name)
    if (name === 'host') host = request.rawHeaders[i + 1]
  }
  if (host === undefined || host === '') return { status: 400, message: 'The header host is missing.' }
  const path = url.split('?', 1)[0] ?? ''
  if (probes.has(path)) return undefined
  return own.has(host.toLowerCase())
    ? undefined
    : { status: 421, message: 'This server does not serve that host name.' }
}

/** The hosts of a server: its public name, and loopback names with its own port. */
export function ownHosts(publicUrl: URL | undefined, port: number): OwnHosts {
  const hosts = ['127.0.0.1', 'localhost', '[::1]'].flatMap((name) => [
    `${name}:${port}`,
    ...(port === 80 ? [name] : []),
  ])
  return new Set(publicUrl ? [publicUrl.host, ...hosts] : hosts)
}

/**
 * The visitor's address: the connection's own, or what trusted proxies say, read from the right until an address
 * that is not one of theirs.
 */
export function clientAddress(
  peer: string | undefined,
  forwardedFor: string | undefined,
  trusted: ReadonlySet<string>,
): string {
  let address = plainAddress(peer ?? 'unknown')
  const chain = (forwardedFor ?? '').split(',').map((part) => plainAddress(part.trim()))
  while (trusted.has(address)) {
    const next = chain.pop()
    if (next === undefined || isIP(next) === 0) break
    address = next
  }
  return address
}

function plainAddress(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, '')
}

/** URL parsers resolve these, also when they are encoded; no path of ours or of the cloud has one. */
function hasDotSegment(url: string): boolean {
  return /^[^?]*\/(?:\.|%2e){1,2}(?:[/?]|$)/i.test(url)
}
