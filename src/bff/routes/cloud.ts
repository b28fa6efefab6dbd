/** What the proxy of `/cloud` gets from us: the connection of the request being served, and where it reports to. */
import type { Audit } from '../audit.ts'
import type { Connections } from '../connections/connections.ts'
import type { RequestStore } from '../context.ts'
import type { Logger } from '../log.ts'
import type { ProxyDeps } from '../types.ts'

interface Parts {
  requests: RequestStore
  connections: Connections
  audit: Audit
  log: Logger
  now: () => number
}

/** The proxy's dependencies; `app.ts` has opened the connection before the proxy runs. */
export function proxyDeps({ requests, connections, audit, log, now }: Parts): ProxyDeps {
  return {
    resolve: (id) => {
      const target = requests.getStore()?.target
      return target?.id === id ? target : undefined
    },
    setState: (id, state) => {
      connections
        .setState(id, state)
        .catch((error: unknown) => log.error('connection.state_failed', { connection: id, error }))
    },
    isFresh: () => requests.getStore()?.session?.fresh ?? false,
    intend: (event) => audit.intend(event),
    audit: (event) => audit.fromProxy(event),
    log,
    now,
  }
}
