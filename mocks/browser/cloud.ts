import { REVEAL_HEADER, type Connection, type Problem, type TokenIssued } from '~/contract/console.ts'
import { findMask, maskSecrets } from '~/contract/mask.ts'
import { throttledFor, toProblem } from '~/contract/problem.ts'
import { families, type Family, type Operation } from '~/contract/types.ts'
import { parseJson, stringifyJson } from '~/lib/json.ts'
import { loadFacts } from '../facts.ts'
import { wait } from '../faults.ts'
import type { Simulation } from '../mount.ts'
import { chooseVariant, type Route } from '../route.ts'
import { answer, nextRequestId, refuse } from './problem.ts'

/** How long our server waits for the cloud. */
const TIMEOUT = 30_000

/** `/cloud/{connection}/{family}{contract path}` taken apart. */
export interface CloudPath {
  connection: string
  family: string
  path: string
}

/** Takes the path of a cloud call apart; undefined when it is none. */
export function readCloudPath(pathname: string): CloudPath | undefined {
  const parts = /^\/cloud\/([^/]+)\/([^/]+)(\/.*)$/.exec(pathname)
  if (!parts) return undefined
  const [, connection = '', family = '', path = ''] = parts
  return { connection: decodeURIComponent(connection), family, path }
}

function isFamily(name: string): name is Family {
  return (families as readonly string[]).includes(name)
}

const outcome = (operation: Operation): Partial<Problem> => (operation.method === 'GET' ? {} : { unknownOutcome: true })

/** The body as the operation sends it; undefined for none, `null` when it is not JSON. */
async function readBody(request: Request): Promise<unknown> {
  const type = request.headers.get('content-type') ?? ''
  if (request.method === 'GET' || !type.includes('json')) return undefined
  const text = await request.clone().text()
  if (text === '') return undefined
  try {
    return parseJson(text)
  } catch {
    return null
  }
}

/** The cloud's answer as our server passes it on: failures as a `Problem`, secrets masked unless they were asked for. */
async function passOn(response: Response, operation: Operation, reveal: boolean): Promise<Response> {
  const headers: Record<string, string> = {}
  for (const name of ['x-request-id', 'x-simulated', 'retry-after', 'content-disposition']) {
    const value = response.headers.get(name)
    if (value !== null) headers[name] = value
  }
  if (response.status >= 400) {
    const { errors: catalogue } = await loadFacts(operation.family)
    const requestId = headers['x-request-id'] ?? nextRequestId()
    const text = await response.text()
    const pause = throttledFor({ status: response.status, headers: response.headers, text, catalogue })
    const status = pause === undefined ? response.status : 429
    if (pause !== undefined) headers['retry-after'] = String(Math.ceil(pause))
    return answer(
      status,
      toProblem({
        family: operation.family,
        operation,
        status,
        headers: response.headers,
        text,
        catalogue,
        requestId,
      }),
      headers,
    )
  }
  if (operation.download)
    return new Response(response.body, {
      status: response.status,
      headers: { ...headers, 'content-type': 'application/octet-stream' },
    })
  const text = await response.text()
  if (text === '') return new Response(null, { status: response.status === 200 ? 204 : response.status, headers })
  let body: unknown
  try {
    body = parseJson(text)
  } catch {
    return refuse(
      502,
      'gantry.bad_answer',
      'The cloud answered with something that is not JSON, or the answer was cut off.',
      outcome(operation),
    )
  }
  return new Response(stringifyJson(reveal ? body : maskSecrets(operation, body)), {
    status: response.status,
    headers: { ...headers, 'content-type': 'application/json; charset=utf-8' },
  })
}

/** Operations that hand out tokens: our server keeps the token for its own calls. */
const issuing = new Set(['createToken', 'createEngineRbacToken'])
const TOKEN_VALIDITY = 12 * 3_600_000

function issued(now: number): Response {
  const body: TokenIssued = { issued: true, expires_at: new Date(now + TOKEN_VALIDITY).toISOString() }
  return answer(200, body)
}

export interface CloudDeps {
  simulation: Simulation
  find: (connection: string) => Connection | undefined
  isFresh: () => boolean
  user: string
  now: () => number
}

async function forward(
  request: Request,
  inner: Request,
  route: Route,
  connection: Connection,
  deps: CloudDeps,
): Promise<Response> {
  const body = await readBody(request)
  if (body === null) return refuse(400, 'gantry.bad_body', 'The body is not JSON.')
  const operation = chooseVariant(route, new URL(inner.url).searchParams, body)
  const masked = findMask(operation, body)
  if (masked !== undefined) {
    return refuse(
      400,
      'gantry.bad_parameter',
      'A hidden secret would be overwritten by its mask. Type it anew or leave it out.',
      { field: masked },
    )
  }
  const reveal = request.headers.get(REVEAL_HEADER) === '1'
  if (reveal && !deps.isFresh())
    return refuse(403, 'gantry.reauth_required', 'Type your password again to see secrets.')
  const { projectId, region } = connection
  const limit = new AbortController()
  const called = deps.simulation.handle(inner, operation.family, { user: deps.user, projectId, region })
  const late = wait(TIMEOUT, AbortSignal.any([request.signal, limit.signal])).then(() => undefined)
  try {
    const response = await Promise.race([called, late])
    if (!response) return refuse(504, 'gantry.timeout', 'The cloud did not answer in time.', outcome(operation))
    if (response.ok && issuing.has(operation.id)) return issued(deps.now())
    return response.type === 'error' ? response : await passOn(response, operation, reveal)
  } finally {
    // Neither the call nor the timer may complain when the other one has won.
    late.catch(() => undefined)
    called.catch(() => undefined)
    limit.abort()
  }
}

/** Answers `/cloud/…` as our server would: only operations of the contract, only the connection's own project. */
export async function handleCloud(request: Request, where: CloudPath, deps: CloudDeps): Promise<Response> {
  const connection = deps.find(where.connection)
  if (!connection) return refuse(404, 'gantry.unknown_connection', 'There is no such connection.')
  const unknown = () => refuse(404, 'gantry.not_an_operation', 'The contract has no such operation.')
  if (!isFamily(where.family)) return unknown()
  const route = await deps.simulation.match(where.family, request.method, where.path)
  if (!route) return unknown()
  const project = route.params['project_id']
  if (where.family !== 'servicecomb' && project !== undefined && project !== '-' && project !== connection.projectId) {
    return refuse(403, 'gantry.wrong_project', 'The path names another project than the connection.')
  }
  const url = new URL(where.path + new URL(request.url).search, 'https://cloud.invalid')
  const inner = new Request(url, {
    method: request.method,
    headers: request.headers,
    ...(request.method === 'GET' ? {} : { body: await request.clone().arrayBuffer() }),
  })
  return forward(request, inner, route, connection, deps)
}
