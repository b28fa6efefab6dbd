/** What makes a call one of the connection's: a signature, or a token. */
import type { KeyObject } from 'node:crypto'
import { secretKeyOf, sign } from '../signing/sign.ts'
import type { Credentials, Endpoint, Target } from '../types.ts'
import type { Call } from './upstream.ts'

type SecretKey = Exclude<Credentials, { kind: 'password' }>

export interface Authorized {
  /** Everything to send, names in lower case. */
  headers: Map<string, string>
  /** What was signed, for the log. */
  canonicalRequest?: string
  /** The token that it carries. */
  bearer?: string
}

function ownHeaders({ headers }: Call): [name: string, value: string][] {
  return [
    ...headers.map(([name, value]): [string, string] => [name, value]),
    ['accept-encoding', 'identity'],
    ['user-agent', 'gantry'],
  ]
}

/** A call that bears a token; `engineToken` is that of the engine which it is about. */
export function bearing({ url }: Endpoint, call: Call, bearer: string, engineToken: string | undefined): Authorized {
  const headers = new Map(ownHeaders(call).map(([name, value]) => [name.toLowerCase(), value]))
  if (engineToken !== undefined) headers.set('authorization', `Bearer ${engineToken}`)
  return { headers: headers.set('host', url.host).set('x-auth-token', bearer), bearer }
}

const secrets = new WeakMap<SecretKey, KeyObject>()

/** Made once for the credentials of a connection: thousands of calls are signed with them. */
function secretOf(key: SecretKey): KeyObject {
  let secret = secrets.get(key)
  if (!secret) {
    secret = secretKeyOf(key.secretKey)
    secrets.set(key, secret)
  }
  return secret
}

/**
 * A call signed with a key (SDK-HMAC-SHA256).
 * @param now milliseconds since 1970
 */
export function signed({ projectId }: Target, key: SecretKey, { url }: Endpoint, call: Call, now: number): Authorized {
  const query = call.query ? `?${call.query}` : ''
  return sign(
    { method: call.method, url: `${url.origin}${call.path}${query}`, headers: ownHeaders(call), body: call.body },
    {
      ak: key.accessKey,
      sk: secretOf(key),
      securityToken: key.kind === 'temporary' ? key.securityToken : undefined,
      projectId: call.family === 'iam' ? undefined : projectId || undefined,
    },
    { now },
  )
}
