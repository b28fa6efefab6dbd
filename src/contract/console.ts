/**
 * The contract between the browser and our own server (`/api/*`, `/cloud/*`). The BFF implements it, the simulated
 * cloud in the browser implements the same for the demo, `src/api` calls it.
 *
 * Rules for every request: header `X-Gantry: 1`; JSON in and out; failures are a `Problem` with its HTTP status.
 *
 *   GET    /api/session                 → Session (never creates one)
 *   POST   /api/setup                   SetupRequest → Session            first run only, with the one-time token
 *   POST   /api/session                 SignInRequest → Session           429 + Retry-After after too many failures
 *   DELETE /api/session                 → 204 sign out here
 *   DELETE /api/sessions                → 204 sign out everywhere (this one too)
 *   POST   /api/session/confirm         { password } → 204                fresh authentication for the next 5 minutes
 *   PUT    /api/session/password        { current, password } → 204
 *   GET    /api/connections             → { connections: Connection[] }
 *   POST   /api/connections             ConnectionDraft → Connection (201)
 *   PUT    /api/connections/{id}        ConnectionDraft → Connection      absent secrets keep what is stored
 *   DELETE /api/connections/{id}        → 204
 *   POST   /api/connections/{id}/test   → ConnectionTest
 *   POST   /api/connections/test        ConnectionDraft → ConnectionTest  before it is saved
 *   POST   /api/connections/projects    ConnectionDraft → { projects: Project[] }   from IAM, with these credentials
 *   PUT    /api/connections/{id}/engines/{engine_id}   EngineAccount → 204   account of one ServiceComb engine (fresh)
 *   DELETE /api/connections/{id}/engines/{engine_id}   → 204
 *   GET    /api/jobs                    → { jobs: TrackedJob[] }          the jobs of this user, newest first
 *   PUT    /api/jobs/{id}               TrackedJob → 204
 *   DELETE /api/jobs/{id}               → 204
 *   GET    /api/views                   → { views: SavedView[] }          of this user, in no order
 *   PUT    /api/views/{id}              SavedView → 204                   at most `VIEWS_KEPT`
 *   DELETE /api/views/{id}              → 204
 *   GET    /api/requests                → KeptRequests (`requests.ts`)    of this user, the newest first
 *   PUT    /api/requests/past/{id}      PastRequest → 204                 the oldest beyond `PAST_KEPT` go
 *   DELETE /api/requests/past           → 204                             all of them
 *   PUT    /api/requests/saved/{id}     SavedRequest → 204                replaces the one of its name; 413 without room
 *   DELETE /api/requests/{past|saved}/{id},{id}…  → 204
 *   POST   /api/runs                    RunRequest → TrackedJob (201)     one call per item, made by the server
 *   DELETE /api/runs/{id}               → 204                             starts no further item
 *   ANY    /cloud/{connection}/{family}{contract path}   `-` stands for {project_id}, or the connection's own
 *          `X-Gantry-Reveal: 1` asks for secrets in clear (needs fresh authentication, is recorded);
 *          without it they come as MASK.
 *          `X-Gantry-Engine: {engine_id}` says which engine a call of family servicecomb is for. The server asks the
 *          cloud for its address and signs in there; without a stored account an engine with security authentication
 *          answers `gantry.engine_sign_in` (401).
 *          createToken and createEngineRbacToken answer `TokenIssued`: the token stays in the server, for its calls.
 */
import type { Family } from './types.ts'

/** What stands where a secret was taken out of an answer. A request that holds it in a secret field is refused. */
export const MASK = '••••••••'

export const HEADER = 'x-gantry'
export const REVEAL_HEADER = 'x-gantry-reveal'
/** Names the engine that a call of family servicecomb is for. */
export const ENGINE_HEADER = 'x-gantry-engine'

/** Every failure, ours or the cloud's. */
export interface Problem {
  /** The cloud's code (`DMS.00404022`) or ours (`gantry.*`, see `ProblemCode`). */
  code: string
  /** What happened, in the cloud's words or ours. Plain text. */
  message: string
  /** What to do about it (`errors.json`). */
  hint?: string
  /** The field of the request that is to blame, by wire name. */
  field?: string
  /** The cloud's request id where it gave one, else ours. */
  requestId: string
  origin: 'cloud' | 'gantry'
  /** Of the cloud: the family whose `errors.json` has the code; absent where IAM refused. */
  family?: Family
  /** Cloud permission that the operation needs, when the cloud refused it. */
  permission?: string
  /** A write whose outcome is not known (timed out, connection lost): never repeat it, look first. */
  unknownOutcome?: true
}

export type ProblemCode =
  | 'gantry.signed_out' // 401: no session, or it has ended
  | 'gantry.reauth_required' // 403: password again, then repeat
  | 'gantry.forbidden' // 403: header, origin or CSRF rule
  | 'gantry.setup_token' // 403: wrong or used first-run link
  | 'gantry.wrong_password' // 401
  | 'gantry.too_many_attempts' // 429
  | 'gantry.not_an_operation' // 404: path is not in the contract
  | 'gantry.unknown_connection' // 404
  | 'gantry.wrong_project' // 403
  | 'gantry.bad_parameter' // 400, `field` names it
  | 'gantry.bad_body' // 400
  | 'gantry.too_large' // 413
  | 'gantry.unsupported_type' // 415
  | 'gantry.throttled' // 429: our own limiter before the cloud's
  | 'gantry.credentials_refused' // 401 of the cloud; sending with this key has stopped until it is tested again
  | 'gantry.engine_sign_in' // 401: the engine wants an account of its own, or refused the stored one
  | 'gantry.credential_kind' // 403: these credentials cannot call this operation (signed requests cannot carry a bearer)
  | 'gantry.audit_unavailable' // 503: changes are refused while they cannot be recorded
  | 'gantry.clock_skew' // the cloud refused our clock
  | 'gantry.unreachable' // 502: DNS, refused, reset
  | 'gantry.tls' // 502: certificate not trusted
  | 'gantry.timeout' // 504
  | 'gantry.bad_answer' // 502: not JSON, cut off, too large, redirect
  | 'gantry.internal' // 500
  | 'gantry.cloud_error' // a failure of the cloud without a code of its own

