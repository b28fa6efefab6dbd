import type { Audit } from '../audit.ts'
import type { Config } from '../config.ts'
import type { Connections } from '../connections/connections.ts'
import type { RequestStore } from '../context.ts'
import type { Logger } from '../log.ts'
import type { CloudProxy } from '../proxy/call.ts'
import type { Runs } from '../runs.ts'
import type { Passwords } from '../sessions/passwords.ts'
import type { SessionCookie } from '../sessions/cookie.ts'
import type { attemptLimiter } from '../sessions/limiter.ts'
import type { Sessions } from '../sessions/sessions.ts'
import type { SetupToken } from '../sessions/setupToken.ts'
import type { StaticApp } from '../static.ts'
import type { Database } from '../store/database.ts'

/** Everything that the application is made of; made in `server.ts`, and by the tests. */
export interface AppDeps {
  config: Pick<Config, 'publicUrl' | 'trustedProxies' | 'privateEndpoints'>
  db: Database
  requests: RequestStore
  sessions: Sessions
  passwords: Passwords
  limiter: ReturnType<typeof attemptLimiter>
  cookie: SessionCookie
  /** Absent once there is a user. */
  setupToken?: SetupToken
  connections: Connections
  audit: Audit
  log: Logger
  now: () => number
  version: string
  simulatedCloud: boolean
  /** False while the server is shutting down. */
  ready: () => boolean
  /** Makes the calls below `/cloud`. */
  cloud: CloudProxy
  files: StaticApp
  runs: Runs
}
