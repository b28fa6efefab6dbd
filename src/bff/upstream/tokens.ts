import type { Credentials, Endpoint } from '../types.ts'
import { UpstreamFailure } from './failure.ts'
import { readAll, type AnswerHeaders, type Transport } from './request.ts'
import { keyId } from './breaker.ts'

export type Password = Extract<Credentials, { kind: 'password' }>

/** What a token may be used for: a project of a region, or the account (to ask which projects there are). */
export type Scope = { project: string } | { domain: string }

export interface Tokens {
  /**
   * A token for these credentials and scope; from memory, or from IAM. One request at a time, whoever asks.
   * @throws UpstreamFailure, TokenRefused
   */
  get: (iam: Endpoint, credentials: Password, scope: Scope) => Promise<string>
  /** The cloud did not accept it any more. */
  drop: (token: string) => void
}

/** IAM did not give a token; its answer is kept to be turned into a problem. */
export class TokenRefused extends Error {
  readonly status: number
  readonly headers: AnswerHeaders
  readonly text: string
  constructor(status: number, headers: AnswerHeaders, text: string) {
    super(`IAM answered ${status}`)
    this.name = 'TokenRefused'
    this.status = status
    this.headers = headers
    this.text = text
  }
}

/** Renewed this long before its end, so that no call under way meets it. */
const EARLY = 10 * 60_000
const MAX_BODY = 4 * 1024 * 1024

/** IAM's path below the address of the endpoint; without the catalogue, which makes the answer a hundred times larger. */
const PATH = '/v3/auth/tokens?nocatalog=true'

function bodyOf(credentials: Password, scope: Scope): Uint8Array {
  return Buffer.from(
    JSON.stringify({
      auth: {
        identity: {
          methods: ['password'],
          password: {
            user: { name: credentials.user, password: credentials.password, domain: { name: credentials.domain } },
          },
        },
        scope: 'project' in scope ? { project: { id: scope.project } } : { domain: { name: scope.domain } },
      },
    }),
  )
}

function expiryOf(text: string, now: number): number {
  try {
    const body: unknown = JSON.parse(text)
    const token = body && typeof body === 'object' ? Reflect.get(body, 'token') : undefined
    const at = token && typeof token === 'object' ? Date.parse(String(Reflect.get(token, 'expires_at'))) : Number.NaN
    if (!Number.isNaN(at)) return at
  } catch {
    // Without a readable end the token is used for an hour; they live for a day.
  }
  return now + 60 * 60_000
}

/** Tokens of IAM users, in memory only, one per user, password, scope and IAM address. */
export function createTokens(transport: Transport, now: () => number): Tokens {
  const cache = new Map<string, { token: string; until: number }>()
  const asking = new Map<string, Promise<string>>()

  async function ask(id: string, iam: Endpoint, credentials: Password, scope: Scope): Promise<string> {
    const body = bodyOf(credentials, scope)
    const answer = await transport.request(iam, {
      method: 'POST',
      path: PATH,
      headers: [
        ['host', iam.url.host],
        ['content-type', 'application/json;charset=utf8'],
        ['accept', 'application/json'],
        ['accept-encoding', 'identity'],
      ],
      body,
    })
    const text = Buffer.from(await readAll(answer, MAX_BODY)).toString('utf8')
    if (answer.status >= 400) throw new TokenRefused(answer.status, answer.headers, text)
    const token = answer.headers.get('x-subject-token')
    if (!token || !/^[\x21-\x7e]{1,100000}$/.test(token)) throw new UpstreamFailure('bad_answer', 'IAM gave no token')
    cache.set(id, { token, until: expiryOf(text, now()) - EARLY })
    return token
  }

  return {
    get(iam, credentials, scope) {
      // The password is part of the id: after a change of it nothing of before is used.
      const id = [
        iam.url.origin,
        keyId(credentials),
        keyId({ ...credentials, user: credentials.password }),
        JSON.stringify(scope),
      ].join(' ')
      const known = cache.get(id)
      if (known && known.until > now()) return Promise.resolve(known.token)
      const pending = asking.get(id) ?? ask(id, iam, credentials, scope).finally(() => asking.delete(id))
      asking.set(id, pending)
      return pending
    },
    drop(token) {
      for (const [id, entry] of cache) if (entry.token === token) cache.delete(id)
    },
  }
}
