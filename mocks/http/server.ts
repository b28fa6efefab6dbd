import { randomBytes, randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { EndpointFamily } from '~/contract/console.ts'
import type { Family } from '~/contract/types.ts'
import { domain, iamUser, projects, type Project } from '../account.ts'
import { gateway } from '../envelope.ts'
import { createSimulation, replyToResponse, type Simulation, type SimulationOptions } from '../mount.ts'
import type { Clock, Reply } from '../simulation.ts'
import {
  createAuthenticator,
  Unauthenticated,
  type Authenticator,
  type Identity,
  type Key,
  type Token,
} from './authenticate.ts'
import type { RawRequest } from './canonical.ts'
import { engineIds } from '../cse-engine/engines.ts'
import { control, type RecordedRequest } from './control.ts'
import { createEngineDoor, type EngineDoor } from './engine.ts'
import { isSuspicious, notFound, readRaw, refusal, send, toRequest } from './gateway.ts'
import { issueToken, readIam, type IamDeps } from './iam.ts'

export interface CloudOptions {
  /** First of seven consecutive ports; absent: any free ones. */
  port?: number
  host?: string
  /** A `?mock=` string. */
  scenario?: string
  clock?: Clock
  /** Milliseconds before every answer. */
  latency?: number
  validate?: SimulationOptions['validate']
  /** Serve `/__simulation/…` on the IAM port, with which a test in another process sets faults and the clock. */
  control?: boolean
}

export interface SimulatedCloud {
  endpoints: Record<EndpointFamily, string>
  /** Address of the engine without authentication (servicecomb); nobody signs for an engine. */
  engine: string
  /** Address of the engine with security authentication: wants a bearer from `POST /v4/token`. */
  securedEngine: string
  /** Both. */
  engines: readonly string[]
  /** The account of the secured engine. */
  engineAccount: { name: string; password: string }
  accessKey: string
  secretKey: string
  temporary: { accessKey: string; secretKey: string; securityToken: string }
  user: { domain: string; name: string; password: string }
  projectId: string
  region: string
  projects: readonly Project[]
  /** The newest requests, oldest first, at most 1,000. */
  seen: RecordedRequest[]
  setMock(mock: string): void
  /** Lets time pass: jobs end, tokens and signatures expire. */
  advance(ms: number): void
  close(): Promise<void>
}

const served: Record<EndpointFamily | 'engine' | 'securedEngine', readonly Family[]> = {
  rocketmq: ['rocketmq'],
  ddm: ['ddm'],
  cse: ['cse-engine'],
  roma: ['roma-common', 'roma-apic', 'roma-mqs', 'roma-link'],
  iam: [],
  engine: ['servicecomb'],
  securedEngine: ['servicecomb'],
}
type Place = keyof typeof served
const places = ['rocketmq', 'ddm', 'cse', 'roma', 'iam', 'engine', 'securedEngine'] as const satisfies readonly Place[]

const KEPT = 1_000
const secret = (bytes: number) => randomBytes(bytes).toString('base64url')
const accessKeyId = (start: string) => `${start}${randomBytes(8).toString('hex').toUpperCase()}`.slice(0, 20)

interface Services {
  simulation: Simulation
  authenticator: Authenticator
  iam: IamDeps
  door: EngineDoor
  /** Addresses of the engines, known once everything listens. */
  engines: Record<'RBAC' | 'NONE', string>
}

/** Who may call what: the project in the path, the token's and the header's must be one, and ours. */
function mayUse(identity: Identity, raw: RawRequest, wanted: string | undefined): Project | undefined {
  const named = raw.headers.get('x-project-id')
  const id = wanted ?? identity.projectId ?? named ?? projects[0].id
  if ((identity.projectId ?? id) !== id || (named ?? id) !== id) return undefined
  return projects.find((project) => project.id === id)
}

async function serve(
  services: Services,
  place: Place,
  raw: RawRequest,
  requestId: string,
  signal: AbortSignal,
): Promise<Response> {
  const reply = (answer: Reply) => replyToResponse(answer, requestId)
  if (isSuspicious(raw.target)) return reply(notFound(requestId))
  const request = toRequest(raw, `http://${raw.headers.get('host') ?? 'localhost'}`, signal)
  const url = new URL(request.url)
  if (place === 'iam' && raw.method === 'POST' && url.pathname === '/v3/auth/tokens') {
    return reply(issueToken(services.iam, raw.body.toString('utf8')))
  }
  const isEngine = place === 'engine' || place === 'securedEngine'
  if (place === 'securedEngine') {
    if (raw.method === 'POST' && url.pathname === '/v4/token')
      return reply(services.door.signIn(raw.body.toString('utf8')))
    const refused = services.door.refuse(raw.headers.get('authorization'))
    if (refused) return reply(refused)
  }
  const identity = isEngine ? { user: iamUser.name } : services.authenticator.identify(raw)
  if (place === 'iam') return reply(readIam(raw.method, url))
  for (const family of served[place]) {
    const route = await services.simulation.match(family, raw.method, url.pathname)
    if (!route) continue
    const project = mayUse(identity, raw, isEngine ? undefined : route.params['project_id'])
    if (!project) return reply(refusal(gateway.notAuthorized, requestId))
    if (route.operations[0]?.id === 'createEngineRbacToken' && route.params['engine_id'] === engineIds.RBAC)
      return reply(services.door.issue())
    return services.simulation.handle(request, family, {
      engines: services.engines,
      user: identity.user,
      projectId: project.id,
      region: project.region,
    })
  }
  return reply(notFound(requestId))
}

function listen(server: Server, host: string, port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      const { port: actual } = server.address() as AddressInfo
      resolve(`http://${host.includes(':') ? `[${host}]` : host}:${actual}`)
    })
  })
}

