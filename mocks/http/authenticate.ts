import { timingSafeEqual } from 'node:crypto'
import type { Clock } from '../simulation.ts'
import { canonicalRequest, sha256, signature, type RawRequest } from './canonical.ts'

/** Why the gateway lets nobody in: always 401 APIGW.0301 (signing guide, "Common errors related to IAM"). */
export class Unauthenticated extends Error {
  readonly why: string
  constructor(why: string) {
    super(`Incorrect IAM authentication information: ${why}`)
    this.name = 'Unauthenticated'
    this.why = why
  }
}

export interface Key {
  accessKey: string
  secretKey: string
  user: string
  /** Temporary keys: must come as a signed X-Security-Token. */
  securityToken?: string
  /** Temporary keys: Unix ms. */
  expiresAt?: number
}

export interface Token {
  user: string
  /** Absent: the token is for the whole account. */
  projectId?: string
  expiresAt: number
}

/** Who called; `projectId` when the credentials are bound to one project. */
export interface Identity {
  user: string
  projectId?: string
}

const SKEW = 15 * 60_000
const LOCK = 5 * 60_000
const FAILURES = 5

/** `YYYYMMDDTHHMMSSZ` as Unix ms; undefined when it is not that. */
function parseDate(text: string): number | undefined {
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text)
  if (!parts) return undefined
  return Date.parse(`${parts[1]}-${parts[2]}-${parts[3]}T${parts[4]}:${parts[5]}:${parts[6]}Z`)
}

function stamp(ms: number): string {
  return new Date(ms).toISOString().replaceAll(/[-:]|\.\d+/g, '')
}

function same(a: string, b: string): boolean {
  return timingSafeEqual(Buffer.from(sha256(a)), Buffer.from(sha256(b)))
}

/** Checks signatures and tokens and counts the failures of each access key. */
export function createAuthenticator({
  clock,
  keys,
  tokens,
}: {
  clock: Clock
  keys: readonly Key[]
  tokens: ReadonlyMap<string, Token>
}) {
  const failures = new Map<string, { count: number; lockedUntil: number }>()

  function fail(accessKey: string, why: string): never {
    const entry = failures.get(accessKey) ?? { count: 0, lockedUntil: 0 }
    entry.count += 1
    // "More than five consecutive failures lock the AK for five minutes" (API Gateway FAQ).
    if (entry.count > FAILURES) Object.assign(entry, { count: 0, lockedUntil: clock.now() + LOCK })
    failures.set(accessKey, entry)
    throw new Unauthenticated(why)
  }

  function bySignature(request: RawRequest, authorization: string): Identity {
    const parts = /^SDK-HMAC-SHA256 Access=([^,]+), SignedHeaders=([^,]+), Signature=([0-9a-f]{64})$/.exec(
      authorization,
    )
    if (!parts) throw new Unauthenticated('unsupported or malformed Authorization header')
    const [, accessKey = '', signedText = '', given = ''] = parts
    if ((failures.get(accessKey)?.lockedUntil ?? 0) > clock.now()) {
      throw new Unauthenticated(`AK access failed to reach the limit,forbidden: ${accessKey}`)
    }
    const key = keys.find((candidate) => candidate.accessKey === accessKey)
    if (!key) throw new Unauthenticated(`Get secretKey failed,ak:${accessKey},err:ak not exist`)
    const signed = signedText.toLowerCase().split(';')
    const date = request.headers.get('x-sdk-date') ?? ''
    const at = parseDate(date)
    if (at === undefined || !signed.includes('x-sdk-date'))
      fail(accessKey, 'X-Sdk-Date is missing, malformed or not signed')
    if (Math.abs(clock.now() - at) > SKEW) {
      throw new Unauthenticated(`signature expired, signature time:${date},server time:${stamp(clock.now())}`)
    }
    const token = request.headers.get('x-security-token')
    if (key.securityToken !== undefined) {
      if (token === undefined || !signed.includes('x-security-token') || !same(token, key.securityToken)) {
        fail(accessKey, 'the security token is missing, not signed or does not belong to the AK')
      }
      if (key.expiresAt !== undefined && key.expiresAt <= clock.now())
        throw new Unauthenticated('the security token has expired')
    }
    const hashed = request.headers.get('x-sdk-content-sha256')
    const hashIsTrue = hashed === undefined || hashed === 'UNSIGNED-PAYLOAD' || hashed === sha256(request.body)
    const canonical = canonicalRequest(request, signed)
    if (!hashIsTrue || !same(signature(canonical, date, key.secretKey), given)) {
      fail(accessKey, `verify aksk signature fail, canonicalRequest:${canonical.replaceAll('\n', '|')}`)
    }
    failures.delete(accessKey)
    return { user: key.user }
  }

  return {
    /**
     * @returns who signed the request or holds its token
     * @throws Unauthenticated
     */
    identify(request: RawRequest): Identity {
      const token = request.headers.get('x-auth-token')
      if (token !== undefined) {
        const known = tokens.get(token)
        if (!known) throw new Unauthenticated('decrypt token fail')
        if (known.expiresAt <= clock.now()) throw new Unauthenticated('token expires, the token must be updated')
        return known.projectId === undefined ? { user: known.user } : { user: known.user, projectId: known.projectId }
      }
      const authorization = request.headers.get('authorization')
      if (authorization === undefined) throw new Unauthenticated('x-auth-token not found')
      return bySignature(request, authorization)
    },
  }
}

export type Authenticator = ReturnType<typeof createAuthenticator>
