/** Small helpers that the route modules share. */
import type { Context, Handler, Hono } from 'hono'
import type { AppEnv, RequestContext } from '../context.ts'
import { badField, Refusal } from '../problem.ts'
import type { ActiveSession } from '../sessions/sessions.ts'

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'
type Handlers = Partial<Record<Method, Handler<AppEnv>>>

/** Registers the methods of one path; every other method is 405, so no write has a second door. */
export function resource(app: Hono<AppEnv>, path: string, handlers: Handlers): void {
  const allow = Object.keys(handlers).join(', ')
  app.all(path, (c, next) => {
    const handler = handlers[(c.req.method === 'HEAD' ? 'GET' : c.req.method) as Method]
    if (!handler)
      throw new Refusal(405, 'gantry.not_an_operation', 'This method is not served here.', { headers: { allow } })
    return handler(c, next)
  })
}

/** The session that the request is in. @throws Refusal 401 */
export function signedIn(context: RequestContext): ActiveSession {
  if (!context.session) throw signedOut()
  return context.session
}

export function signedOut(): Refusal {
  return new Refusal(401, 'gantry.signed_out', 'You are signed out. Sign in and try again.')
}

/** An id in the address; `what` it is one of, for its reader. @throws Refusal 400 when it cannot be one */
export function checkedId(id: string | undefined, pattern: RegExp, what: string): string {
  if (id === undefined || !pattern.test(id)) throw badField('id', `This is not the id of a ${what}.`)
  return id
}

export function noContent(headers: Record<string, string> = {}): Response {
  return new Response(null, { status: 204, headers })
}

export function json(c: Context<AppEnv>, value: unknown, status: 200 | 201 = 200): Response {
  return jsonText(c, JSON.stringify(value), status)
}

/** The same for JSON that is written already. */
export function jsonText(c: Context<AppEnv>, text: string, status: 200 | 201 = 200): Response {
  return c.body(text, status, { 'content-type': 'application/json; charset=utf-8' })
}
