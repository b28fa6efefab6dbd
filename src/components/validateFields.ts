import type { FieldFact } from '~/contract/types.ts'
import { Exact, toBigInt } from '~/lib/json.ts'
import { readMessages } from '~/lib/messages.ts'
import { fieldMessages } from './fieldMessages.ts'

/**
 * What the contract says against the values of a form, by field; empty when nothing. For `useForm({ validate })`:
 * `validate: (values) => ({ ...validateFields(facts, values), ...ourOwnRules(values) })`.
 * Only fields that stand in `values` are looked at (a form shows some of an operation's fields), or those in `names`.
 */
export function validateFields(
  facts: Readonly<Record<string, FieldFact>>,
  values: object,
  names?: readonly string[],
): Record<string, string> {
  const errors: Record<string, string> = {}
  const record = values as Record<string, unknown>
  for (const name of names ?? Object.keys(record)) {
    const fact = facts[name]
    const error = fact && validateField(fact, record[name])
    if (error) errors[name] = error
  }
  return errors
}

/** What is wrong with one value; undefined when nothing is. An empty optional field is never wrong. */
export function validateField(fact: FieldFact, value: unknown): string | undefined {
  const t = readMessages(fieldMessages)
  if (value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)) {
    return fact.required ? t.required : undefined
  }
  if (fact.type === 'integer' || fact.type === 'number') return numberError(fact, value) ?? choiceError(fact, value)
  if (Array.isArray(value)) return arrayError(fact, value)
  if (typeof value === 'string') return textError(fact, value) ?? choiceError(fact, value)
  return choiceError(fact, value)
}

function numberError(fact: FieldFact, value: unknown): string | undefined {
  const t = readMessages(fieldMessages)
  const integer = toBigInt(value)
  const number = integer ?? Number(value instanceof Exact ? value.text : value)
  if (Number.isNaN(number)) return fact.type === 'integer' ? t.notInteger : t.notNumber
  if (fact.type === 'integer' && integer === undefined) return t.notInteger
  if (fact.min !== undefined && number < fact.min) return t.tooSmall(fact.min)
  if (fact.max !== undefined && number > fact.max) return t.tooLarge(fact.max)
  return undefined
}

function arrayError(fact: FieldFact, value: readonly unknown[]): string | undefined {
  const t = readMessages(fieldMessages)
  if (fact.minItems !== undefined && value.length < fact.minItems) return t.tooFew(fact.minItems)
  if (fact.maxItems !== undefined && value.length > fact.maxItems) return t.tooMany(fact.maxItems)
  return value.some((item) => choiceError(fact, item) !== undefined) ? t.notChoice : undefined
}

function textError(fact: FieldFact, value: string): string | undefined {
  const t = readMessages(fieldMessages)
  // JSON Schema counts characters, not UTF-16 units.
  const length = [...value].length
  if (fact.minLength !== undefined && length < fact.minLength) return t.tooShort(fact.minLength)
  if (fact.maxLength !== undefined && length > fact.maxLength) return t.tooLong(fact.maxLength)
  if (fact.pattern !== undefined && matches(fact.pattern, value) === false) return t.pattern
  return undefined
}

function choiceError(fact: FieldFact, value: unknown): string | undefined {
  if (!fact.enum || fact.open || fact.enum.some((choice) => choice.value === value)) return undefined
  return readMessages(fieldMessages).notChoice
}

/** Undefined for a pattern that JavaScript cannot read: the cloud will judge then, we do not. */
function matches(pattern: string, value: string): boolean | undefined {
  for (const flags of ['u', '']) {
    try {
      return new RegExp(pattern, flags).test(value)
    } catch {
      continue
    }
  }
  return undefined
}

/** `4 to 64 characters`, `1 to 16`: the limits of a field in words; undefined when it has none. */
export function limitsOf(fact: FieldFact): string | undefined {
  const t = readMessages(fieldMessages)
  if (fact.enum && !fact.open) return undefined
  if (fact.type === 'string') {
    const range = rangeText(fact.minLength || undefined, fact.maxLength)
    return range && t.characters(range)
  }
  return fact.type === 'array' ? undefined : rangeText(fact.min, fact.max)
}

function rangeText(min: number | undefined, max: number | undefined): string | undefined {
  const t = readMessages(fieldMessages)
  const text = (n: number) => n.toLocaleString('en')
  if (min !== undefined && max !== undefined) return t.between(text(min), text(max))
  return min !== undefined ? t.atLeast(text(min)) : max !== undefined ? t.atMost(text(max)) : undefined
}
