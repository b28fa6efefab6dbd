/** The way from the browser's path to the path that is signed: decode once, judge, encode once. */
import type { HeaderReader } from '../header.ts'
import { Refusal } from '../problem.ts'
import { encodeValue, queryOf } from '../signing/canonical.ts'
import { paramOf, type Matched, type Route } from './match.ts'

const MAX_VALUE = 1024

// C0 and C1 controls, DEL, and the line separators that some servers read as line breaks.
// oxlint-disable-next-line no-control-regex
const control = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/

function decode(text: string, where: string): string {
  // Nearly all that comes is plain.
  if (!text.includes('%')) return text
  try {
    return decodeURIComponent(text)
  } catch {
    // Broken percent-encoding, overlong or broken UTF-8, encoded surrogates.
    throw new Refusal(400, 'gantry.bad_parameter', `The ${where} is not valid percent-encoded UTF-8.`)
  }
}

/**
 * Splits the path of a request, as it stood on the wire, into decoded segments.
 * @throws Refusal 400 on dot segments, slashes inside a segment, control characters, broken UTF-8
 */
export function splitPath(raw: string): string[] {
  const [, ...encoded] = raw.split('/')
  return encoded.map((text) => {
    const segment = decode(text, 'path')
    if (segment === '.' || segment === '..')
      throw new Refusal(400, 'gantry.bad_parameter', 'Dot segments are not allowed in a path.')
    if (/[/\\]/.test(segment)) throw new Refusal(400, 'gantry.bad_parameter', 'Slashes are not allowed in a name.')
    if (control.test(segment))
      throw new Refusal(400, 'gantry.bad_parameter', 'Control characters are not allowed in a name.')
    if (segment.length > MAX_VALUE) throw new Refusal(400, 'gantry.bad_parameter', 'A name in the path is too long.')
    return segment
  })
}

/** `-`, or the connection's own project; anything else is somebody else's. */
function ownProject(value: string, projectId: string): string {
  if (projectId === '')
    throw new Refusal(403, 'gantry.wrong_project', 'The connection has no project.', { field: 'project_id' })
  if (value !== '-' && value !== projectId)
    throw new Refusal(403, 'gantry.wrong_project', 'This project does not belong to the connection.', {
      field: 'project_id',
    })
  return projectId
}

/** An engine knows one project only, which is called `default`. */
function projectOf(route: Route, given: string, projectId: string): string {
  if (route.family !== 'servicecomb') return ownProject(given, projectId)
  return given === '-' ? 'default' : given
}

/**
 * Builds the path to sign and send from the contract's template and the decoded values.
 * @throws Refusal 400 on an empty value, 403 on another project
 */
export function buildPath(
  { route, params }: Matched,
  projectId: string,
): { path: string; params: Record<string, string> } {
  const values: Record<string, string> = {}
  const path = route.segments.map((segment) => {
    const name = paramOf(segment)
    if (name === undefined) return encodeValue(segment)
    const given = params[name] ?? ''
    if (given === '') throw new Refusal(400, 'gantry.bad_parameter', `${name} is empty.`, { field: name })
    const value = name === 'project_id' ? projectOf(route, given, projectId) : given
    values[name] = value
    return encodeValue(value)
  })
  return { path: `/${path.join('/')}`, params: values }
}

/**
 * Reads the query of a request against the route's list of names.
 * @throws Refusal 400 on an unknown or repeated name, control characters, broken UTF-8; 403 on another project
 */
export function readQuery(raw: string, route: Route, projectId: string): [name: string, value: string][] {
  if (raw === '') return []
  const seen = new Set<string>()
  return raw.split('&').map((part) => {
    const at = part.indexOf('=')
    // Browsers write a space as `+` in a query, and a plus as `%2B`.
    const text = (encoded: string) => decode(encoded.replaceAll('+', ' '), 'query')
    const name = text(at < 0 ? part : part.slice(0, at))
    const value = at < 0 ? '' : text(part.slice(at + 1))
    if (!route.query.has(name))
      throw new Refusal(400, 'gantry.bad_parameter', 'The operation has no such query parameter.', {
        field: name.slice(0, 64),
      })
    if (seen.has(name) && !route.queryLists.has(name))
      throw new Refusal(400, 'gantry.bad_parameter', `${name} is given more than once.`, { field: name })
    seen.add(name)
    if (control.test(value) || value.length > 4 * MAX_VALUE)
      throw new Refusal(400, 'gantry.bad_parameter', `${name} is too long or has control characters.`, { field: name })
    return [name, name === 'project_id' ? ownProject(value, projectId) : value]
  })
}

/** The query to sign and send. */
export function buildQuery(pairs: readonly [string, string][]): string {
  return queryOf(pairs)
}

/** Names that are ours to set, whatever a contract may say. */
const reserved =
  /^(authorization|cookie|host|connection|content-length|content-type|transfer-encoding|te|trailer|upgrade|expect|via|forwarded|x-auth-token|x-subject-token|x-security-token|x-project-id|x-domain-id|x-forwarded-.*|x-sdk-.*|x-gantry.*|proxy-.*|sec-.*)$/i

/**
 * The headers that an operation takes from the request; everything else of the request stays here.
 * @throws Refusal 400 on anything but printable ASCII
 */
export function pickHeaders(header: HeaderReader, route: Route): [name: string, value: string][] {
  return route.headers.flatMap((name): [string, string][] => {
    if (reserved.test(name)) return []
    const value = header(name.toLowerCase())
    if (value === null) return []
    if (!/^[\x20-\x7e]{1,1024}$/.test(value))
      throw new Refusal(400, 'gantry.bad_parameter', `${name} must be printable ASCII.`, { field: name })
    return [[name, value.trim()]]
  })
}
