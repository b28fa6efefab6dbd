/**
 * Operations that hand out tokens. The token stays here, for the server's own calls: with a token in the browser, a
 * stolen page would be as good as a stolen key.
 */
import type { TokenIssued } from '~/contract/console.ts'
import type { Operation } from '~/contract/types.ts'
import type { Target } from '../types.ts'
import { tokenIn } from '../upstream/engines.ts'
import { readAll } from '../upstream/request.ts'
import type { Answer, Upstream } from '../upstream/upstream.ts'
import type { Ready } from './answer.ts'
import { headersOf } from './answer.ts'

const MAX_TEXT = 1024 * 1024
const issuing = new Set(['createToken', 'createEngineRbacToken'])

export function issuesToken(operation: Operation | undefined): boolean {
  return operation !== undefined && issuing.has(operation.id)
}

/** The engine that a token is for: named by the header, or by the path. */
export interface TokenCall {
  target: Target
  engine: string
  /** `createToken`: the account to sign in with; else `send` makes the call. */
  account?: { name: string; password: string }
  send: () => Promise<Answer>
}

/**
 * Gets a token and keeps it; what is handed on says only that it was issued, and until when it is valid.
 * @throws Refusal, UpstreamFailure
 */
export async function issueToken(upstream: Upstream, { target, engine, account, send }: TokenCall): Promise<Ready> {
  if (account) return issued(await upstream.engines.signIn(target, engine, account))
  const answer = await send()
  if (!answer.ok) return { kind: 'failed', answer }
  const token = tokenIn(Buffer.from(await readAll(answer.incoming, MAX_TEXT)).toString('utf8'))
  return issued(await upstream.engines.keep(target, engine, token), answer.headers.get('x-request-id') ?? undefined)
}

function issued(until: number, cloudRequestId?: string): Ready {
  const body: TokenIssued = { issued: true, expires_at: new Date(until).toISOString() }
  return {
    kind: 'whole',
    status: 200,
    headers: headersOf({ get: () => null }, 'application/json; charset=utf-8'),
    body: Buffer.from(JSON.stringify(body)),
    cloudRequestId,
  }
}
