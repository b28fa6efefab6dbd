/** Where a value of an answer can go: the calls that take it (`x-options` backwards, `x-async`, names). Pure. */
import { readPath } from '~/api/readPath.ts'
import type { Operation } from '~/contract/types.ts'
import { Exact } from '~/lib/json.ts'
import { engineOf, withEngine } from '../engine.ts'
import type { FamilyFacts } from '../input/types.ts'
import { textOf } from '../textOf.ts'
import { namesOf, isVague, plainName } from './names.ts'
import { resolve, valueAt, type Steps } from './schemaAt.ts'
import { indexOf, isShared, listKey, slotsAcross, type Slot } from './targetIndex.ts'

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

/** What may name something: a text, a number, and a number beyond what JavaScript counts. */
const isScalar = (value: unknown) =>
  (typeof value === 'string' && value !== '') || typeof value === 'number' || value instanceof Exact

/** What else the target's address needs and the call or the surroundings of the value know. */
function surroundings({ operation, args, answer }: Origin, steps: Steps): Map<string, unknown> {
  const known = new Map<string, unknown>()
  const put = (name: string, value: unknown) => {
    if (!isVague(name) && isScalar(value)) known.set(plainName(name), value)
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
  const { facts, operation } = slot
  const parameters = facts.operationSchemas[operation.id]?.parameters ?? []
  const needed = parameters.filter((parameter) => parameter.required === true && !operation.constants?.[parameter.name])
  const filled = needed.flatMap(({ name, schema }) => {
    const isKnown = facts === origin.facts || isShared(facts.family, name)
    const found = (isKnown ? near.get(plainName(name)) : undefined) ?? resolve(facts.schemas, schema).default
    return found === undefined ? [] : [[name, found] as const]
  })
  // What is read at an engine is known at that engine only.
  const values = {
    ...withEngine({}, engineOf(origin.args)),
    ...Object.fromEntries(filled),
    ...(slot.isEngine
      ? withEngine({}, textOf(value))
      : slot.body
        ? { body: bodyWith(slot.body, value) }
        : { [slot.name]: value }),
  }
  return {
    operation,
    summary: facts.catalogue.find((entry) => entry.id === operation.id)?.summary ?? operation.id,
    parameter: slot.name,
    values,
    isComplete: needed.every(({ name }) => name in values),
    why,
  }
}

/** The call that reads the job whose id is `value` (`x-async`). */
function jobTarget(origin: Origin, near: Map<string, unknown>, value: unknown): Target[] {
  const { operation, facts, answer, args } = origin
  const spec = operation.async
  const poll = spec?.poll ? facts.operations[spec.poll] : undefined
  if (!spec?.job || !poll) return []
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
    { facts, operation: poll, name },
    value,
    new Map([...near, ...Object.entries(values).map(([key, one]) => [plainName(key), one] as const)]),
    'job',
  )
  return [target]
}

const order = { job: 0, options: 1, name: 2 }
const kinds = { read: 0, list: 1, action: 2, update: 3, create: 4, delete: 5 }

/**
 * The calls that take the value at `steps`, the likeliest first; [] for what identifies nothing.
 * @param kin facts of other families whose calls may take it too (`kinOf`)
 */
export function targetsOf(origin: Origin, steps: Steps, kin: readonly FamilyFacts[] = []): Target[] {
  const value = valueAt(origin.answer, steps)
  if (!isScalar(value)) return []
  const { operation, facts } = origin
  const names = namesOf(operation.path, steps)
  const lists = [operation.id, operation.variantOf ?? ''].map((id) => listKey(operation.family, id))
  const byOption = [facts, ...kin]
    .flatMap((one) => lists.flatMap((list) => indexOf(one).byList.get(list) ?? []))
    .filter((slot) => isOption(operation, slot, steps))
  const named = [
    ...names.flatMap((name) => indexOf(facts).byName.get(name) ?? []),
    ...kin.flatMap((one) => slotsAcross(one, names)),
  ]
  const isJob = operation.async?.job?.replace(/^\$\.?/, '') === steps.join('.')
  if (byOption.length === 0 && named.length === 0 && !isJob) return []
  const near = surroundings(origin, steps)
  const seen = new Set<string>()
  return [
    ...(isJob ? jobTarget(origin, near, value) : []),
    ...byOption.map((slot) => targetOf(origin, slot, value, near, 'options')),
    ...named.map((slot) => targetOf(origin, slot, value, near, 'name')),
  ]
    .filter((target) => {
      const key = `${target.operation.family} ${target.operation.id} ${target.parameter}`
      return !seen.has(key) && Boolean(seen.add(key))
    })
    .sort(
      (a, b) =>
        Number(b.isComplete) - Number(a.isComplete) ||
        kinds[a.operation.kind] - kinds[b.operation.kind] ||
        order[a.why] - order[b.why],
    )
}

/** The read that a click on the value opens; undefined when none is ready to be sent. */
export function readerOf(targets: readonly Target[]): Target | undefined {
  return targets.find(
    ({ operation, isComplete, parameter }) =>
      isComplete && operation.kind === 'read' && operation.path.includes(`{${parameter}}`),
  )
}
