/** Finds what is wrong with a value, in the words of the console; pointers lead to the field that shows it. Pure. */
import { fieldMessages } from '~/components/fieldMessages.ts'
import { isNumber, toBigInt } from '~/lib/json.ts'
import { readMessages } from '~/lib/messages.ts'
import type {
  BranchesNode,
  FormNode,
  Group,
  ListNode,
  MapNode,
  MixedNode,
  NumberNode,
  ObjectField,
  ObjectNode,
  TextNode,
} from './formNode.ts'
import { inputMessages } from './inputMessages.ts'
import { conditionalNames, isObject, lookUp, namedBranch, needOf, type Place, type Values } from './needs.ts'
import type { InputError } from './types.ts'

/** One step of a JSON pointer. */
export const step = (name: string | number) => `/${String(name).replaceAll('~', '~0').replaceAll('/', '~1')}`

const said = (pointer: string, message: string | undefined): InputError[] =>
  message === undefined ? [] : [{ pointer, message }]

/** A field that was opened and is still empty misses its value. */
const empty = (value: unknown, errors: InputError[]): InputError[] =>
  value === '' ? errors.map((error) => ({ ...error, isMissing: true })) : errors

/** What is wrong with a value that is there. `place` is the object that holds it. */
export function checkValue(node: FormNode, value: unknown, pointer: string, place: Place): InputError[] {
  const t = readMessages(inputMessages)
  if (value === null) return node.isNullable || node.form === 'json' ? [] : said(pointer, t.notNull)
  switch (node.form) {
    case 'text':
      return empty(value, said(pointer, typeof value === 'string' ? textError(inCase(node, place), value) : t.notText))
    case 'number':
      return empty(value, said(pointer, numberError(node, value)))
    case 'boolean':
      return said(pointer, typeof value === 'boolean' ? undefined : t.notBoolean)
    case 'choice':
      return said(
        pointer,
        (node.schema.enum ?? [node.schema.const]).includes(value) ? undefined : readMessages(fieldMessages).notChoice,
      )
    case 'mixed':
      return said(pointer, isOneOf(node, value) ? undefined : t.notType(node.types.join(', ')))
    case 'list':
      return Array.isArray(value) ? listErrors(node, value, pointer, place) : said(pointer, t.notList)
    case 'map':
      return isObject(value) ? mapErrors(node, value, pointer, place) : said(pointer, t.notObject)
    case 'object':
      return isObject(value) ? objectErrors(node, value, pointer, place) : said(pointer, t.notObject)
    case 'branches':
      return branchErrors(node, value, pointer, place)
    case 'json':
      return said(pointer, node.isObject && !isObject(value) ? t.notObject : undefined)
    case 'file':
    case 'unknown':
      return []
  }
}

/** A text with the limits that hold for the value of a sibling (`x-rules`). */
export function inCase(node: TextNode, place: Place): TextNode {
  const value = node.cases && lookUp(node.cases.field, place)
  return typeof value === 'string' ? { ...node, ...node.cases?.cases[value] } : node
}

function textError(node: TextNode, value: string): string | undefined {
  const t = readMessages(fieldMessages)
  const length = [...value].length
  if (node.minLength !== undefined && length < node.minLength)
    return length === 0 ? t.required : t.tooShort(node.minLength)
  if (node.maxLength !== undefined && length > node.maxLength) return t.tooLong(node.maxLength)
  if (node.pattern !== undefined && !matchesPattern(node.pattern, value)) return t.pattern
  if (!node.numeric || value === '') return undefined
  const pattern = node.numeric === 'integer' ? /^-?\d+$/ : /^-?\d+(\.\d+)?$/
  if (!pattern.test(value)) return node.numeric === 'integer' ? t.notInteger : t.notNumber
  return rangeError(node, Number(value))
}

/** A pattern that JavaScript cannot read is left to the cloud. */
function matchesPattern(pattern: string, value: string): boolean {
  for (const flags of ['u', '']) {
    try {
      return new RegExp(pattern, flags).test(value)
    } catch {
      continue
    }
  }
  return true
}

function rangeError({ min, max }: { min?: number; max?: number }, value: number | bigint): string | undefined {
  const t = readMessages(fieldMessages)
  if (min !== undefined && value < min) return t.tooSmall(min)
  return max !== undefined && value > max ? t.tooLarge(max) : undefined
}

function numberError(node: NumberNode, value: unknown): string | undefined {
  const t = readMessages(fieldMessages)
  if (!isNumber(value)) return value === '' ? t.required : node.isInteger ? t.notInteger : t.notNumber
  const integer = toBigInt(value)
  if (node.isInteger && integer === undefined) return t.notInteger
  return rangeError(node, integer ?? Number(String(value)))
}

function isOneOf(node: MixedNode, value: unknown): boolean {
  return node.types.some((type) => {
    if (type === 'integer') return isNumber(value) && toBigInt(value) !== undefined
    return type === 'number' ? isNumber(value) : typeof value === type
  })
}

