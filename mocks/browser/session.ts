import type { Session } from '~/contract/console.ts'
import { version } from '../../package.json'
import type { Clock } from '../simulation.ts'
import { answer, refuse } from './problem.ts'

/** What the demo remembers across a reload: `sessionStorage`, or a Map in tests. */
export interface Memory {
  get(name: string): string | undefined
  set(name: string, value: string | undefined): void
}

const FRESH = 5 * 60_000
const IDLE = 30 * 60_000

/** The one password that the demo refuses, so that the refusal can be seen. */
const REFUSED = 'wrong'

type Fields = Readonly<Record<string, unknown>>

/** The session of the demo: signed in as `demo` from the start; any password but `wrong` signs in again. */
export function createSession(clock: Clock, memory: Memory) {
  let confirmedAt = -Infinity

  function user(): string | undefined {
    const name = memory.get('user') ?? 'demo'
    return name === '' ? undefined : name
  }

  function session(): Session {
    const name = user()
    const common = { mode: 'demo', simulatedCloud: true, version } as const
    if (name === undefined) return { state: 'anonymous', ...common }
    return { state: 'signed-in', user: { name }, expiresAt: new Date(clock.now() + IDLE).toISOString(), ...common }
  }

  const accepts = (password: unknown) => typeof password === 'string' && password !== '' && password !== REFUSED
  const wrong = () => refuse(401, 'gantry.wrong_password', 'The name or the password is wrong.')

  function signIn(body: Fields): Response {
    if (typeof body['name'] !== 'string' || body['name'] === '' || !accepts(body['password'])) return wrong()
    memory.set('user', body['name'])
    confirmedAt = clock.now()
    return answer(200, session())
  }

  function signOut(): Response {
    memory.set('user', '')
    confirmedAt = -Infinity
    return answer(204)
  }

  function confirm(password: unknown): Response {
    if (!accepts(password)) return wrong()
    confirmedAt = clock.now()
    return answer(204)
  }

  return {
    user,
    /** Whether the password was given in the last five minutes; a reveal needs it. */
    isFresh: () => clock.now() - confirmedAt <= FRESH,
    /** Answers `/api/session…`, `/api/sessions` and `/api/setup`; undefined for another path. */
    handle(method: string, path: string, body: Fields): Response | undefined {
      switch (`${method} ${path}`) {
        case 'GET /session':
          return answer(200, session())
        case 'POST /session':
          return signIn(body)
        case 'POST /setup':
          return refuse(403, 'gantry.setup_token', 'This console has been set up already.')
        case 'DELETE /session':
          return signOut()
      }
      if (user() === undefined) return refuse(401, 'gantry.signed_out', 'Sign in first.')
      switch (`${method} ${path}`) {
        case 'DELETE /sessions':
          return signOut()
        case 'POST /session/confirm':
          return confirm(body['password'])
        case 'PUT /session/password':
          return accepts(body['current']) ? answer(204) : wrong()
      }
      return undefined
    },
  }
}
