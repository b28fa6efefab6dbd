/** What the calls of a family take, by name and by the list that offers its values (`x-options`). Pure. */
import type { ParameterNode, SchemaNode } from '~/contract/schema.ts'
import type { Family, FieldFact, Operation } from '~/contract/types.ts'
import type { FamilyFacts } from '../input/types.ts'
import { isVague, plainName } from './names.ts'
import { resolve } from './schemaAt.ts'

/** One place of a call that takes a value. */
export interface Slot {
  /** Of the family that the call is of. */
  facts: FamilyFacts
  operation: Operation
  /** A parameter, or the steps into the body with `[]` for a list; `engine` for the engine that is asked. */
  name: string
  body?: readonly string[]
  /** Of the value; absent for the engine. */
  schema?: SchemaNode
  options?: NonNullable<FieldFact['options']>
  /** The engine of a call of family servicecomb: no parameter of the contract. */
  isEngine?: true
}

export interface TargetIndex {
  byName: ReadonlyMap<string, readonly Slot[]>
  /** By family and id of the list operation. */
  byList: ReadonlyMap<string, readonly Slot[]>
  /** Parameters of the path, by what stands before them: `/v2/{project_id}/topics` for `/v2/{project_id}/topics/{topic}`. */
  byPath: ReadonlyMap<string, readonly Slot[]>
}

const BODY_DEPTH = 4
const ROMA: readonly Family[] = ['roma-common', 'roma-apic', 'roma-mqs', 'roma-link']
const indexes = new WeakMap<FamilyFacts, TargetIndex>()

const ENGINE_NAME = 'engineid'
/** Names that mean the same in all of ROMA; `group_id` and `service_id` do not. */
const romaNames = new Set(['instanceid', 'appid'])

/** Whether a parameter of this name means in the family what it means in its kin. */
export const isShared = (family: Family, name: string) => ROMA.includes(family) && romaNames.has(plainName(name))

/** Families whose calls may take a value of an answer of this one. */
export function kinOf(family: Family): readonly Family[] {
  if (family === 'cse-engine') return ['servicecomb']
  return ROMA.includes(family) ? ROMA.filter((one) => one !== family) : []
}

/** Whether calls of other families may take a value of these plain names; known before their facts are there. */
export function leadsAcross(family: Family, names: readonly string[]): boolean {
  return kinOf(family).some((kin) =>
    names.some((name) => (kin === 'servicecomb' ? name === ENGINE_NAME : romaNames.has(name))),
  )
}

export const listKey = (family: Family, operationId: string) => `${family} ${operationId}`

const optionsOf = (node: SchemaNode | ParameterNode): Slot['options'] => node['x-options'] as Slot['options']

function* bodySlots(
  facts: FamilyFacts,
  operation: Operation,
  node: SchemaNode | undefined,
  steps: readonly string[],
): Generator<Slot> {
  if (!node || steps.length > BODY_DEPTH) return
  const schema = resolve(facts.schemas, node)
  const options = optionsOf(schema) ?? optionsOf(node)
  if (options)
    yield { facts, operation, name: `body.${steps.join('.').replaceAll('.[]', '[]')}`, body: steps, schema, options }
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
    ...parameters.map((parameter): Slot => {
      // Some contracts say it of the parameter, some of its schema.
      const options = optionsOf(parameter) ?? optionsOf(parameter.schema)
      const { name, schema } = parameter
      return { facts, operation, name, schema, ...(options ? { options } : {}) }
    }),
    ...(operation.body === 'json' ? bodySlots(facts, operation, schemas?.body, []) : []),
  ]
}

/** The index of a family, made when it is first asked for. */
export function indexOf(facts: FamilyFacts): TargetIndex {
  const known = indexes.get(facts)
  if (known) return known
  const slots = Object.values(facts.operations).flatMap((operation) => slotsOf(facts, operation))
  const index: TargetIndex = {
    byName: Map.groupBy(
      slots.filter((slot) => !slot.body && !isVague(slot.name)),
      // Users are asked for by `user_name`, and everywhere else called by their `access_key`.
      ({ name, options }) => plainName(isVague(options?.value ?? 'id') ? name : (options?.value ?? name)),
    ),
    byList: Map.groupBy(
      slots.filter((slot) => slot.options),
      (slot) => listKey(slot.options?.family ?? facts.family, slot.options?.operationId ?? ''),
    ),
    byPath: Map.groupBy(
      slots.filter((slot) => !slot.body && slot.operation.path.includes(`/{${slot.name}}`)),
      ({ operation: { path }, name }) => path.slice(0, path.indexOf(`/{${name}}`)),
    ),
  }
  indexes.set(facts, index)
  return index
}

/**
 * The slots of another family for a value of these plain names: those of shared names that do not say themselves which
 * list fills them, and the engine of every call to one.
 */
export function slotsAcross(facts: FamilyFacts, names: readonly string[]): Slot[] {
  if (facts.family === 'servicecomb')
    return names.includes(ENGINE_NAME)
      ? Object.values(facts.operations).map((operation) => ({ facts, operation, name: 'engine', isEngine: true }))
      : []
  return names
    .filter((name) => romaNames.has(name))
    .flatMap((name) => indexOf(facts).byName.get(name) ?? [])
    .filter((slot) => !slot.options)
}
