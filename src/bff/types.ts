/**
 * The seam between the parts of the server: what the store of connections hands to the proxy, and what the proxy
 * reports back. No part imports another part's internals; they meet here.
 */
import type { LookupFunction } from 'node:net'
import type { EndpointFamily } from '~/contract/console.ts'

export type Credentials =
  | { kind: 'aksk'; accessKey: string; secretKey: string }
  | { kind: 'temporary'; accessKey: string; secretKey: string; securityToken: string }
  | { kind: 'password'; domain: string; user: string; password: string }

export interface Endpoint {
  url: URL
  /** PEM of a private CA; trusted for this endpoint only. */
  ca?: string
  /** Loopback and private addresses are allowed: the built-in simulated cloud, or an administrator's private endpoint. */
  allowPrivate: boolean
}

/** A connection with its secrets, for the time of a call. */
export interface Target {
  id: string
  region: string
  projectId: string
  credentials: Credentials
  endpoint: (family: EndpointFamily) => Endpoint | undefined
}

/** Structured log, one JSON line per event; the implementation redacts. */
export interface Log {
  info(event: string, fields?: object): void
  warn(event: string, fields?: object): void
  error(event: string, fields?: object): void
}

/** One record of a write, a reveal or a refusal. Never holds secret values. */
export interface AuditEvent {
  user?: string
  connection: string
  operationId: string
  risk: string
  target: Record<string, string>
  status: number
  requestId: string
  cloudRequestId?: string
  reveal?: true
  durationMs: number
}

export interface ProxyDeps {
  resolve: (connectionId: string) => Target | undefined
  /** Called with 'refused' when the breaker opens and 'ok' after a success following it. */
  setState: (connectionId: string, state: 'ok' | 'refused') => void
  /** True when the session was freshly authenticated (at most 5 minutes ago); a reveal needs it. */
  isFresh: (request: Request) => boolean
  /** Every write, reveal and refusal is recorded through this; never with secret values. */
  audit: (event: AuditEvent) => void
  log: Log
  now: () => number
  lookup?: LookupFunction
}
