/**
 * What the simulated cloud is made of. A family (`mocks/rocketmq/index.ts`) writes handlers by operationId against
 * these types; `mount.ts` does routing, parameters, validation and failures around them.
 */
import type { ArgsOf, Family, Operation, ResultOf } from '~/contract/types.ts'

export type { ArgsOf, ResultOf }

/** Unix milliseconds. Browser: `Date.now`, so that Playwright's `page.clock` moves it; server: with an offset. */
export interface Clock {
  now(): number
}

/** The state of one project: plain arrays, changed in place. No timers: what passes with time is computed when read. */
export interface Db {
  /** The rows of a table; the same array every time, empty at first. */
  table<T>(name: string): T[]
  /** A new id in UUID form; the same sequence in every run. */
  id(): string
  /** 0 ≤ n < 1; the same sequence in every run. */
  random(): number
}

export const scenarios = ['default', 'empty', 'large', 'everyStatus'] as const
export type ScenarioName = (typeof scenarios)[number]

type BodyOf<Args> = Args extends { body?: infer Body } ? Body : undefined

/** One call that has passed routing and validation. */
export interface Call<Op = Operation> {
  /** Path, query and header parameters by wire name; query numbers and lists are typed as the schema says. */
  args: Omit<ArgsOf<Op>, 'body'>
  body: BodyOf<ArgsOf<Op>>
  db: Db
  now: number
  projectId: string
  region: string
  /** The operation, or the variant of it, that was called. */
  operation: Operation
  /** Who calls: the IAM user's name. */
  user: string
  /** Whether a fault is aimed at one item of a batch, where the cloud answers for each. */
  refuses: (item: string) => boolean
  /** Addresses at which engines answer, by their authentication; absent where there is no server for them. */
  engines?: Readonly<Record<'RBAC' | 'NONE', string>>
}

/** An answer that is not simply 200 with a body. */
export class Reply {
  readonly status: number
  readonly body: unknown
  readonly headers: Readonly<Record<string, string>>
  constructor(status: number, body?: unknown, headers: Readonly<Record<string, string>> = {}) {
    this.status = status
    this.body = body
    this.headers = headers
  }
}

/** The body of a 200, a `Reply`, or nothing for 204. Refusals are thrown: `throw problem('DMS.00404022')`. */
export type Handler<Op = Operation> = (call: Call<Op>) => ResultOf<Op> | Reply | void

/** Any handler, whatever operation it is for; the mount gives each the call that it was typed for. */
export type AnyHandler = (call: never) => unknown

/** A documented refusal; status and message come from the family's errors.json unless they are given. */
export class CloudProblem extends Error {
  readonly code: string
  readonly status?: number
  readonly text?: string
  constructor(code: string, override: { status?: number; message?: string } = {}) {
    super(override.message ?? code)
    this.name = 'CloudProblem'
    this.code = code
    this.status = override.status
    this.text = override.message
  }
}

/** Makes a refusal to throw. A code that the family's errors.json does not know needs a status and a message. */
export function problem(code: string, override?: { status?: number; message?: string }): CloudProblem {
  return new CloudProblem(code, override)
}

const documented = new WeakMap<object, string>()

/** For an operation that is not modelled: answers its documented example, with header `x-simulated: example`. */
export function documentedExample(why: string): () => Reply {
  const handler = (): Reply => {
    throw new Error(`answered by the mount: ${why}`)
  }
  documented.set(handler, why)
  return handler
}

/** Why a handler only answers the documented example; undefined when it is a model. */
export function whyExample(handler: object): string | undefined {
  return documented.get(handler)
}

/**
 * Handlers for everything that a family's `generated/operations.ts` exports (`typeof operations`): a missing
 * operation or variant is a compile error. An operation that has variants is called only when none of them fits.
 */
export type FamilyHandlers<Operations> = { [Id in keyof Operations]: Handler<Operations[Id]> }

/** A family that is modelled. */
export interface FamilySimulation {
  family: Family
  handlers: Readonly<Record<string, AnyHandler>>
  /** Fills an empty database; called once per project, before the first call reaches it. */
  seed(db: Db, scenario: ScenarioName, clock: Clock, place: { projectId: string; region: string }): void
}
