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

/** The place of a UTF-16 unit in the order of code points: surrogates stand for what comes after all others. */
function rank(unit: number): number {
  if (unit < 0xd800) return unit
  return unit < 0xe000 ? unit + 0x2000 : unit - 0x800
}

/** Order by byte of the UTF-8 text, which is that of code points (JavaScript's own differs beyond the basic plane). */
function byBytes(a: string, b: string): number {
  const shorter = Math.min(a.length, b.length)
  for (let at = 0; at < shorter; at++) {
    const difference = rank(a.charCodeAt(at)) - rank(b.charCodeAt(at))
    if (difference !== 0) return difference
  }
  return a.length - b.length
}

function decode(text: string): string {
  return text.includes('%') ? decodeURIComponent(text) : text
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
    return at < 0 ? [decode(part), ''] : [decode(part.slice(0, at)), decode(part.slice(at + 1))]
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
  const signed: [name: string, value: string][] = []
  for (const [given, value] of headers) {
    const name = given.toLowerCase()
    if (isSigned(name)) signed.push([name, value.trim()])
  }
  signed.sort((a, b) => byBytes(a[0], b[0]))
  let block = ''
  for (const [name, value] of signed) block += `${name}:${value}\n`
  return { block, names: signed.map(([name]) => name).join(';') }
}
