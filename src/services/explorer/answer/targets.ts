/** Where a value of an answer can go: the calls that take it (`x-options` backwards, `x-async`, names). Pure. */
import { readPath } from '~/api/jobs.ts'
import type { SchemaNode } from '~/contract/schema.ts'
import type { FieldFact, Operation } from '~/contract/types.ts'
import { engineOf, withEngine } from '../engine.ts'
import type { FamilyFacts } from '../input/types.ts'
import { namesOf, isVague, plainName } from './names.ts'
import { resolve, valueAt, type Steps } from './schemaAt.ts'

/** A call that takes a value. */
export interface Target {
  operation: Operation
  summary: string
  /** Where it goes: `topic`, or `body.groups[].name`. */
  parameter: string
  /** For the form of that call: the value and what else is known. */
  values: Record<string, unknown>
  /** Every value of its address is there. */
  isComplete: boolean
  why: 'job' | 'options' | 'name'
}

interface Slot {
  operation: Operation
  /** A parameter, or the steps into the body with `[]` for a list. */
  name: string
  body?: readonly string[]
  options?: NonNullable<FieldFact['options']>
}

interface Index {
  byName: Map<string, Slot[]>
  byList: Map<string, Slot[]>
}

const BODY_DEPTH = 4
const MAX = 40
const indexes = new WeakMap<FamilyFacts, Index>()

const optionsOf = (schema: SchemaNode): Slot['options'] => schema['x-options'] as Slot['options']

function* bodySlots(
  facts: FamilyFacts,
  operation: Operation,
  node: SchemaNode | undefined,
  steps: readonly string[],
): Generator<Slot> {
  if (!node || steps.length > BODY_DEPTH) return
  const schema = resolve(facts.schemas, node)
  const options = optionsOf(schema) ?? optionsOf(node)
  if (options) yield { operation, name: `body.${steps.join('.').replaceAll('.[]', '[]')}`, body: steps, options }
  if (schema.items) yield* bodySlots(facts, operation, options ? undefined : schema.items, [...steps, '[]'])
  for (const [name, part] of Object.entries(schema.properties ?? {}))
    yield* bodySlots(facts, operation, part, [...steps, name])
}

function slotsOf(facts: FamilyFacts, operation: Operation): Slot[] {
  const schemas = facts.operationSchemas[operation.id]
  const parameters = (schemas?.parameters ?? []).filter(
    ({ name }) => !operation.constants?.[name] && !operation.fixedQuery?.[name],
  )
  return [
    ...parameters.map(({ name, schema }): Slot => ({
      operation,
      name,
      ...(optionsOf(schema) ? { options: optionsOf(schema) } : {}),
    })),
    ...(operation.body === 'json' ? bodySlots(facts, operation, schemas?.body, []) : []),
  ]
}

function indexOf(facts: FamilyFacts): Index {
  const known = indexes.get(facts)
  if (known) return known
  const slots = Object.values(facts.operations).flatMap((operation) => slotsOf(facts, operation))
  const index: Index = {
    byName: Map.groupBy(
      slots.filter((slot) => !slot.body && !isVague(slot.name)),
      (slot) => plainName(slot.name),
    ),
    byList: Map.groupBy(
      slots.filter((slot) => slot.options && (slot.options.family ?? facts.family) === facts.family),
      (slot) => slot.options?.operationId ?? '',
    ),
  }
  indexes.set(facts, index)
  return index
}

/** Whether the options of a slot are read at `steps` of the list's answer. */
function isOption(list: Operation, slot: Slot, steps: Steps): boolean {
  const path = steps.filter((step) => typeof step === 'string').join('.')
  const items = (slot.options?.items ?? list.list?.items ?? '').replaceAll('[]', '')
  const value = slot.options?.value ?? ''
  return path === [items, value].filter((part) => part !== '').join('.')
}

/** A body that holds one value where a slot takes it. */
function bodyWith(steps: readonly string[], value: unknown): unknown {
  const [step, ...rest] = steps
  if (step === undefined) return value
  return step === '[]' ? [bodyWith(rest, value)] : { [step]: bodyWith(rest, value) }
}

export interface Origin {
  facts: FamilyFacts
  operation: Operation
  /** Of the call that was answered. */
  args: Readonly<Record<string, unknown>>
  answer: unknown
}

