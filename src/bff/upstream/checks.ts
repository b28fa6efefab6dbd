import type { ConnectionTest, EndpointFamily, Problem, Project } from '~/contract/console.ts'
import { toProblem } from '~/contract/problem.ts'
import type { Family } from '~/contract/types.ts'
import { badField, Refusal } from '../problem.ts'
import { encodeValue, queryOf } from '../signing/canonical.ts'
import type { Target } from '../types.ts'
import { EngineUnread } from './engines.ts'
import { UpstreamFailure } from './failure.ts'
import { readAll } from './request.ts'
import type { NoteUntrusted } from './untrusted.ts'
import { upstreamOf, type Answer, type Upstream, type UpstreamDeps } from './upstream.ts'

interface Check {
  endpoint: EndpointFamily
  family: Family | 'iam'
  path: (projectId: string) => string
  query: readonly (readonly [string, string])[]
}

/** One cheap read per service. ROMA has none without an instance but its list of versions. */
const checks: readonly Check[] = [
  { endpoint: 'iam', family: 'iam', path: () => '/v3/auth/projects', query: [] },
  {
    endpoint: 'rocketmq',
    family: 'rocketmq',
    path: (id) => `/v2/${encodeValue(id)}/instances`,
    query: [
      ['engine', 'reliability'],
      ['limit', '1'],
    ],
  },
  { endpoint: 'ddm', family: 'ddm', path: (id) => `/v3/${encodeValue(id)}/configurations`, query: [['limit', '1']] },
  {
    endpoint: 'cse',
    family: 'cse-engine',
    path: (id) => `/v2/${encodeValue(id)}/enginemgr/engines`,
    query: [
      ['offset', '0'],
      ['limit', '1'],
    ],
  },
  { endpoint: 'roma', family: 'roma-common', path: () => '/', query: [] },
]

/** No project was given, and IAM did not name the region's own. */
export const PROJECT_UNREAD = 'The project could not be read from IAM with these credentials. Enter its id.'

const MAX_ANSWER = 8 * 1024 * 1024

const unnoted = () => undefined

type Result = ConnectionTest['checks'][number]

function problemOf(error: unknown, requestId: string): Problem {
  if (error instanceof UpstreamFailure) return error.toProblem(requestId, false)
  if (error instanceof Refusal)
    return { code: error.code, message: error.message, hint: error.options.hint, requestId, origin: 'gantry' }
  return { code: 'gantry.internal', message: 'Something went wrong in this server.', requestId, origin: 'gantry' }
}

function cloudProblem(answer: Extract<Answer, { ok: false }>, requestId: string): Problem {
  return toProblem({
    family: answer.family,
    status: answer.status,
    headers: answer.headers,
    text: answer.text,
    catalogue: {},
    requestId,
  })
}

/** Reads a list of JSON; the body must be what the API promises, or something else listens there. */
async function bodyOf(answer: Extract<Answer, { ok: true }>): Promise<unknown> {
  const text = Buffer.from(await readAll(answer.incoming, MAX_ANSWER)).toString('utf8')
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new UpstreamFailure('bad_answer', 'not JSON', { cause })
  }
}

/** @returns what the endpoint said, and the body of a good answer */
async function run(
  check: Check,
  target: Target,
  upstream: Upstream,
  note: NoteUntrusted,
): Promise<{ result: Result; body?: unknown }> {
  const endpoint = target.endpoint(check.endpoint)
  const url = endpoint?.url.origin ?? ''
  const requestId = crypto.randomUUID()
  const started = performance.now()
  const result: Result = { endpoint: check.endpoint, url, ok: false }
  let body: unknown
  try {
    const answer = await upstream.call(target, {
      family: check.family,
      method: 'GET',
      path: check.path(target.projectId),
      query: queryOf(check.query),
      headers: [['accept', 'application/json']],
      body: null,
      probe: true,
      signal: AbortSignal.timeout(20_000),
    })
    if (answer.ok) {
      body = await bodyOf(answer)
      result.ok = true
    } else {
      result.problem = cloudProblem(answer, requestId)
    }
    result.ms = Math.round(performance.now() - started)
  } catch (error) {
    note(error, { connection: target.id, operationId: 'testConnection' })
    result.problem = problemOf(error, requestId)
  }
  const skew = endpoint && upstream.skew(endpoint)
  if (skew !== undefined && Math.abs(skew) > 60) result.clockSkewSeconds = skew
  return { result, body }
}

function isAboutKey(result: Result): boolean {
  return result.problem?.code === 'gantry.credentials_refused' || result.problem?.code === 'gantry.clock_skew'
}

/** The region's own project in IAM's list, for a draft that names none; '' when it is not among them. */
function ownProject(body: unknown, region: string): string {
  try {
    return projectsOf(body).find((project) => project.name === region)?.id ?? ''
  } catch {
    return ''
  }
}

