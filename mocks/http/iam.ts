import { randomBytes } from 'node:crypto'
import { parseJson } from '~/lib/json.ts'
import { domain, iamUser, projects, regions } from '../account.ts'
import { Reply, type Clock } from '../simulation.ts'
import type { Token } from './authenticate.ts'

const VALIDITY = 24 * 3_600_000

export interface IamDeps {
  clock: Clock
  password: string
  /** Issued tokens are put here; the authenticator reads them. */
  tokens: Map<string, Token>
}

/** An IAM failure as Keystone writes it. */
function iamError(status: number, title: string, message: string): Reply {
  return new Reply(status, { error: { code: status, message, title } })
}

function at(value: unknown, ...path: string[]): unknown {
  return path.reduce<unknown>(
    (inner, name) => (typeof inner === 'object' && inner !== null ? Reflect.get(inner, name) : undefined),
    value,
  )
}

function isoMicro(ms: number): string {
  return new Date(ms).toISOString().replace('Z', '000Z')
}

/** POST /v3/auth/tokens with the password method; scope by project name or id, or the whole account. */
export function issueToken({ clock, password, tokens }: IamDeps, text: string): Reply {
  let body: unknown
  try {
    body = parseJson(text)
  } catch {
    return iamError(400, 'Bad Request', 'The request body is invalid')
  }
  const methods = at(body, 'auth', 'identity', 'methods')
  const user = at(body, 'auth', 'identity', 'password', 'user')
  if (!Array.isArray(methods) || !methods.includes('password') || user === undefined) {
    return iamError(400, 'Bad Request', 'Expecting to find valid JSON: identity.methods with password')
  }
  const known =
    at(user, 'name') === iamUser.name && at(user, 'domain', 'name') === domain.name && at(user, 'password') === password
  if (!known) return iamError(401, 'Unauthorized', 'The username or password is wrong.')
  const scope = at(body, 'auth', 'scope', 'project')
  const project = projects.find(({ id, name }) => id === at(scope, 'id') || name === at(scope, 'name'))
  if (scope !== undefined && !project)
    return iamError(401, 'Unauthorized', 'The project does not exist or is not yours.')
  const now = clock.now()
  const token = `MIIG${randomBytes(900).toString('base64')}`
  tokens.set(token, { user: iamUser.name, projectId: project?.id, expiresAt: now + VALIDITY })
  const answer = {
    token: {
      methods: ['password'],
      expires_at: isoMicro(now + VALIDITY),
      issued_at: isoMicro(now),
      user: { id: iamUser.id, name: iamUser.name, domain, password_expires_at: '' },
      roles: [{ id: '0', name: 'te_admin' }],
      catalog: [],
      ...(project ? { project: { id: project.id, name: project.name, domain } } : { domain }),
    },
  }
  return new Reply(201, answer, { 'x-subject-token': token })
}

function projectList(query: URLSearchParams): Reply {
  const name = query.get('name')
  const owner = query.get('domain_id')
  const found = projects.filter(
    (project) => (name === null || project.name === name) && (owner === null || owner === domain.id),
  )
  const size = Number(query.get('per_page') ?? found.length)
  const start = (Number(query.get('page') ?? 1) - 1) * size
  const rows = found.slice(start, start + size).map((project) => ({
    id: project.id,
    name: project.name,
    domain_id: domain.id,
    parent_id: domain.id,
    enabled: true,
    is_domain: false,
    description: '',
    links: { self: `https://iam.myhuaweicloud.com/v3/projects/${project.id}` },
  }))
  return new Reply(200, { projects: rows, links: { self: null, next: null, previous: null } })
}

/** The reading part of IAM. */
export function readIam(method: string, url: URL): Reply {
  if (method === 'GET' && ['/v3/projects', '/v3/auth/projects'].includes(url.pathname))
    return projectList(url.searchParams)
  if (method === 'GET' && url.pathname === '/v3/auth/domains') {
    return new Reply(200, { domains: [{ ...domain, enabled: true, description: '' }] })
  }
  if (method === 'GET' && url.pathname === '/v3/regions') {
    const rows = regions.map(({ id, en, zh }) => ({
      id,
      type: 'public',
      description: '',
      locales: { 'en-us': en, 'zh-cn': zh },
    }))
    return new Reply(200, { regions: rows })
  }
  return iamError(404, 'Not Found', `Could not find: ${url.pathname}`)
}