/** What else the target's address needs and the call or the surroundings of the value know. */
function surroundings({ operation, args, answer }: Origin, steps: Steps): Map<string, unknown> {
  const known = new Map<string, unknown>()
  const put = (name: string, value: unknown) => {
    if (!isVague(name) && ['string', 'number'].includes(typeof value) && value !== '') known.set(plainName(name), value)
  }
  for (const [name, value] of Object.entries(args)) if (name !== 'body') put(name, value)
  // From the outside to the inside: the nearest holder of a name wins.
  for (let depth = 0; depth < steps.length; depth += 1) {
    const holder = valueAt(answer, steps.slice(0, depth))
    if (holder === null || typeof holder !== 'object' || Array.isArray(holder)) continue
    for (const [name, value] of Object.entries(holder)) {
      if (!isVague(name)) put(name, value)
      else if (['id', 'name'].includes(name))
        for (const alias of namesOf(operation.path, [...steps.slice(0, depth), name])) put(alias, value)
    }
  }
  return known
}

function targetOf(origin: Origin, slot: Slot, value: unknown, near: Map<string, unknown>, why: Target['why']): Target {
  const { operation } = slot
  const parameters = origin.facts.operationSchemas[operation.id]?.parameters ?? []
  const needed = parameters.filter((parameter) => parameter.required === true && !operation.constants?.[parameter.name])
  const filled = needed.flatMap(({ name }) => {
    const found = near.get(plainName(name))
    return found === undefined ? [] : [[name, found] as const]
  })
  // What is read at an engine is known at that engine only.
  const values = {
    ...withEngine({}, engineOf(origin.args)),
    ...Object.fromEntries(filled),
    ...(slot.body ? { body: bodyWith(slot.body, value) } : { [slot.name]: value }),
  }
  return {
    operation,
    summary: origin.facts.catalogue.find((entry) => entry.id === operation.id)?.summary ?? operation.id,
    parameter: slot.name,
    values,
    isComplete: needed.every(({ name }) => name in values),
    why,
  }
}

/** The call that reads the job whose id stands at `steps` (`x-async`). */
function jobTarget(origin: Origin, steps: Steps, near: Map<string, unknown>): Target[] {
  const { operation, facts, answer, args } = origin
  const spec = operation.async
  const poll = spec?.poll ? facts.operations[spec.poll] : undefined
  if (!spec?.job || !poll || spec.job.replace(/^\$\.?/, '') !== steps.join('.')) return []
  const value = valueAt(answer, steps)
  const given = Object.entries(spec.params ?? { job_id: spec.job })
  const values = Object.fromEntries(
    given.flatMap(([name, from]) => {
      const found = readPath(answer, from) ?? args[name]
      return found === undefined || found === null ? [] : [[name, found] as const]
    }),
  )
  const name = given.find(([, from]) => from === spec.job)?.[0] ?? 'job_id'
  const target = targetOf(
    origin,
    { operation: poll, name },
    value,
    new Map([...near, ...Object.entries(values).map(([key, one]) => [plainName(key), one] as const)]),
    'job',
  )
  return [target]
}

const order = { job: 0, options: 1, name: 2 }
const kinds = { read: 0, list: 1, action: 2, update: 3, create: 4, delete: 5 }

/** The calls that take the value at `steps`, the likeliest first; [] for what identifies nothing. */
export function targetsOf(origin: Origin, steps: Steps): Target[] {
  const value = valueAt(origin.answer, steps)
  if (value === null || value === '' || value === undefined || typeof value === 'boolean' || Array.isArray(value))
    return []
  if (typeof value === 'object' && !('text' in value)) return []
  const { byName, byList } = indexOf(origin.facts)
  const near = surroundings(origin, steps)
  const fromList = [origin.operation.id, origin.operation.variantOf ?? '']
    .flatMap((id) => byList.get(id) ?? [])
    .filter((slot) => isOption(origin.operation, slot, steps))
  const byOption = fromList.map((slot) => targetOf(origin, slot, value, near, 'options'))
  const named = namesOf(origin.operation.path, steps)
    .flatMap((name) => byName.get(name) ?? [])
    .map((slot) => targetOf(origin, slot, value, near, 'name'))
  const seen = new Set<string>()
  return [...jobTarget(origin, steps, near), ...byOption, ...named]
    .filter(({ operation, parameter }) => {
      const key = `${operation.id} ${parameter}`
      return !seen.has(key) && Boolean(seen.add(key))
    })
    .sort(
      (a, b) =>
        Number(b.isComplete) - Number(a.isComplete) ||
        kinds[a.operation.kind] - kinds[b.operation.kind] ||
        order[a.why] - order[b.why],
    )
    .slice(0, MAX)
}

/** The read that a click on the value opens; undefined when none is ready to be sent. */
export function readerOf(targets: readonly Target[]): Target | undefined {
  return targets.find(
    ({ operation, isComplete, parameter }) =>
      isComplete && operation.kind === 'read' && operation.path.includes(`{${parameter}}`),
  )
}
