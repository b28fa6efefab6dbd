/** The whole application as one function from Request to Response; no socket, no globals. */
import { randomUUID } from 'node:crypto'
import { Hono, type Context, type Next } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { connectionRoutes } from './routes/connections.ts'
import type { AppDeps } from './routes/deps.ts'
import { jobRoutes } from './routes/jobs.ts'
import { sessionRoutes } from './routes/session.ts'
import { signedIn } from './routes/resource.ts'
import type { AppEnv } from './context.ts'
import { cspReports } from './csp.ts'
import { clientAddress } from './edge.ts'
import { originOf, requireOwnPage } from './guard.ts'
import { headerReader } from './header.ts'
import { securityHeaders } from './headers.ts'
import { problemResponse, Refusal } from './problem.ts'
import { UpstreamFailure } from './upstream/failure.ts'

/** Polling of a page in the background; it does not keep a session alive. */
const POLL_HEADER = 'x-gantry-poll'

/** What can be asked for without a session. */
const open = new Set(['GET /api/session', 'HEAD /api/session', 'POST /api/session', 'POST /api/setup'])

/** The path of an absolute URL as it stands in its text. */
function pathOf(url: string): string {
  const start = url.indexOf('/', url.indexOf('//') + 2)
  return start < 0 ? '/' : url.slice(start).replace(/[?#].*$/s, '')
}

export function createApp(deps: AppDeps): Hono<AppEnv> {
  const { config, connections, cookie, db, files, log, now, requests, sessions } = deps
  const security = securityHeaders(config.publicUrl?.protocol === 'https:')
  const onCalls = { ...Object.fromEntries(security), 'cache-control': 'no-store' }
  const app = new Hono<AppEnv>()
  const isQuiet = !log.enabled('info')

  app.use('*', async (c, next) => {
    const started = performance.now()
    const peer = c.env?.incoming?.socket.remoteAddress
    const asked = headerReader(c.env?.incoming?.headers, c.req.raw)
    const context = {
      requestId: randomUUID(),
      address: clientAddress(peer, asked('x-forwarded-for') ?? undefined, config.trustedProxies),
      agent: (asked('user-agent') ?? '').slice(0, 200),
    }
    c.set('context', context)
    c.set('requestId', context.requestId)
    c.set('headers', onCalls)
    await requests.run(context, next)
    const pathname = pathOf(c.req.url)
    const isCall = pathname.startsWith('/api/') || pathname.startsWith('/cloud/')
    // An answer of the cloud carries the cloud's own id, which its support asks for; the log has both.
    let answered: string | null | undefined = c.get('cloudRequestId')
    if (!c.get('complete')) {
      for (const [name, value] of security) c.res.headers.set(name, value)
      if (isCall || !c.res.headers.has('cache-control')) c.res.headers.set('cache-control', 'no-store')
      answered = c.res.headers.get('x-request-id')
      if (answered === null) c.res.headers.set('x-request-id', context.requestId)
    }
    if (isQuiet && c.res.status < 500) return
    log[isCall || c.res.status >= 500 ? 'info' : 'debug']('request', {
      method: c.req.method,
      path: pathname,
      status: c.res.status,
      ms: Math.round((performance.now() - started) * 10) / 10,
      user: c.var.context.session?.userName,
      address: context.address,
      requestId: context.requestId,
      cloudRequestId: answered ?? undefined,
    })
  })

  app.onError((error, c) => {
    const { requestId } = c.var.context
    if (error instanceof Refusal) return problemResponse(error, requestId)
    if (error instanceof UpstreamFailure) {
      log.warn('upstream.failed', { requestId, path: c.req.path, kind: error.kind, detail: error.detail })
      return c.json(error.toProblem(requestId, false), error.status as ContentfulStatusCode)
    }
    log.error('request.failed', { requestId, method: c.req.method, path: c.req.path, error })
    return problemResponse(
      new Refusal(
        500,
        'gantry.internal',
        'Something went wrong on the server. Its log says more under the request id.',
      ),
      requestId,
    )
  })

  app.get('/healthz', (c) => c.json({ status: 'ok' }))
  app.get('/readyz', async (c) => {
    const ready = await db.row('SELECT 1').then(
      () => deps.ready(),
      () => false,
    )
    return c.json({ status: ready ? 'ready' : 'not ready' }, ready ? 200 : 503)
  })

  const takeReport = cspReports(log, now)
  app.post('/csp', (c) => takeReport(c.req.raw))

  async function guard(c: Context<AppEnv>, next: Next): Promise<void> {
    const header = headerReader(c.env?.incoming?.headers, c.req.raw)
    requireOwnPage({ method: c.req.method, header }, originOf(c.req.url, config.publicUrl))
    const id = cookie.read(header('cookie'))
    const { context } = c.var
    context.session = await sessions.find(id, header(POLL_HEADER) === '1')
    c.set('user', context.session?.userName)
    if (!open.has(`${c.req.method} ${pathOf(c.req.url)}`)) signedIn(context)
    await next()
  }
  app.use('/api/*', guard)
  app.use('/cloud/*', guard)
  app.use('/cloud/:connection/*', async (c, next) => {
    const id = c.req.param('connection')
    if (/^[0-9a-f-]{36}$/.test(id)) c.var.context.target = await connections.resolve(id)
    await next()
  })

  app.route('/cloud', deps.cloud)
  app.route('/api', sessionRoutes(deps))
  app.route('/api/connections', connectionRoutes(deps))
  app.route('/api/jobs', jobRoutes(deps))

  app.notFound((c) => {
    const { pathname } = new URL(c.req.url)
    if (pathname.startsWith('/api/') || pathname.startsWith('/cloud/')) {
      return problemResponse(
        new Refusal(404, 'gantry.not_an_operation', 'There is nothing at this address.'),
        c.var.context.requestId,
      )
    }
    const file = files(c.req.raw)
    if (file) return file
    if (c.req.method === 'GET' || c.req.method === 'HEAD') return c.text('Not found\n', 404)
    return c.text('Method not allowed\n', 405, { allow: 'GET, HEAD' })
  })

  return app
}
