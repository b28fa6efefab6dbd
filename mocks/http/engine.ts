/** Sign-in of a simulated engine with security authentication (contract servicecomb, NOTES d2). */
import { randomBytes } from 'node:crypto'
import { parseJson } from '~/lib/json.ts'
import { Reply, type Clock } from '../simulation.ts'

const VALIDITY = 12 * 3_600_000

function refused(status: number, errorCode: string, errorMessage: string): Reply {
  return new Reply(status, { errorCode, errorMessage, detail: '' })
}

export interface EngineDoor {
  /** A token as `POST /v4/token` and the cloud's `createEngineRbacToken` give it. */
  issue(): Reply
  /** Answers `POST /v4/token`. */
  signIn(body: string): Reply
  /** Why a call may not pass; undefined when its bearer is good. */
  refuse(authorization: string | undefined): Reply | undefined
}

export function createEngineDoor(clock: Clock, account: { name: string; password: string }): EngineDoor {
  const tokens = new Map<string, number>()
  function issue(): Reply {
    const token = randomBytes(96).toString('base64url')
    tokens.set(token, clock.now() + VALIDITY)
    return new Reply(200, { token })
  }
  return {
    issue,
    signIn(text) {
      let body: unknown
      try {
        body = parseJson(text)
      } catch {
        return refused(400, '400001', 'Invalid parameter(s)')
      }
      const given = (name: string): unknown =>
        typeof body === 'object' && body !== null ? Reflect.get(body, name) : undefined
      if (given('name') === account.name && given('password') === account.password) return issue()
      return refused(401, '401202', 'Wrong account name or password')
    },
    refuse(authorization) {
      if (authorization === undefined) return refused(401, '401204', 'Authorization header missing')
      const until = tokens.get(authorization.replace(/^Bearer /, ''))
      return until !== undefined && until > clock.now() ? undefined : refused(401, '401201', 'Request not authorized')
    },
  }
}