/**
 * Tests a connection: one cheap read per endpoint that it has. It goes out even when sending with the key has stopped,
 * and a success lets it start again. When the key is refused, the other endpoints are not asked: the cloud locks a key
 * after more than five refusals. Without a project the one that saving would take is tested; without that, each endpoint
 * that needs one says so. `ok`: the key works and at least one service answers.
 */
export async function testConnection(
  target: Target,
  deps: UpstreamDeps,
  note: NoteUntrusted = unnoted,
): Promise<ConnectionTest> {
  const upstream = upstreamOf(deps)
  const wanted = checks.filter((check) => target.endpoint(check.endpoint))
  const results: Result[] = []
  const unasked = (problem: Problem | undefined) => (one: Check) => {
    const url = target.endpoint(one.endpoint)?.url.origin ?? ''
    results.push({ endpoint: one.endpoint, url, ok: false, problem })
  }
  let place = target
  // One at a time until the key has proved good.
  for (const [index, check] of wanted.entries()) {
    if (place.projectId === '' && check.endpoint !== 'iam') {
      const problem = problemOf(badField('projectId', PROJECT_UNREAD), crypto.randomUUID())
      wanted.slice(index).forEach(unasked(problem))
      break
    }
    const { result, body } = await run(check, place, upstream, note)
    results.push(result)
    const rest = wanted.slice(index + 1)
    if (isAboutKey(result)) {
      rest.forEach(unasked(result.problem))
      break
    }
    if (place.projectId === '') place = { ...target, projectId: ownProject(body, target.region) }
    if (result.ok && place.projectId !== '') {
      const others = await Promise.all(rest.map((one) => run(one, place, upstream, note)))
      results.push(...others.map((other) => other.result))
      break
    }
  }
  const services = results.filter((result) => result.endpoint !== 'iam')
  return {
    ok: !results.some(isAboutKey) && (services.length > 0 ? services : results).some((result) => result.ok),
    checks: results,
  }
}

/**
 * The addresses (origins) that the cloud names for an engine.
 * @throws Refusal with the status and message of what went wrong
 */
export async function engineOrigins(
  target: Target,
  engineId: string,
  deps: UpstreamDeps,
  note: NoteUntrusted = unnoted,
): Promise<string[]> {
  try {
    const origins = await upstreamOf(deps).engines.origins(target, engineId)
    if (origins.length === 0)
      throw new Refusal(409, 'gantry.cloud_error', 'The cloud names no address for this engine yet.')
    return origins
  } catch (error) {
    note(error, { connection: target.id, operationId: 'engineOrigins' })
    if (error instanceof EngineUnread) throw cloudRefusal(error.answer)
    if (error instanceof UpstreamFailure) throw failureRefusal(error)
    throw error
  }
}

/** The cloud's failure in one of our own answers. */
function cloudRefusal(answer: Extract<Answer, { ok: false }>): Refusal {
  const problem = cloudProblem(answer, '')
  const message = problem.code === 'gantry.cloud_error' ? problem.message : `${problem.code}: ${problem.message}`
  return new Refusal(answer.status, 'gantry.cloud_error', message)
}

function failureRefusal(failure: UpstreamFailure): Refusal {
  const { message, hint } = failure.toProblem('', false)
  return new Refusal(failure.status, failure.problemCode, message, { hint })
}

function projectsOf(body: unknown): Project[] {
  const list: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, 'projects') : undefined
  if (!Array.isArray(list)) throw new UpstreamFailure('bad_answer', 'no list of projects')
  return list.flatMap((entry: unknown): Project[] => {
    if (typeof entry !== 'object' || entry === null || Reflect.get(entry, 'enabled') === false) return []
    const id: unknown = Reflect.get(entry, 'id')
    const name: unknown = Reflect.get(entry, 'name')
    return typeof id === 'string' && id !== '' ? [{ id, name: typeof name === 'string' ? name : id }] : []
  })
}

/**
 * The projects that these credentials may use, from IAM. Restricted users may be refused one of IAM's two lists, so
 * both are tried.
 * @throws Refusal with the status and message of what went wrong
 */
export async function listProjects(
  target: Target,
  deps: UpstreamDeps,
  note: NoteUntrusted = unnoted,
): Promise<Project[]> {
  const upstream = upstreamOf(deps)
  const ask = (path: string) =>
    upstream.call(target, {
      family: 'iam',
      method: 'GET',
      path,
      query: '',
      headers: [['accept', 'application/json']],
      body: null,
      probe: true,
      signal: AbortSignal.timeout(20_000),
    })
  try {
    let answer = await ask('/v3/auth/projects')
    if (!answer.ok && (answer.status === 403 || answer.status === 404)) answer = await ask('/v3/projects')
    if (answer.ok) return projectsOf(await bodyOf(answer))
    throw cloudRefusal(answer)
  } catch (error) {
    note(error, { connection: target.id, operationId: 'listProjects' })
    throw error instanceof UpstreamFailure ? failureRefusal(error) : error
  }
}