function listErrors(node: ListNode, value: readonly unknown[], pointer: string, place: Place): InputError[] {
  const t = readMessages(fieldMessages)
  const own =
    node.minItems !== undefined && value.length < node.minItems
      ? t.tooFew(node.minItems)
      : node.maxItems !== undefined && value.length > node.maxItems
        ? t.tooMany(node.maxItems)
        : undefined
  const twice = node.isUnique && new Set(value).size < value.length ? readMessages(inputMessages).notUnique : undefined
  return [
    ...said(pointer, own ?? twice),
    ...value.flatMap((one, index) => checkValue(node.item(), one, pointer + step(index), place)),
  ]
}

function mapErrors(node: MapNode, value: Values, pointer: string, place: Place): InputError[] {
  const t = readMessages(inputMessages)
  const names = Object.keys(value)
  return [
    ...said(
      pointer,
      node.minProperties !== undefined && names.length < node.minProperties
        ? readMessages(fieldMessages).tooFew(node.minProperties)
        : undefined,
    ),
    ...names.flatMap((name) => [
      ...said(
        pointer + step(name),
        node.keyPattern !== undefined && !matchesPattern(node.keyPattern, name) ? t.badKey : undefined,
      ),
      ...checkValue(node.item(), value[name], pointer + step(name), place),
    ]),
  ]
}

function groupError({ sets, isExclusive, isAdvice }: Group, value: Values, pointer: string): InputError[] {
  const t = readMessages(inputMessages)
  const filled = sets.filter((names) => names.every((name) => value[name] !== undefined)).length
  const words = sets.map((names) => names.join(' + ')).join(', ')
  if (filled === 0) return [{ pointer, message: t.oneOf(words), isMissing: true, ...(isAdvice ? { isAdvice } : {}) }]
  return said(pointer, isExclusive && filled > 1 ? t.onlyOneOf(words) : undefined)
}

/** What the fields of an object lack, and what is wrong with those that are there. Names in `fixed` are given elsewhere. */
export function fieldErrors(
  fields: readonly ObjectField[],
  conditional: ReadonlySet<string>,
  place: Place,
  pointer: string,
  fixed: readonly string[] = [],
): InputError[] {
  const t = readMessages(fieldMessages)
  return fields.flatMap((field) => {
    if (fixed.includes(field.name)) return []
    const at = pointer + step(field.name)
    const value = place.value[field.name]
    if (value !== undefined && !(field.in && value === '')) return checkValue(field.node, value, at, place)
    const { isRequired, isAdvised } = needOf(field, place, conditional)
    if (isRequired) return [{ pointer: at, message: t.required, isMissing: true as const }]
    return isAdvised
      ? [
          {
            pointer: at,
            message: readMessages(inputMessages).advised,
            isAdvice: true as const,
            isMissing: true as const,
          },
        ]
      : []
  })
}

/** As `checkValue` for an object; `fixed` are names that a variant fills in. */
export function objectErrors(
  node: ObjectNode,
  value: Record<string, unknown>,
  pointer: string,
  parent: Place,
  fixed: readonly string[] = [],
): InputError[] {
  const place = { value, fields: node.fields(), parent }
  const names = Object.keys(value).length + fixed.length
  return [
    ...said(
      pointer,
      node.minProperties !== undefined && names < node.minProperties
        ? readMessages(fieldMessages).tooFew(node.minProperties)
        : undefined,
    ),
    ...node.groups.flatMap((group) =>
      group.sets.flat().some((name) => fixed.includes(name)) ? [] : groupError(group, value, pointer),
    ),
    ...fieldErrors(node.fields(), conditionalNames(node, value), place, pointer, fixed),
  ]
}

/** Errors of parameters of which at least one has to be there. */
export const groupErrors = (groups: readonly Group[], value: Values) =>
  groups.flatMap((group) => groupError(group, value, ''))

/** How badly a value fits a branch: what is wrong, and what the branch does not know. */
function misfit(node: FormNode, value: unknown, place: Place): number {
  const known = node.form === 'object' ? new Set(node.fields().map((field) => field.name)) : undefined
  const strange = known && isObject(value) ? Object.keys(value).filter((name) => !known.has(name)).length : 0
  const { length } = checkValue(node, value, '', place).filter((error) => !error.isAdvice)
  // Free objects take everything, so they come last among equals.
  return length + 2 * strange + (node.form === 'json' ? 0.5 : 0)
}

/** The branch that a value is of: the one that its discriminating field names, else the one that it fits best. */
export function pickBranch(node: BranchesNode, value: unknown, place: Place): number {
  const named = namedBranch(node, place)
  if (named !== undefined || value === undefined) return named ?? 0
  const misfits = node.branches.map((branch) => misfit(branch.node(), value, place))
  return misfits.indexOf(Math.min(...misfits))
}

function branchErrors(node: BranchesNode, value: unknown, pointer: string, place: Place): InputError[] {
  const picked = node.branches[pickBranch(node, value, place)]
  return picked ? checkValue(picked.node(), value, pointer, place) : []
}
