import { createHmac, createSecretKey, hash, hkdfSync, type KeyObject } from 'node:crypto'
import { canonicalHeaders, canonicalPath, canonicalQuery } from './canonical.ts'

export interface Unsigned {
  method: string
  /** Absolute URL as it is sent; its path and query are taken from the text, never normalised. */
  url: string
  headers: Iterable<readonly [name: string, value: string]>
  /** The exact bytes that are sent; 'UNSIGNED' leaves the body out of the signature. */
  body: Uint8Array | null | 'UNSIGNED'
}

export interface SigningKey {
  ak: string
  /** From `secretKeyOf`: an object that prints nothing, wherever it may end up. */
  sk: KeyObject
  /** Of temporary keys: goes into every request, signed. */
  securityToken?: string
  projectId?: string
  domainId?: string
}

export interface SigningOptions {
  /** Milliseconds since 1970. */
  now: number
  /** V11-HMAC-SHA256 with a key derived for one region and service; only some instance hosts of other services ask for it. */
  derived?: { regionId: string; service: string }
}

export interface Signed {
  /** Everything to send, names in lower case. */
  headers: Map<string, string>
  /** For the server's own log; names headers and ids, so it never goes to a browser. */
  canonicalRequest: string
  stringToSign: string
}

/** A secret access key as the signer takes it. */
export function secretKeyOf(text: string): KeyObject {
  return createSecretKey(text, 'utf8')
}

function sha256(data: string | Uint8Array): string {
  return hash('sha256', data)
}

const EMPTY = sha256('')

let lastDate = { second: Number.NaN, text: '' }

/** `YYYYMMDDTHHMMSSZ` in UTC. */
export function sdkDate(now: number): string {
  const second = Math.floor(now / 1000)
  if (second !== lastDate.second) lastDate = { second, text: dateText(now) }
  return lastDate.text
}

function dateText(now: number): string {
  return `${new Date(now).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`
}

/** Splits a URL without the URL parser, which would resolve dot segments and re-encode. */
function parts(url: string): { scheme: string; host: string; path: string; query: string } {
  const match = /^(https?):\/\/([^/?#]+)([^?#]*)(?:\?([^#]*))?$/.exec(url)
  if (!match) throw new TypeError('sign: not an absolute http(s) URL')
  return { scheme: match[1]!, host: match[2]!, path: match[3]!, query: match[4] ?? '' }
}

/** The host as it stands on the wire: lower case, port only when it is not the scheme's own. */
function wireHost(scheme: string, host: string): string {
  return host.toLowerCase().replace(scheme === 'https' ? /:443$/ : /:80$/, '')
}

function payloadHash(body: Unsigned['body'], headers: Map<string, string>): string {
  const given = headers.get('x-sdk-content-sha256')
  if (given !== undefined) return given
  return body === null || body === 'UNSIGNED' || body.length === 0 ? EMPTY : sha256(body)
}

/** The 64 hex characters themselves are the key, not the 32 bytes that they spell. */
function derivedKey(key: SigningKey, info: string): string {
  return Buffer.from(hkdfSync('sha256', key.sk, key.ak, info, 32)).toString('hex')
}

/**
 * Signs a request (SDK-HMAC-SHA256, or V11-HMAC-SHA256 with `derived`). Pure: same input, same answer.
 * Adds `host`, `x-sdk-date`, the ids and the token that the key brings, and `authorization`.
 * @throws URIError on broken percent-encoding in the URL
 */
export function sign(request: Unsigned, key: SigningKey, { now, derived }: SigningOptions): Signed {
  const { scheme, host, path, query } = parts(request.url)
  const headers = new Map<string, string>()
  for (const [name, value] of request.headers) headers.set(name.toLowerCase(), value.trim())
  const date = sdkDate(now)
  headers.set('host', wireHost(scheme, host))
  headers.set('x-sdk-date', date)
  if (key.projectId) headers.set('x-project-id', key.projectId)
  if (key.domainId) headers.set('x-domain-id', key.domainId)
  if (key.securityToken) headers.set('x-security-token', key.securityToken)
  if (request.body === 'UNSIGNED') headers.set('x-sdk-content-sha256', 'UNSIGNED-PAYLOAD')

  const { block, names } = canonicalHeaders(headers)
  const canonicalRequest = [
    request.method.toUpperCase(),
    canonicalPath(path),
    canonicalQuery(query),
    block,
    names,
    payloadHash(request.body, headers),
  ].join('\n')
  const requestHash = sha256(canonicalRequest)

  if (derived) {
    const info = `${date.slice(0, 8)}/${derived.regionId}/${derived.service}`
    const stringToSign = ['V11-HMAC-SHA256', date, info, requestHash].join('\n')
    const signature = createHmac('sha256', derivedKey(key, info)).update(stringToSign).digest('hex')
    headers.set(
      'authorization',
      `V11-HMAC-SHA256 Credential=${key.ak}/${info}, SignedHeaders=${names}, Signature=${signature}`,
    )
    return { headers, canonicalRequest, stringToSign }
  }
  const stringToSign = ['SDK-HMAC-SHA256', date, requestHash].join('\n')
  const signature = createHmac('sha256', key.sk).update(stringToSign).digest('hex')
  headers.set('authorization', `SDK-HMAC-SHA256 Access=${key.ak}, SignedHeaders=${names}, Signature=${signature}`)
  return { headers, canonicalRequest, stringToSign }
}
