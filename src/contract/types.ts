/**
 * The shape of what `generate.ts` writes. Everything that knows an operation (the browser's client, the BFF's
 * proxy, the simulated cloud, the tests) knows it through these types and nothing else.
 */

export const families = [
  'rocketmq',
  'ddm',
  'cse-engine',
  'servicecomb',
  'roma-common',
  'roma-apic',
  'roma-mqs',
  'roma-link',
] as const
export type Family = (typeof families)[number]

/**
 * The engine of a call of family servicecomb. It is no parameter of the contract, so where the values of a call are
 * kept or sent (addresses, history, saved requests) it stands among them under a name that no parameter has.
 */
export const ENGINE_VALUE = '@engine'

export type Risk = 'none' | 'change' | 'disruptive' | 'destructive'
export type Kind = 'list' | 'read' | 'create' | 'update' | 'delete' | 'action'
export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE' | 'PATCH'

/** `x-list`: how a list is cut into pages and where its rows stand in the answer ('' = the body itself). */
export interface ListSpec {
  items: string
  total?: string | null
  paging: 'offset' | 'page' | 'none'
  params?: { offset?: string; limit?: string }
  /** First page (or first record) number. */
  offsetBase?: number
  /** Whether `params.offset` counts records or pages. */
  unit?: 'records' | 'pages'
  defaultLimit?: number | null
  maxLimit?: number | null
  [fact: string]: unknown
}

/** `x-async`: how the end of an asynchronous change is seen. */
export interface AsyncSpec {
  /** Path of the job id in the answer, e.g. `$.job_id`. */
  job?: string
  /** Operation that reads the job; null when the contract has none. */
  poll?: string | null
  /**
   * Path of the status in the answer of `poll` (or `watch`), e.g. `tasks[0].status`; with `[]` a status per element, all
   * of which must have ended.
   */
  field?: string
  /**
   * Where the arguments of `poll` (or `watch`) come from: a path in the answer, an argument of the call itself, or a
   * path in its body. Absent: `{ job_id: job }`; the others are those of the call. One that comes from where `items`
   * stand has a value per item, and each is read by itself.
   */
  params?: Record<string, string>
  /** Which element of `field` is meant: `{ 'url_domains[].id': 'id' }`, the value coming from the same places. */
  element?: Record<string, string>
  busy?: (string | number)[]
  /** Not ended either: it waits for somebody. */
  waiting?: (string | number)[]
  done?: (string | number)[]
  failed?: (string | number)[]
  /** Operation that reads the resource whose status moves meanwhile. */
  watch?: string | null
  /** The end is that `watch` no longer finds the resource. */
  gone?: boolean
  /** Where the body names what a bulk change works on: `$.groups[*].name`. */
  items?: string
  /** Where the answer of `watch`, a list, has the names: an item that is deleted is gone from there at the end. */
  goneFrom?: string
  /** The same for a change: the record of that name has the new settings at the end. */
  changedIn?: string
  [fact: string]: unknown
}

/**
 * Where a secret stands in an answer or a body: dotted path, `[]` for each element, `*` for each value of a map,
 * e.g. `users[].secret_key`. With `when`, only if the sibling field has one of these values (`x-secret-when`).
 */
export interface SecretPath {
  path: string
  when?: { field: string; in: unknown[] }
}

/** A value of a parameter that makes a call riskier, and the reason in words. */
export interface RiskCase {
  param: string
  value: string | number | boolean
  risk: Risk
  why?: string
  /** The cloud takes this value when none is given. */
  isDefault?: true
}

/**
 * One operation of the contract, or one variant of it (`x-variants`). `Args` are its path, query and header
 * parameters by wire name plus `body`; `Result` is its answer. Both exist for the compiler only.
 * `project_id` is never among `Args`: the server fills it in from the connection.
 */
