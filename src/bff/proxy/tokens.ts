/**
 * Operations that hand out tokens. The token stays here, for the server's own calls: with a token in the browser, a
 * stolen page would be as good as a stolen key.
 */
import { ENGINE_HEADER, type TokenIssued } from '~/contract/console.ts'
import type { Operation } from '~/contract/types.ts'
import type { HeaderReader } from '../header.ts'
import { Refusal } from '../problem.ts'
import type { Target } from '../types.ts'
import { tokenIn } from '../upstream/engines.ts'
import { readAll } from '../upstream/request.ts'
import type { Answer, Upstream } from '../upstream/upstream.ts'
import { headersOf, type Ready } from './answer.ts'
import type { Route } from './match.ts'

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

/** Accounts of an engine (5.5): the contract puts the engine's token into `Authorization`, beside the IAM token. */
export function carriesEngineToken({ family, segments }: Route): boolean {
  return family === 'cse-engine' && segments[2] === 'accounts'
}

/** @throws Refusal 400 when the request names none */
export function engineNamed(engine: string | undefined): string {
  if (engine === undefined)
    throw new Refusal(400, 'gantry.bad_parameter', 'Calls to an engine must name it.', { field: ENGINE_HEADER })
  return engine
}

/** The account in a body of `createToken`. @throws Refusal 400 */
export function accountIn(body: unknown): { name: string; password: string } {
  const text = (name: string) => {
    const value: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, name) : undefined
    if (typeof value !== 'string' || value === '')
      throw new Refusal(400, 'gantry.bad_body', 'Name and password of the account are required.', { field: name })
    return value
  }
  return { name: text('name'), password: text('password') }
}

/** The engine that a call is for: its address, its token, or its place in the path. */
export function engineOf(
  route: Route,
  header: HeaderReader,
  params: Readonly<Record<string, string>>,
): string | undefined {
  if (route.family === 'servicecomb') return header(ENGINE_HEADER) ?? undefined
  return carriesEngineToken(route) ? (header('x-engine-id') ?? undefined) : params['engine_id']
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
