/** What the way to the cloud refuses by itself. */
import { Refusal } from '../problem.ts'

/** The cloud does not accept the key, or nothing is sent with it any more. */
export function refusedKey(): Refusal {
  return new Refusal(
    401,
    'gantry.credentials_refused',
    'The cloud does not accept the credentials of this connection.',
    {
      hint: 'After two refusals in a row nothing is sent with this key until the connection is tested again: the cloud locks a key after more than five. Check the credentials, then test the connection.',
    },
  )
}

/** @param seconds by which the cloud's clock is ahead; 0 when it did not say */
export function refusedClock(seconds: number): Refusal {
  const words =
    seconds === 0 ? 'differs from' : seconds > 0 ? `is ${seconds} seconds behind` : `is ${-seconds} seconds ahead of`
  return new Refusal(
    401,
    'gantry.clock_skew',
    `The clock of this server ${words} the cloud's; signatures are refused beyond 15 minutes.`,
    { hint: 'Set the clock of this server (NTP), then test the connection.' },
  )
}

/** The operation needs the `Authorization` header for the token of an engine, where a signature would stand. */
export function signedOnly(): Refusal {
  return new Refusal(403, 'gantry.credential_kind', 'Accounts of an engine cannot be managed with an access key.', {
    hint: "These calls carry the engine's own token where a signature would stand. Use a connection that signs in as an IAM user.",
  })
}

/** The gateway's refusals of a signature, key or token (APIGW.0301 …); other 401s are a service's own affair. */
export function isCredentialRefusal(status: number, text: string): boolean {
  if (status !== 401) return false
  return (
    text.trim() === '' ||
    /API(?:GW?|IG)?\.03\d\d|ak ?sk|signature|secret ?key|security ?token|IAM authentication|token (?:must be updated|expire)|decrypt token/i.test(
      text,
    )
  )
}

/**
 * Whether an answer says that the key is good. The gateway's own failures do not (APIGW.0101 there is no such API,
 * APIGW.0308 too many requests): it may give them before it looks at the signature.
 */
export function provesKey(answer: { ok: true } | { ok: false; status: number; text: string }): boolean {
  return answer.ok || (answer.status < 500 && !/API(?:GW?|IG)?\.0\d\d\d/i.test(answer.text))
}

/** For our own log: the canonical requests of both sides, without tokens. */
export function withoutTokens(text: string): string {
  return text.replace(/(x-security-token|x-auth-token):[^\n|]*/gi, '$1:[redacted]').slice(0, 4000)
}