export interface Operation<Args = unknown, Result = unknown> {
  family: Family
  id: string
  method: Method
  /** Contract path, e.g. `/v2/{project_id}/instances/{instance_id}`. */
  path: string
  kind: Kind
  risk: Risk
  /** Query parameter names that may be sent. */
  query?: readonly string[]
  /** Query names that are lists (sent repeatedly). */
  queryLists?: readonly string[]
  /** Header parameter names, as the contract spells them. */
  headers?: readonly string[]
  body?: 'json' | 'multipart' | 'text'
  /** The answer is a file (`application/octet-stream`) rather than JSON. */
  download?: true
  /** Path parameters with exactly one legal value, filled in by the client (`engine: reliability`). */
  constants?: Readonly<Record<string, string>>
  /** For a variant: the documented operation that it is a function of, and the constants that choose it. */
  variantOf?: string
  fixedQuery?: Readonly<Record<string, string>>
  fixedBody?: Readonly<Record<string, unknown>>
  list?: ListSpec
  async?: AsyncSpec
  /** Finer risk by body field (`x-risk-fields`). */
  riskFields?: Readonly<Record<string, Risk>>
  /** Finer risk by the value of a parameter (`x-risk-when`). */
  riskWhen?: readonly RiskCase[]
  /** Finer risk by the `kind` in the path (`x-risk-by-kind`). */
  riskByKind?: Readonly<Record<string, Risk>>
  /** `x-fallback`: try the other operation on these statuses. */
  fallback?: { operationId: string; on: number[]; why?: string }
  /** Cloud permission name (`x-permission`), shown when the cloud refuses. */
  permission?: string
  /** servicecomb only: which address of the engine (`x-address`). */
  address?: 'serviceCenter' | 'configCenter'
  /** Answers that come in two shapes and the one to bring them into (`x-normalize`): [path, shape]. */
  normalize?: readonly (readonly [path: string, to: 'array' | 'integer'])[]
  /** The answer may be the bare list instead of an object that holds it (`x-list-alternative`). */
  listAlternative?: true
  secretsIn?: readonly SecretPath[]
  secretsOut?: readonly SecretPath[]
  beyond?: 'sdk'
  readonly _types?: { args: Args; result: Result }
}

export type ArgsOf<Op> = Op extends Operation<infer Args, infer _Result> ? Args : never
export type ResultOf<Op> = Op extends Operation<infer _Args, infer Result> ? Result : never

/** What a catalogue of operations shows about each (`catalogue.ts`): words, not mechanics. */
export interface CatalogueEntry {
  id: string
  method: Method
  path: string
  summary: string
  description?: string
  tag: string
  section: string
  kind: Kind
  risk: Risk
  permission?: string
  supersededBy?: string
  stability?: string
  variantOf?: string
  beyond?: 'sdk'
}

/** One documented error code (`errors.json`). */
export interface ErrorFact {
  http?: number
  message: string
  hint?: string
  field?: string
  retry?: boolean
  /** The cloud asks for fewer requests, whatever the status says. */
  throttled?: boolean
  note?: string
  [fact: string]: unknown
}

export type Tone = 'ok' | 'busy' | 'warn' | 'error' | 'off'
/** One status of a resource (`components/x-statuses`). */
export interface StatusFact {
  label: string
  tone: Tone
  meaning?: string
}

/** What a form needs to know about one field of a body or one parameter. */
export interface FieldFact {
  type: 'string' | 'integer' | 'number' | 'boolean' | 'array' | 'object'
  description?: string
  required?: true
  enum?: readonly { value: string | number | boolean; label: string }[]
  /** Values beyond `enum` are legal and shown as they are. */
  open?: true
  min?: number
  max?: number
  minLength?: number
  maxLength?: number
  minItems?: number
  maxItems?: number
  pattern?: string
  unit?: string
  secret?: true
  format?: string
  default?: unknown
  /** Which list fills this select (`x-options`). */
  options?: { operationId: string; family?: Family; items?: string; value: string; label: string }
  risk?: Risk
}
