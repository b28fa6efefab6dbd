/**
 * The canonical form of a request: the one spelling that both sides hash. What is sent is always this spelling, so
 * the corners in which the vendor's own SDKs disagree (raw or encoded input, `+`, `*`, `%2F`) never come up.
 */

/**
 * Percent-encodes a path segment, a query name or a query value: RFC 3986 unreserved characters stay, everything else
 * becomes upper-case hex of its UTF-8 bytes.
 * @throws URIError on a lone surrogate
 */
export function encodeValue(text: string): string {
  // Nearly every value is plain; every request comes through here several times.
  if (/^[\w.~-]*$/.test(text)) return text
  return encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)
}

/**
 * The path to send for a path: decoded once, every segment encoded again. Empty segments stay.
 * @throws URIError on broken percent-encoding
 */
export function wirePath(path: string): string {
  if (/^\/[\w.~/-]*$/.test(path)) return path
  const segments = decodeURIComponent(path === '' ? '/' : path).split('/')
  return segments.map(encodeValue).join('/')
}

/** The path as it is signed: as sent, always with a slash at its end. */
export function canonicalPath(path: string): string {
  const sent = wirePath(path)
  return sent.endsWith('/') ? sent : `${sent}/`
}

/** Order by byte of the UTF-8 text (JavaScript's own order differs beyond the basic plane). */
function byBytes(a: string, b: string): number {
  if (a === b) return 0
  if (/[\ud800-\udfff]/.test(a) || /[\ud800-\udfff]/.test(b)) return Buffer.compare(Buffer.from(a), Buffer.from(b))
  return a < b ? -1 : 1
}

/** Pairs → the query to send and to sign: encoded, sorted by raw name and then by value, always `name=value`. */
export function queryOf(pairs: Iterable<readonly [name: string, value: string]>): string {
  return [...pairs]
    .sort((a, b) => byBytes(a[0], b[0]) || byBytes(a[1], b[1]))
    .map(([name, value]) => `${encodeValue(name)}=${encodeValue(value)}`)
    .join('&')
}

/**
 * The canonical form of a query string (without `?`); a `+` in it is a plus, not a space.
 * @throws URIError on broken percent-encoding
 */
export function canonicalQuery(query: string): string {
  if (query === '') return ''
  const pairs = query.split('&').map((part): [string, string] => {
    const at = part.indexOf('=')
    return at < 0
      ? [decodeURIComponent(part), '']
      : [decodeURIComponent(part.slice(0, at)), decodeURIComponent(part.slice(at + 1))]
  })
  return queryOf(pairs)
}

/** Headers that anything between us and the gateway may add, change or drop; they are never signed. */
const unsigned = new Set([
  'connection',
  'content-length',
  'user-agent',
  'accept-encoding',
  'traceparent',
  'authorization',
])

function isSigned(name: string): boolean {
  // Names with `_` are left out by the Go, Java and Python SDKs, and dropped by many servers on the way.
  return !unsigned.has(name) && !name.startsWith('x-forwarded-') && !name.includes('_')
}

/** The signed part of the headers: `name:value\n` each, sorted, and the list of their names. */
export function canonicalHeaders(headers: Iterable<readonly [name: string, value: string]>): {
  block: string
  names: string
} {
  const signed = [...headers]
    .map(([name, value]): [string, string] => [name.toLowerCase(), value.trim()])
    .filter(([name]) => isSigned(name))
    .sort((a, b) => byBytes(a[0], b[0]))
  return {
    block: signed.map(([name, value]) => `${name}:${value}\n`).join(''),
    names: signed.map(([name]) => name).join(';'),
  }
}
