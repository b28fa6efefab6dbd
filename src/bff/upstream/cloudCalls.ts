import type { ProxyDeps, Target } from '../types.ts'
import { engineOrigins, listProjects, testConnection } from './checks.ts'
import { createUntrusted } from './untrusted.ts'
import { upstreamOf } from './upstream.ts'

/** What the connection pages ask of the cloud; `close` ends what is still open to it. */
export function createCloudCalls(deps: ProxyDeps) {
  const note = createUntrusted(deps)
  return {
    test: (target: Target) => testConnection(target, deps, note),
    projects: (target: Target) => listProjects(target, deps, note),
    engineOrigins: (target: Target, engineId: string) => engineOrigins(target, engineId, deps, note),
    close: () => upstreamOf(deps).close(),
  }
}
