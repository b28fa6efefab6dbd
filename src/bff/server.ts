/** Puts the parts together and opens the socket. */
import { AsyncLocalStorage } from 'node:async_hooks'
import { mkdirSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { Duplex } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { getRequestListener } from '@hono/node-server'
import { proxyDeps } from './routes/cloud.ts'
import type { AppDeps } from './routes/deps.ts'
import { createApp } from './app.ts'
import { createAudit } from './audit.ts'
import { cloudDoor } from './cloud.ts'
import { cloudListener } from './cloudListener.ts'
import { StartError, type Config } from './config.ts'
import { createConnections, type CloudCalls } from './connections/connections.ts'
import { simulatedCloud, type RunningCloud } from './connections/simulated.ts'
import type { RequestContext } from './context.ts'
import { faultOf, ownHosts } from './edge.ts'
import { securityHeaders } from './headers.ts'
import type { Logger, Scrubber } from './log.ts'
import { problemResponse, Refusal } from './problem.ts'
import type { CloudProxy } from './proxy/call.ts'
import { openKek } from './secrets/openKek.ts'
import { sessionCookie } from './sessions/cookie.ts'
import { attemptLimiter } from './sessions/limiter.ts'
import { createPasswords, type Passwords } from './sessions/passwords.ts'
import { createSessions } from './sessions/sessions.ts'
import { createSetupToken } from './sessions/setupToken.ts'
import { loadStaticApp } from './static.ts'
import { openSqlite } from './store/sqlite.ts'
import { userStore } from './store/users.ts'
import { createRuns } from './runs.ts'
import type { ProxyDeps } from './types.ts'

export interface ServerParts {
  config: Config
  appDir: string
  version: string
  log: Logger
  scrubber: Scrubber
  now: () => number
  /** Makes what serves `/cloud`. */
  proxy: (deps: ProxyDeps) => CloudProxy
  /** Makes the calls of the connection pages; `close` ends what is still open to the cloud. */
  cloudCalls: (deps: ProxyDeps) => CloudCalls & { close(): Promise<void> }
  startSimulatedCloud: () => Promise<RunningCloud>
  passwords?: Passwords
}

export interface RunningServer {
  /** Where it listens, e.g. `http://127.0.0.1:8080`. */
  address: string
  /** The address that people type. */
  publicUrl: string
  /** The one-time link that creates the administrator, on a first start. Show it, never log it. */
  setupLink?: string
  /** Stops accepting, finishes what is running (at most `graceMs`), closes the store. */
  close(graceMs: number): Promise<void>
}

/**
 * Opens the store and the key, builds the application, listens.
 * @throws StartError when something must be put right first
 */
export async function startServer(parts: ServerParts): Promise<RunningServer> {
  const { config, log, now, scrubber } = parts
  const files = await loadStaticApp(parts.appDir)
  mkdirSync(config.dataDir, { recursive: true, mode: 0o700 })
  const db = openSqlite(join(config.dataDir, 'gantry.db'))
  const kek = await openKek(db, config.dataDir, config.key).catch(async (error: unknown) => {
    await db.close()
    throw error
  })

  const requests = new AsyncLocalStorage<RequestContext>()
  const simulated = simulatedCloud(config.simulatedCloud ? parts.startSimulatedCloud : undefined)
  const audit = createAudit({ db, requests, log, scrubber, now })
  // The connections test through the cloud part, which reports to the connections: the knot is tied by this function.
  const calls = () => parts.cloudCalls(forProxy)
  const connections = createConnections({
    db,
    kek,
    scrubber,
    now,
    simulated,
    privateEndpoints: config.privateEndpoints,
    cloud: {
      test: (target) => calls().test(target),
      projects: (target) => calls().projects(target),
      engineOrigins: (target, engineId) => calls().engineOrigins(target, engineId),
    },
  })
  const forProxy = proxyDeps({ requests, connections, audit, log, now })
  const setup = (await userStore(db).any()) ? undefined : createSetupToken()
  if (setup) scrubber.add(setup.text)

  let ready = true
  const cloud = parts.proxy(forProxy)
  const runs = createRuns({ cloud, connections, db, log, now, requests })
  await runs.recover()
  const deps: AppDeps = {
    config,
    db,
    requests,
    connections,
    audit,
    log,
    now,
    files,
    sessions: createSessions(db, config, now),
    passwords: parts.passwords ?? createPasswords(),
    limiter: attemptLimiter(db, now),
    cookie: sessionCookie(config.publicUrl?.protocol === 'https:'),
    setupToken: setup?.token,
    version: parts.version,
    simulatedCloud: simulated.enabled,
    ready: () => ready,
    cloud,
    runs,
  }
  const server = openSocket(deps)
  const port = await listen(server, config).catch(async (error: unknown) => {
    await db.close()
    throw error
  })
  const publicUrl =
    config.publicUrl?.origin ?? `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${port}`
  return {
    address: `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${port}`,
    publicUrl,
    // In the fragment, which browsers send to nobody: no proxy's log has it.
    setupLink: setup && `${publicUrl}/setup#token=${setup.text}`,
    async close(graceMs) {
      ready = false
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      // A kept-alive connection becomes idle only when its last answer is out.
      const sweep = setInterval(() => server.closeIdleConnections(), 50)
      const cut = setTimeout(() => server.closeAllConnections(), graceMs)
      // A call of a run that is still under way then is noted as unknown at the next start.
      const patience = sleep(graceMs, undefined, { ref: false })
      await Promise.all([closed, Promise.race([runs.close(), patience])])
      clearInterval(sweep)
      clearTimeout(cut)
      await calls().close()
      await simulated.close()
      await audit.settled()
      await db.close()
    },
  }
}

/** The HTTP server: raw checks first, then the application; limits on everything that a stranger can stretch. */
function openSocket(deps: AppDeps): Server {
  const https = deps.config.publicUrl?.protocol === 'https:'
  const app = createApp(deps)
  const listener = getRequestListener(app.fetch, {
    errorHandler: (error) => {
      deps.log.error('listener.failed', { error })
      return problemResponse(new Refusal(500, 'gantry.internal', 'Something went wrong on the server.'), 'none')
    },
  })
  const toCloud = cloudListener(cloudDoor(deps), deps.log)
  const server = createServer({
    maxHeaderSize: 16 * 1024,
    headersTimeout: 15_000,
    requestTimeout: 120_000,
    keepAliveTimeout: 30_000,
    connectionsCheckingInterval: 5_000,
    insecureHTTPParser: false,
    requireHostHeader: true,
  })
  server.maxHeadersCount = 100
  server.maxConnections = 2_000
  // The port may be for the system to choose; asking for it at every request is a system call.
  let own = ownHosts(deps.config.publicUrl, 0)
  server.once('listening', () => (own = ownHosts(deps.config.publicUrl, (server.address() as AddressInfo).port)))
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const fault = faultOf(request, own)
    if (!fault) {
      if (request.url?.startsWith('/cloud/')) toCloud(request, response)
      else void listener(request, response)
      return
    }
    deps.log.warn('request.refused', {
      status: fault.status,
      message: fault.message,
      address: request.socket.remoteAddress,
    })
    response.writeHead(fault.status, {
      ...securityHeaders(https),
      'content-type': 'text/plain; charset=utf-8',
      'cache-control': 'no-store',
      connection: 'close',
    })
    response.end(`${fault.message}\n`, () => request.socket.destroySoon())
  })
  server.on('upgrade', (_request: IncomingMessage, socket: Duplex) => endRaw(socket, '426 Upgrade Required'))
  server.on('connect', (_request: IncomingMessage, socket: Duplex) => endRaw(socket, '400 Bad Request'))
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Duplex) => {
    if (error.code === 'ECONNRESET' || !socket.writable) socket.destroy()
    else if (error.code === 'HPE_HEADER_OVERFLOW') endRaw(socket, '431 Request Header Fields Too Large')
    else endRaw(socket, error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? '408 Request Timeout' : '400 Bad Request')
  })
  return server
}

function endRaw(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`, () => socket.destroy())
}

function listen(server: Server, { host, port }: Config): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const reasons: Readonly<Record<string, string>> = {
        EADDRINUSE: `Port ${port} is in use: set PORT to another one.`,
        EACCES: `Port ${port} may not be opened by this user: set PORT to one from 1024 up.`,
        EADDRNOTAVAIL: `HOST=${host} is not an address of this machine.`,
        ENOTFOUND: `HOST=${host} is not an address of this machine.`,
      }
      reject(new StartError(reasons[error.code ?? ''] ?? `Cannot listen on ${host}:${port} (${error.code}).`))
    })
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port))
  })
}