export interface Session {
  state: 'setup' | 'anonymous' | 'signed-in'
  user?: { name: string }
  /** Idle end of the session, ISO 8601; polling does not move it. */
  expiresAt?: string
  /** Where we run: `server` has a BFF, `demo` simulates it in the browser. */
  mode: 'server' | 'demo'
  /** The built-in simulated cloud may be used as a connection. */
  simulatedCloud: boolean
  version: string
}

export interface SetupRequest {
  token: string
  name: string
  password: string
}

export interface SignInRequest {
  name: string
  password: string
}

export type CredentialKind = 'aksk' | 'temporary' | 'password'

/** Cloud account, region and project; credentials are never part of it. */
export interface Connection {
  id: string
  name: string
  /** Environment label, e.g. PROD, shown in the bar and in every confirmation. */
  label?: string
  color?: 'red' | 'orange' | 'green' | 'blue' | 'gray'
  region: string
  projectId: string
  projectName?: string
  /** Endpoints set by hand, `https://host[:port]`; the others follow from the region. */
  endpoints: Partial<Record<EndpointFamily, string>>
  /** PEM of a private CA, per endpoint. */
  certificates?: Partial<Record<EndpointFamily, string>>
  credential: { kind: CredentialKind; hint: string } // AK: `••••ABCD`; password: `domain/user`
  /** Reached through the built-in simulated cloud; needs no credentials. */
  simulated: boolean
  createdAt: string
  updatedAt: string
  state: 'ok' | 'untested' | 'refused'
}

/** The address families of a connection: the ROMA families share one, servicecomb has none (address of the engine). */
export type EndpointFamily = 'rocketmq' | 'ddm' | 'cse' | 'roma' | 'iam'

export interface ConnectionDraft {
  name: string
  label?: string
  color?: Connection['color']
  region: string
  projectId?: string
  projectName?: string
  endpoints?: Partial<Record<EndpointFamily, string>>
  certificates?: Partial<Record<EndpointFamily, string>>
  simulated?: boolean
  /** Absent on an edit: keep what is stored. `id` of the stored one may be given to `/test` and `/projects`. */
  id?: string
  credential?:
    | { kind: 'aksk'; accessKey: string; secretKey: string }
    | { kind: 'temporary'; accessKey: string; secretKey: string; securityToken: string }
    | { kind: 'password'; domain: string; user: string; password: string }
}

/** Account of one ServiceComb engine (authType RBAC); write-only. */
export interface EngineAccount {
  name: string
  password: string
  /** PEM of the engine's private CA, if it has one. */
  certificate?: string
}

/** What the browser sees of operations that issue tokens; the token itself never leaves the server. */
export interface TokenIssued {
  issued: true
  /** End of the token, ISO 8601. */
  expires_at: string
}

export interface Project {
  id: string
  name: string
}

export interface ConnectionTest {
  ok: boolean
  checks: {
    endpoint: EndpointFamily
    url: string
    ok: boolean
    ms?: number
    problem?: Problem
    clockSkewSeconds?: number
  }[]
}

/** One asynchronous change that the job tray follows; written by the browser, kept so that a reload loses nothing. */
export interface TrackedJob {
  id: string
  connection: string
  family: Family
  /** The operation that started it, and the arguments that address its resource (never secrets). */
  operationId: string
  args: Record<string, string>
  /** What it is, in the user's language at the time: `Create topic order.paid`. */
  title: string
  jobId?: string
  startedAt: string
  state: 'running' | 'done' | 'failed' | 'unknown'
  finishedAt?: string
  message?: string
  /** What a bulk change works on, the first `JOB_ITEMS` of `itemCount`; with its end, what became of each. */
  items?: JobItem[]
  itemCount?: number
  /** The settings that a bulk change is to give to each item (never secrets). */
  set?: Record<string, string | number | boolean>
  /** The server makes one call per item and keeps this record; the argument that the items are values of. */
  run?: string
}

/** Filters, order and columns of a list, kept under a name. */
export interface SavedView {
  id: string
  /** Which list: its address without connection and ids, `rocketmq.topics`. */
  list: string
  name: string
  /** The part of the address that is the view, without `?`. */
  query: string
}

/** So many views are kept per user. */
export const VIEWS_KEPT = 200

/** An operation over many values of one argument, for which the cloud has no call of its own. No bodies. */
export interface RunRequest extends Pick<
  TrackedJob,
  'id' | 'connection' | 'family' | 'operationId' | 'args' | 'title'
> {
  /** The argument that differs: a parameter of the path. */
  run: string
  /** Its values, each once, at most `JOB_ITEMS`. */
  items: string[]
}

/** So many items of a bulk change are kept. */
export const JOB_ITEMS = 500

export interface JobItem {
  name: string
  /**
   * Found by reading again when the job had ended; `failed` is still there or has not changed. Of a run: how its call
   * ended; `stopped` was not sent.
   */
  outcome?: 'done' | 'failed' | 'unknown' | 'stopped'
  /** Of a run: its call is under way. */
  running?: true
  /** Of a run: why it failed. */
  problem?: Problem
}