/**
 * Starts the simulated cloud as HTTP servers, one port per address family and IAM. Signatures and tokens are
 * verified; credentials are made anew each time.
 */
export async function startSimulatedCloud(options: CloudOptions = {}): Promise<SimulatedCloud> {
  const { host = '127.0.0.1', scenario = '', latency = 0, validate = process.env['VITEST'] ? 'throw' : 'off' } = options
  const base = options.clock ?? { now: () => Date.now() }
  let offset = 0
  const clock: Clock = { now: () => base.now() + offset }
  const simulation = createSimulation({ mock: scenario, clock, latency, validate })
  const temporary = { accessKey: accessKeyId('TEMP'), secretKey: secret(30), securityToken: secret(300) }
  const permanent = { accessKey: accessKeyId('SIMU'), secretKey: secret(30) }
  const user = { domain: domain.name, name: iamUser.name, password: secret(12) }
  const tokens = new Map<string, Token>()
  const keys: Key[] = [
    { ...permanent, user: iamUser.name },
    { ...temporary, user: iamUser.name, expiresAt: clock.now() + 24 * 3_600_000 },
  ]
  const engineAccount = { name: 'root', password: secret(12) }
  const services: Services = {
    simulation,
    authenticator: createAuthenticator({ clock, keys, tokens }),
    iam: { clock, password: user.password, tokens },
    door: createEngineDoor(clock, engineAccount),
    engines: { RBAC: '', NONE: '' },
  }
  const seen: RecordedRequest[] = []
  const setMock = (mock: string) => simulation.setMock(mock)
  const advance = (ms: number) => void (offset += ms)

  async function receive(place: Place, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const requestId = randomUUID().replaceAll('-', '')
    const gone = new AbortController()
    outgoing.on('close', () => gone.abort())
    const raw = await readRaw(incoming)
    if (!raw) {
      outgoing.setHeader('connection', 'close')
      await send(replyToResponse(refusal(gateway.tooLarge, requestId), requestId), outgoing, clock.now())
      return
    }
    if (options.control && place === 'iam' && raw.target.startsWith('/__simulation/')) {
      await send(replyToResponse(control(raw, { setMock, advance, seen }), requestId), outgoing, clock.now())
      return
    }
    const record: RecordedRequest = {
      endpoint: place,
      method: raw.method,
      target: raw.target,
      headers: Object.fromEntries(raw.headers),
      body: raw.body.toString('utf8'),
      status: 0,
    }
    seen.push(record)
    if (seen.length > KEPT) seen.splice(0, seen.length - KEPT)
    let response: Response
    try {
      response = await serve(services, place, raw, requestId, gone.signal)
    } catch (thrown) {
      if (gone.signal.aborted) return
      const entry =
        thrown instanceof Unauthenticated
          ? { code: 'APIGW.0301', status: 401, message: thrown.message }
          : { ...gateway.internal, message: `The simulation failed: ${String(thrown)}` }
      if (entry.status === 500) console.error(thrown)
      response = replyToResponse(refusal(entry, requestId), requestId)
    }
    record.status = response.status
    await send(response, outgoing, clock.now())
  }

  const servers = places.map((place) =>
    createServer((incoming, outgoing) => void receive(place, incoming, outgoing).catch(() => outgoing.destroy())),
  )
  const urls = await Promise.all(
    servers.map((server, at) => listen(server, host, options.port ? options.port + at : 0)),
  )
  const [rocketmq = '', ddm = '', cse = '', roma = '', iam = '', engine = '', securedEngine = ''] = urls
  Object.assign(services.engines, { RBAC: securedEngine, NONE: engine })
  return {
    endpoints: { rocketmq, ddm, cse, roma, iam },
    engine,
    securedEngine,
    engines: [engine, securedEngine],
    engineAccount,
    ...permanent,
    temporary,
    user,
    projectId: projects[0].id,
    region: projects[0].region,
    projects,
    seen,
    setMock,
    advance,
    async close() {
      await Promise.all(
        servers.map(
          (server) =>
            new Promise<void>((resolve) => {
              server.close(() => resolve())
              server.closeAllConnections()
            }),
        ),
      )
    },
  }
}
