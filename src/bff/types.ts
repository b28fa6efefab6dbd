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

/** The stored account of one engine, and the addresses that the engine had when it was stored. */
export interface EngineAccount {
  name: string
  password: string
  /** PEM of the engine's private CA. */
  ca?: string
  origins: readonly string[]
  /** Grows with every change. */
  version: number
}

/** How engines that the cloud names are reached. */
export interface EngineWays {
  /** An address that the cloud returned, as an endpoint; undefined when it may not be called. */
  endpoint: (url: URL, ca: string | undefined) => Endpoint | undefined
  account: (engineId: string) => Promise<EngineAccount | undefined>
}

/** A connection with its secrets, for the time of a call. */
export interface Target {
  id: string
  region: string
  projectId: string
  credentials: Credentials
  /** The cloud refused the credentials, as the store says: perhaps before this server started. */
  refused?: boolean
  endpoint: (family: EndpointFamily) => Endpoint | undefined
  /** Absent: no engine can be called. */
  engines?: EngineWays
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
  /** Without it: that of the request being served. */
  requestId?: string
  cloudRequestId?: string
  reveal?: true
  durationMs: number
}

/** A write or a reveal before it is made; its end comes as an `AuditEvent` with the same request id. */
export type Intent = Omit<AuditEvent, 'status' | 'durationMs' | 'cloudRequestId'>

export interface ProxyDeps {
  resolve: (connectionId: string) => Target | undefined
  /** Called with 'refused' when the breaker opens and 'ok' after a success following it. */
  setState: (connectionId: string, state: 'ok' | 'refused') => void
  /** True when the session was freshly authenticated (at most 5 minutes ago); a reveal needs it. */
  isFresh: () => boolean
  /**
   * Records that a write or a reveal is about to be made; what cannot be recorded is not done.
   * @throws Refusal 503
   */
  intend: (event: Intent) => Promise<void>
  /** How every write and reveal ended, and every refusal, is recorded through this; never with secret values. */
  audit: (event: AuditEvent) => void
  log: Log
  now: () => number
  lookup?: LookupFunction
}
