/** What every request passes, whichever way it is served: who asks, may they, what the log says of it. */
import { randomUUID } from 'node:crypto'
import type { AppDeps } from './routes/deps.ts'
import { signedIn } from './routes/resource.ts'
import type { RequestContext } from './context.ts'
import { clientAddress } from './edge.ts'
import { originOf, requireOwnPage } from './guard.ts'
import type { HeaderReader } from './header.ts'
import { problemOfRefusal, Refusal } from './problem.ts'
import { jsonAnswer, type CloudAnswer } from './proxy/call.ts'
import { UpstreamFailure } from './upstream/failure.ts'

/** Polling of a page in the background; it does not keep a session alive. */
const POLL_HEADER = 'x-gantry-poll'

/** What can be asked for without a session. */
const open = new Set(['GET /api/session', 'HEAD /api/session', 'POST /api/session', 'POST /api/setup'])

export interface Asked {
  method: string
  /** Path as it stands on the wire, without query. */
  path: string
  header: HeaderReader
}

export interface Served extends Pick<Asked, 'method' | 'path'> {
  status: number
  /** `performance.now()` at its start. */
  started: number
  context: RequestContext
  cloudRequestId?: string
}

type Deps = Pick<AppDeps, 'config' | 'cookie' | 'log' | 'sessions'>

export function createDoor({ config, cookie, log, sessions }: Deps) {
  const isQuiet = !log.enabled('info')
  return {
    /** Starts the record of a request. `peer`: the address at the other end of the socket. */
    contextOf(header: HeaderReader, peer: string | undefined): RequestContext {
      return {
        requestId: randomUUID(),
        address: clientAddress(peer, header('x-forwarded-for') ?? undefined, config.trustedProxies),
        agent: (header('user-agent') ?? '').slice(0, 200),
      }
    },

    /**
     * Lets a call of our own page in, and finds its session.
     * @throws Refusal 403 when another site may have caused it, 401 without a session where one is needed
     */
    async admit({ method, path, header }: Asked, context: RequestContext): Promise<void> {
      requireOwnPage({ method, header }, originOf(header('host') ?? '', config.publicUrl))
      const id = cookie.read(header('cookie'))
      context.session = await sessions.find(id, header(POLL_HEADER) === '1')
      if (!open.has(`${method} ${path}`)) signedIn(context)
    },

    /** Whether the session of a request is still alive. */
    async isSignedIn({ session }: RequestContext): Promise<boolean> {
      return session !== undefined && sessions.isAlive(session)
    },

    /** The answer to whatever was thrown; what was not foreseen tells the log, not the visitor. */
    failureAnswer(error: unknown, { method, path }: Pick<Asked, 'method' | 'path'>, requestId: string): CloudAnswer {
      if (error instanceof Refusal) return problemOfRefusal(error, requestId)
      if (error instanceof UpstreamFailure) {
        log.warn('upstream.failed', { requestId, path, kind: error.kind, detail: error.detail })
        return jsonAnswer(error.toProblem(requestId, false), error.status)
      }
      log.error('request.failed', { requestId, method, path, error })
      return problemOfRefusal(
        new Refusal(
          500,
          'gantry.internal',
          'Something went wrong on the server. Its log says more under the request id.',
        ),
        requestId,
      )
    },

    /** One line per call; pages and files only for those who look for everything. */
    record({ method, path, status, started, context, cloudRequestId }: Served): void {
      if (isQuiet && status < 500) return
      const isCall = path.startsWith('/api/') || path.startsWith('/cloud/')
      log[isCall || status >= 500 ? 'info' : 'debug']('request', {
        method,
        path,
        status,
        ms: Math.round((performance.now() - started) * 10) / 10,
        user: context.session?.userName,
        address: context.address,
        requestId: context.requestId,
        cloudRequestId,
      })
    },
  }
}
