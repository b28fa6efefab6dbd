/** `/api/session`, `/api/sessions`, `/api/setup`: who is there. */
import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import type { Session } from '~/contract/console.ts'
import { readObject, type JsonObject } from '../body.ts'
import type { AppEnv, RequestContext } from '../context.ts'
import { requiredText } from '../fields.ts'
import { badField, Refusal } from '../problem.ts'
import { MAX_LENGTH, passwordFault } from '../sessions/passwordRules.ts'
import type { ActiveSession } from '../sessions/sessions.ts'
import { userStore, type User } from '../store/users.ts'
import type { AppDeps } from './deps.ts'
import { json, noContent, resource, signedIn } from './resource.ts'

const LIMIT = 8 * 1024
/** Leaves nothing of the session in the browser, the cached answers included. */
const clearSite = { 'clear-site-data': '"cache", "cookies", "storage"' }

export function sessionRoutes(deps: AppDeps): Hono<AppEnv> {
  const { audit, cookie, db, limiter, now, passwords, sessions } = deps
  const users = userStore(db)
  const app = new Hono<AppEnv>()

  async function describe(session: ActiveSession | undefined): Promise<Session> {
    return {
      state: session ? 'signed-in' : (await users.any()) ? 'anonymous' : 'setup',
      ...(session ? { user: { name: session.userName }, expiresAt: new Date(session.expiresAt).toISOString() } : {}),
      mode: 'server',
      simulatedCloud: deps.simulatedCloud,
      version: deps.version,
    }
  }

  /** A new session with a new id; one that the browser was in before ends. */
  async function start(user: User, context: RequestContext): Promise<{ body: Session; setCookie: string }> {
    if (context.session) await sessions.end(context.session.idHash)
    const { id, session } = await sessions.start(user, context)
    return { body: await describe(session), setCookie: cookie.set(id) }
  }

  /** Admits an attempt and counts it as failed, or has it wait: that is recorded and thrown. */
  function slowedDown(
    action: string,
    name: string | undefined,
    userId: string | undefined,
    { address }: RequestContext,
  ) {
    return limiter.begin(name, userId, address).catch(async (refusal: unknown) => {
      await audit.refused({ action, status: 429, user: name })
      throw refusal
    })
  }

  /** Checks a password with the brakes on; wrong is recorded and thrown. */
  async function check(
    user: User | undefined,
    name: string,
    password: string,
    action: string,
    context: RequestContext,
  ): Promise<User> {
    const attempt = await slowedDown(action, name, user?.id, context)
    const right = await passwords.verify(password, user?.password)
    if (!right || !user) {
      await audit.refused({ action, status: 401, user: name })
      throw new Refusal(401, 'gantry.wrong_password', 'The name or the password is wrong.')
    }
    await attempt.succeeded(user.id)
    return user
  }

  resource(app, '/session', {
    GET: async (c) => json(c, await describe(c.var.context.session)),
    POST: async (c) => {
      const { context } = c.var
      const body = await readObject(c.req.raw, LIMIT)
      const name = requiredText(body, 'name', { max: 64 })
      const user = await check(
        await users.byName(name),
        name,
        typedPassword(body, 'password'),
        'session.signIn',
        context,
      )
      const event = { action: 'session.signIn', user: user.name }
      const started = await audit.change(event, () => start(user, context), done)
      c.header('set-cookie', started.setCookie)
      return json(c, started.body)
    },
    DELETE: async (c) => {
      const session = signedIn(c.var.context)
      // A session can be ended whether that can be recorded or not: the record comes after it.
      await sessions.end(session.idHash)
      await audit.record({ action: 'session.signOut', status: 204 })
      return noContent({ ...clearSite, 'set-cookie': cookie.clear() })
    },
  })

  resource(app, '/sessions', {
    DELETE: async (c) => {
      const session = signedIn(c.var.context)
      await sessions.endAll(session.userId)
      await audit.record({ action: 'session.signOutEverywhere', status: 204 })
      return noContent({ ...clearSite, 'set-cookie': cookie.clear() })
    },
  })

  resource(app, '/session/confirm', {
    POST: async (c) => {
      const { context } = c.var
      const session = signedIn(context)
      const body = await readObject(c.req.raw, LIMIT)
      await check(
        await users.byId(session.userId),
        session.userName,
        typedPassword(body, 'password'),
        'session.confirm',
        context,
      )
      const id = await audit.change({ action: 'session.confirm' }, () => sessions.confirm(session, context), empty)
      return noContent({ 'set-cookie': cookie.set(id) })
    },
  })

  resource(app, '/session/password', {
    PUT: async (c) => {
      const { context } = c.var
      const session = signedIn(context)
      const body = await readObject(c.req.raw, LIMIT)
      const current = typedPassword(body, 'current')
      const password = newPassword(body, session.userName)
      const user = await check(await users.byId(session.userId), session.userName, current, 'session.password', context)
      const replace = async () => {
        await users.setPassword(user.id, await passwords.hash(password), now())
        // Whoever knew the old password is out, also on other machines.
        await sessions.endAll(user.id)
        return sessions.start(user, context)
      }
      const { id } = await audit.change({ action: 'session.password' }, replace, empty)
      return noContent({ 'set-cookie': cookie.set(id) })
    },
  })

  resource(app, '/setup', {
    POST: async (c) => {
      const { context } = c.var
      const wrongLink = () =>
        new Refusal(
          403,
          'gantry.setup_token',
          'This set-up link is wrong or was used. The server prints a valid one when it starts.',
        )
      const body = await readObject(c.req.raw, LIMIT)
      const token = requiredText(body, 'token', { max: 100 })
      if (!deps.setupToken?.matches(token) || (await users.any())) {
        // Only what is wrong is slowed down: nobody guesses a token, and nobody shall keep its owner out.
        await slowedDown('setup', undefined, undefined, context)
        await audit.refused({ action: 'setup', status: 403 })
        throw wrongLink()
      }
      const name = requiredText(body, 'name', { max: 64, pattern: /^\S(.*\S)?$/u })
      const password = newPassword(body, name)
      const user: User = { id: randomUUID(), name, password: await passwords.hash(password) }
      const setUp = async () => {
        if (!(await users.addFirst(user, now()))) throw wrongLink()
        deps.setupToken?.use()
        return start(user, context)
      }
      const started = await audit.change({ action: 'setup', user: name }, setUp, done)
      c.header('set-cookie', started.setCookie)
      return json(c, started.body)
    },
  })

  return app
}

const done = () => ({ status: 200 })
const empty = () => ({ status: 204 })

/** A password as it was typed: any characters, blanks included. */
function typedPassword(body: JsonObject, field: string): string {
  const value = body[field]
  if (typeof value !== 'string' || value === '') throw badField(field, 'This is required.')
  if (value.length > 4 * MAX_LENGTH || !value.isWellFormed()) throw badField(field, 'This is too long.')
  return value
}

function newPassword(body: JsonObject, userName: string): string {
  const password = typedPassword(body, 'password')
  const fault = passwordFault(password, userName)
  if (fault) throw badField('password', fault)
  return password
}
