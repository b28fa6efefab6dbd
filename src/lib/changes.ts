import { Exact, scalarText, stringifyJson } from './json.ts'

export interface Change {
  field: string
  before: unknown
  after: unknown
}

/**
 * The fields of `after` whose value differs from `before`, in the order of `after`. Compared by content; a number of
 * the wire equals the same number as text of its digits; undefined is not sent, so it equals an absent field. Fields
 * that `after` does not have are no change.
 */
export function changedFields(before: object, after: object): Change[] {
  const old = before as Record<string, unknown>
  return Object.entries(after)
    .filter(([field, value]) => !isSame(old[field], value))
    .map(([field, value]) => ({ field, before: old[field], after: value as unknown }))
}

/** `theirs` with the touched values over it: what a form holds after somebody else has changed the object. */
export function keepTouched<Values extends object>(values: Values, before: Values, theirs: Values): Values {
  return { ...theirs, ...Object.fromEntries(changedFields(before, values).map(({ field, after }) => [field, after])) }
}

function isSame(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true
  if (a instanceof Exact || b instanceof Exact) return String(a) === String(b)
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a) !== Array.isArray(b)) return false
  const [x, y] = [a as Record<string, unknown>, b as Record<string, unknown>]
  const keys = new Set([...Object.keys(x), ...Object.keys(y)])
  return [...keys].every((key) => isSame(x[key], y[key]))
}

/** A value as it is shown in a review; undefined for what is not set. */
export function valueText(value: unknown): string | undefined {
  if (value === undefined || value === null || value === '') return undefined
  if (Array.isArray(value) && value.length > 0 && value.every((item) => typeof item !== 'object' || item === null))
    return value.join(', ')
  return scalarText(value) ?? stringifyJson(value, 2)
}
