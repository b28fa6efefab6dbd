import { createHash, createHmac } from 'node:crypto'

/**
 * SDK-HMAC-SHA256 as the gateway checks it, written from the vendor's signing guide alone and sharing no code with
 * the signer in `src/bff`: each is the other's test.
 */

const unreserved = /[A-Za-z0-9\-_.~]/

/** Percent-decodes once; an escape that is broken stays as it is. Bytes, so that any charset survives. */
function decodeOnce(text: string): Buffer {
  const bytes: number[] = []
  const raw = Buffer.from(text, 'utf8')
  for (let at = 0; at < raw.length; at += 1) {
    const hex = raw[at] === 0x25 ? raw.subarray(at + 1, at + 3).toString('latin1') : ''
    if (/^[0-9a-fA-F]{2}$/.test(hex)) {
      bytes.push(Number.parseInt(hex, 16))
      at += 2
    } else {
      bytes.push(raw[at] ?? 0)
    }
  }
  return Buffer.from(bytes)
}

function encode(bytes: Buffer): string {
  let out = ''
  for (const byte of bytes) {
    const char = String.fromCharCode(byte)
    out += unreserved.test(char) ? char : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`
  }
  return out
}

function canonicalUri(path: string): string {
  const encoded = decodeOnce(path || '/')
    .toString('latin1')
    .split('/')
    .map((segment) => encode(Buffer.from(segment, 'latin1')))
    .join('/')
  return encoded.endsWith('/') ? encoded : `${encoded}/`
}

function canonicalQuery(query: string): string {
  if (query === '') return ''
  const pairs = query
    .split('&')
    .filter((part) => part !== '')
    .map((part) => {
      const at = part.indexOf('=')
      const name = decodeOnce(at < 0 ? part : part.slice(0, at))
      const value = at < 0 ? Buffer.alloc(0) : decodeOnce(part.slice(at + 1))
      return { name, value }
    })
  pairs.sort((a, b) => Buffer.compare(a.name, b.name) || Buffer.compare(a.value, b.value))
  return pairs.map(({ name, value }) => `${encode(name)}=${encode(value)}`).join('&')
}

export interface RawRequest {
  method: string
  /** The request target as it stood in the request line. */
  target: string
  /** Header values by lower-case name, as received. */
  headers: ReadonlyMap<string, string>
  body: Buffer
}

export const sha256 = (data: string | Buffer): string => createHash('sha256').update(data).digest('hex')

/** The canonical request of what arrived, over the headers that the signature names. */
export function canonicalRequest(
  { method, target, headers, body }: RawRequest,
  signedHeaders: readonly string[],
): string {
  const cut = target.indexOf('?')
  const path = cut < 0 ? target : target.slice(0, cut)
  const query = cut < 0 ? '' : target.slice(cut + 1)
  const names = signedHeaders.map((name) => name.toLowerCase()).sort()
  return [
    method.toUpperCase(),
    canonicalUri(path),
    canonicalQuery(query),
    ...names.map((name) => `${name}:${(headers.get(name) ?? '').trim()}`),
    '',
    names.join(';'),
    headers.get('x-sdk-content-sha256') ?? sha256(body),
  ].join('\n')
}

/** The signature that the holder of the secret key would have made. */
export function signature(canonical: string, date: string, secretKey: string): string {
  return createHmac('sha256', secretKey)
    .update(`SDK-HMAC-SHA256\n${date}\n${sha256(canonical)}`)
    .digest('hex')
}
