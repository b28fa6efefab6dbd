/** Where a value of an answer can go: the calls that take it (`x-options` backwards, `x-async`, names). Pure. */
import { readPath } from '~/api/readPath.ts'
import type { SchemaNode } from '~/contract/schema.ts'
import type { Operation } from '~/contract/types.ts'
import { Exact, isNumber, parseJson } from '~/lib/json.ts'
import { engineOf, withEngine } from '../engine.ts'
import { valueNameOf } from '../input/liveChoices.ts'
import { isObject } from '../input/needs.ts'
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
  /** Whether the call is about an element of the list that was answered, or of one that stands beside it. */
  place: 'own' | 'beside' | 'other'
  why: 'job' | 'options' | 'name'
}

/** Whether the options of a slot are read at `steps` of the list's answer. */
function isOption({ operation: list, answer }: Origin, slot: Slot, steps: Steps): boolean {
  const path = steps.filter((step) => typeof step === 'string').join('.')
  const items = (slot.options?.items ?? list.list?.items ?? '').replaceAll('[]', '')
  const row = valueAt(answer, steps.slice(0, -1))
  const field = slot.body?.findLast((step) => step !== '[]') ?? slot.name
  const value = slot.options?.value ?? (isObject(row) ? valueNameOf(row, field) : undefined) ?? ''
  return path === [items, value].filter((part) => part !== '').join('.')
}

/** Whether `steps` lead to the id of an element of the list, or to its name where it has no id. */
function isKey({ operation: { list }, answer }: Origin, steps: Steps): boolean {
  const items = list?.items === '' ? [] : (list?.items.split('.') ?? ['?'])
  const name = steps.at(-1)
  if (steps.length !== items.length + 2 || items.some((item, index) => item !== steps[index])) return false
  const row = valueAt(answer, steps.slice(0, -1))
  return name === 'id' || (name === 'name' && isObject(row) && !Object.keys(row).some((one) => /id$/i.test(one)))
}

/** `…/commands/{id}/responses/{name}` is about what stands beside `…/commands/{id}/requests`. */
function placeOf({ operation: { path: list }, facts }: Origin, slot: Slot): Target['place'] {
  const end = slot.operation.path.indexOf(`/{${slot.name}}`)
  if (slot.facts !== facts || end < 0) return 'other'
  const holder = slot.operation.path.slice(0, end)
  if (holder === list) return 'own'
  return holder.slice(0, holder.lastIndexOf('/')) === list.slice(0, list.lastIndexOf('/')) ? 'beside' : 'other'
}

/** The value in the type that is wanted: an id may be a number here, a text there, and one of a list elsewhere. */
function fitted(schemas: FamilyFacts['schemas'], node: SchemaNode | undefined, value: unknown): unknown {
  const { type, items } = resolve(schemas, node)
  const types = [type ?? []].flat()
  const takesNumber = types.includes('integer') || types.includes('number')
  if (types.includes('array')) return [fitted(schemas, items, value)]
  if (isNumber(value)) return types.includes('string') && !takesNumber ? textOf(value) : value
  const isDigits = typeof value === 'string' && /^-?(0|[1-9]\d*)$/.test(value)
  return isDigits && takesNumber && !types.includes('string') ? parseJson(value) : value
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

interface Near {
  /** By plain name: what the call and the surroundings of the value know. */
  known: ReadonlyMap<string, unknown>
  /** What holds the value. */
  holder: Readonly<Record<string, unknown>>
}

/** What else the target's address needs and is known. */
function surroundings({ operation, args, answer }: Origin, steps: Steps): Near {
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
  const holder = valueAt(answer, steps.slice(0, -1))
  return { known, holder: isObject(holder) ? holder : {} }
}

/** `kind` says nothing by itself; beside an id it does, where the call takes it as one of a few words. */
function wordBeside({ holder }: Near, name: string, { enum: words }: SchemaNode): unknown {
  const word = Object.hasOwn(holder, name) ? holder[name] : undefined
  return typeof word === 'string' && words?.includes(word) ? word : undefined
}

function targetOf(origin: Origin, slot: Slot, value: unknown, near: Near, why: Target['why']): Target {
  const { facts, operation } = slot
  const parameters = facts.operationSchemas[operation.id]?.parameters ?? []
  const needed = parameters.filter((parameter) => parameter.required === true && !operation.constants?.[parameter.name])
  const filled = needed.flatMap(({ name, schema }) => {
    const isKnown = facts === origin.facts || isShared(facts.family, name)
    const node = resolve(facts.schemas, schema)
    const found =
      (isKnown ? (near.known.get(plainName(name)) ?? wordBeside(near, name, node)) : undefined) ?? node.default
    return found === undefined ? [] : [[name, fitted(facts.schemas, schema, found)] as const]
  })
  const taken = fitted(facts.schemas, slot.schema ?? parameters.find(({ name }) => name === slot.name)?.schema, value)
  // What is read at an engine is known at that engine only.
  const values = {
    ...withEngine({}, engineOf(origin.args)),
    ...Object.fromEntries(filled),
    ...(slot.isEngine
      ? withEngine({}, textOf(value))
      : slot.body
        ? { body: bodyWith(slot.body, taken) }
        : { [slot.name]: taken }),
  }
  return {
    operation,
    summary: facts.catalogue.find((entry) => entry.id === operation.id)?.summary ?? operation.id,
    parameter: slot.name,
    values,
    isComplete: needed.every(({ name }) => name in values),
    place: placeOf(origin, slot),
    why,
  }
}

/** The call that reads the job whose id is `value` (`x-async`). */
function jobTarget(origin: Origin, near: Near, value: unknown): Target[] {
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
    {
      ...near,
      known: new Map([...near.known, ...Object.entries(values).map(([key, one]) => [plainName(key), one] as const)]),
    },
    'job',
  )
  return [target]
}

const order = { job: 0, options: 1, name: 2 }

/** First what reads the job, then what is about an element of the list itself, then what ends with the value. */
function distance({ operation, parameter, place, why }: Target): number {
  if (why === 'job') return 0
  return (place === 'own' ? 1 : 3) + (operation.path.endsWith(`/{${parameter}}`) ? 0 : 1)
}

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
    .filter((slot) => isOption(origin, slot, steps))
  const named = [
    ...(isKey(origin, steps) ? (indexOf(facts).byPath.get(operation.path) ?? []) : []),
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
        distance(a) - distance(b) ||
        order[a.why] - order[b.why],
    )
}

/**
 * The read that a click on the value opens; undefined when none is ready to be sent. Its path ends with the value:
 * `/instances/{instance_id}/devices/{device_id}` reads no instance. Where the list has calls of its own for its
 * elements, a read beside it that only calls its parameter the same is about something else.
 */
export function readerOf(targets: readonly Target[]): Target | undefined {
  const hasOwn = targets.some(({ place }) => place === 'own')
  return targets.find(
    ({ operation, isComplete, parameter, place, why }) =>
      isComplete &&
      operation.kind === 'read' &&
      operation.path.endsWith(`/{${parameter}}`) &&
      !(hasOwn && place === 'beside' && why === 'name'),
  )
}
