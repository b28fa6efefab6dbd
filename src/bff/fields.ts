/** Checks of single fields of a request body; every fault names its field. */
import type { JsonObject } from './body.ts'
import { badField } from './problem.ts'

interface TextRule {
  max: number
  pattern?: RegExp
  /** Line breaks are part of the value (PEM). */
  multiline?: boolean
}

// oxlint-disable-next-line no-control-regex -- control characters are what is looked for
const controls = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/
// oxlint-disable-next-line no-control-regex -- control characters are what is looked for
const controlsButLineBreaks = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/

/** A text that must be there. @throws Refusal 400 */
export function requiredText(from: JsonObject, name: string, rule: TextRule, field = name): string {
  const value = optionalText(from, name, rule, field)
  if (value === undefined) throw badField(field, 'This is required.')
  return value
}

/** A text that may be absent, null or empty. @throws Refusal 400 */
export function optionalText(
  from: JsonObject,
  name: string,
  { max, pattern, multiline }: TextRule,
  field = name,
): string | undefined {
  const value = from[name]
  if (value === undefined || value === null || value === '') return undefined
  if (typeof value !== 'string') throw badField(field, 'This must be a text.')
  if (value.length > max) throw badField(field, `This has at most ${max} characters.`)
  if (!value.isWellFormed() || (multiline ? controlsButLineBreaks : controls).test(value)) {
    throw badField(field, 'This holds control characters.')
  }
  if (pattern && !pattern.test(value)) throw badField(field, 'This is not in the expected form.')
  return value
}

/** A moment as text. @throws Refusal 400 */
export function requiredTime(from: JsonObject, name: string): string {
  const text = requiredText(from, name, { max: 40 })
  if (Number.isNaN(Date.parse(text))) throw badField(name, 'This must be a time, such as 2026-01-31T12:00:00Z.')
  return text
}

/** One of a few words, or absent. @throws Refusal 400 */
export function optionalChoice<T extends string>(
  from: JsonObject,
  name: string,
  allowed: readonly T[],
  field = name,
): T | undefined {
  const value = from[name]
  if (value === undefined || value === null || value === '') return undefined
  const found = allowed.find((item) => item === value)
  if (found === undefined) throw badField(field, `This must be one of: ${allowed.join(', ')}.`)
  return found
}

/** An object, or absent. @throws Refusal 400 */
export function optionalObject(from: JsonObject, name: string, field = name): JsonObject | undefined {
  const value = from[name]
  if (value === undefined || value === null) return undefined
  if (typeof value !== 'object' || Array.isArray(value)) throw badField(field, 'This must be an object.')
  return value as JsonObject
}
