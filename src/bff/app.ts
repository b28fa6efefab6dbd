/** The application as one function from Request to Response; no socket, no globals. `/cloud` is served by `cloud.ts`. */
import { Hono } from 'hono'
import { connectionRoutes } from './routes/connections.ts'
import type { AppDeps } from './routes/deps.ts'
import { jobRoutes } from './routes/jobs.ts'
import { requestRoutes } from './routes/requests.ts'
import { runRoutes } from './routes/runs.ts'
import { viewRoutes } from './routes/views.ts'
import { sessionRoutes } from './routes/session.ts'
import type { AppEnv } from './context.ts'
import { cspReports } from './csp.ts'
import { createDoor } from './door.ts'
import { callHeaders, securityHeaders } from './headers.ts'
import { problemResponse, Refusal } from './problem.ts'

/** The path of an absolute URL as it stands in its text. */
function pathOf(url: string): string {
  const start = url.indexOf('/', url.indexOf('//') + 2)
  return start < 0 ? '/' : url.slice(start).replace(/[?#].*$/s, '')
}

export function createApp(deps: AppDeps): Hono<AppEnv> {
  const { config, db, files, log, now, requests } = deps
  const https = config.publicUrl?.protocol === 'https:'
  const onCalls = Object.entries(callHeaders(https))
  const onPages = Object.entries(securityHeaders(https))
  const door = createDoor(deps)
  const app = new Hono<AppEnv>()

  app.use('*', async (c, next) => {
    const started = performance.now()
    const { method } = c.req
    const path = pathOf(c.req.url)
    const context = door.contextOf((name) => c.req.raw.headers.get(name), c.env?.incoming?.socket.remoteAddress)
    c.set('context', context)
    await requests.run(context, next)
    const { headers, status } = c.res
    const isCall = path.startsWith('/api/')
    for (const [name, value] of isCall ? onCalls : onPages) headers.set(name, value)
    if (isCall || !headers.has('cache-control')) headers.set('cache-control', 'no-store')
    headers.set('x-request-id', context.requestId)
    door.record({ method, path, status, started, context })
  })

  app.onError((error, c) => {
    const { method } = c.req
    const { status, headers, body } = door.failureAnswer(error, { method, path: c.req.path }, c.var.context.requestId)
    return new Response(body as BodyInit, { status, headers })
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

  app.use('/api/*', async (c, next) => {
    const { headers } = c.req.raw
    // A `Request` has the host in its address.
    const header = (name: string) => (name === 'host' ? new URL(c.req.url).host : headers.get(name))
    await door.admit({ method: c.req.method, path: pathOf(c.req.url), header }, c.var.context)
    await next()
  })

  app.route('/api', sessionRoutes(deps))
  app.route('/api/connections', connectionRoutes(deps))
  app.route('/api/jobs', jobRoutes(deps))
  app.route('/api/views', viewRoutes(deps))
  app.route('/api/requests', requestRoutes(deps))
  app.route('/api/runs', runRoutes(deps.runs))

  app.notFound((c) => {
    const { pathname } = new URL(c.req.url)
    if (pathname.startsWith('/api/')) {
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
