/** What is required under which circumstances: the contract's conditions, looked at with the values as they stand. Pure. */
import type { SchemaNode } from '~/contract/schema.ts'
import type { BranchesNode, Condition, ObjectField, ObjectNode } from './formNode.ts'

export type Values = Readonly<Record<string, unknown>>

/** An object with its values, inside the object around it; outermost are the parameters. */
export interface Place {
  value: Values
  fields: readonly ObjectField[]
  parent?: Place
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.getPrototypeOf(value) === Object.prototype
  )
}

/** The value of a field by name: of this object, else of those around it. What is not sent counts with its default. */
export function lookUp(name: string, place: Place | undefined): unknown {
  if (!place) return undefined
  const field = place.fields.find((one) => one.name === name)
  if (place.value[name] !== undefined) return place.value[name]
  return field ? field.node.schema.default : lookUp(name, place.parent)
}

function holds(conditions: readonly Condition[], place: Place): boolean {
  return conditions.every(({ field, in: values, of }) =>
    values.includes(lookUp(field, of === 'parent' ? place.parent : place)),
  )
}

/** The `if` of a condition; the contracts use `required`, `const` and `enum` there, nothing else (`formModel.test.ts`). */
function matches(condition: SchemaNode, value: Values): boolean {
  if (condition.required?.some((name) => value[name] === undefined)) return false
  return Object.entries(condition.properties ?? {}).every(([name, { const: only, enum: some }]) => {
    const one = value[name]
    return one === undefined || (only !== undefined ? one === only : (some?.includes(one) ?? true))
  })
}

/** Names that the conditions of an object make mandatory just now. */
export function conditionalNames(node: Pick<ObjectNode, 'conditions' | 'dependent'>, value: Values): Set<string> {
  const names = new Set<string>()
  for (const { test, required, otherwise } of node.conditions)
    for (const name of matches(test, value) ? required : otherwise) names.add(name)
  for (const [name, others] of Object.entries(node.dependent))
    if (value[name] !== undefined) for (const other of others) names.add(other)
  return names
}

export interface Need {
  isRequired: boolean
  /** Pointless without, though the contract takes it. */
  isAdvised: boolean
  /** False when the contract says that it counts only under another condition (`x-applies-when`). */
  isApplicable: boolean
}

/** How much a field is needed at its place. */
export function needOf(field: ObjectField, place: Place, conditional: ReadonlySet<string>): Need {
  const isRequired =
    field.isRequired ||
    conditional.has(field.name) ||
    (field.requiredWhen !== undefined && holds(field.requiredWhen, place)) ||
    (field.requiredUnless !== undefined && isEmpty(place.value[field.requiredUnless]))
  return {
    isRequired,
    isAdvised: field.isAdvised === true,
    isApplicable: field.appliesWhen === undefined || holds(field.appliesWhen, place),
  }
}

const isEmpty = (value: unknown) => value === undefined || value === ''

/** The branch that a discriminating field names; undefined when it names none. */
export function namedBranch(node: BranchesNode, place: Place): number | undefined {
  const value = node.discriminator && lookUp(node.discriminator.field, place)
  const index = typeof value === 'string' ? node.discriminator?.mapping[value] : undefined
  return index === undefined || index < 0 ? undefined : index
}
