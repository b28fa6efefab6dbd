/** What is known about the request being served, for parts that are called without it (proxy callbacks, audit). */
import type { AsyncLocalStorage } from 'node:async_hooks'
import type { IncomingMessage } from 'node:http'
import type { ActiveSession } from './sessions/sessions.ts'
import type { Target } from './types.ts'

export interface RequestContext {
  requestId: string
  address: string
  agent: string
  session?: ActiveSession
  /** The connection that a `/cloud` request names, opened before the proxy asks for it. */
  target?: Target
}

export type RequestStore = AsyncLocalStorage<RequestContext>

/** What Hono carries for us. */
export interface AppEnv {
  Bindings: { incoming?: Pick<IncomingMessage, 'socket'> }
  Variables: { context: RequestContext }
}
