/** Facts of a schema that most kinds of fields have. Pure. */
import type { SchemaNode } from '~/contract/schema.ts'
import type { Choice, Options, TextNode } from './formNode.ts'

/** `x-note`, `x-rules` and what else is said in words. */
export function words(schema: SchemaNode): string[] {
  const { 'x-note': note, 'x-rules': rules, 'x-format-depends-on': dependsOn, 'x-separators': separators } = schema
  const list = Array.isArray(rules) ? rules : []
  const joined =
    separators && typeof separators === 'object'
      ? Object.entries(separators).map(([what, sign]) => `${what}: ${String(sign)}`)
      : []
  return [
    ...(typeof note === 'string' ? [note] : []),
    ...list.filter((rule): rule is string => typeof rule === 'string'),
    ...(typeof dependsOn === 'string' ? [`format depends on ${dependsOn}`] : []),
    ...(joined.length > 0 ? [`separators: ${joined.join(', ')}`] : []),
  ]
}

/** The values to offer: legal or known, without those that are only still understood. */
export function choicesOf(schema: SchemaNode): Choice[] | undefined {
  const labels = (schema['x-enum-labels'] ?? {}) as Record<string, string>
  const deprecated = (schema['x-enum-deprecated'] ?? []) as unknown[]
  const known = schema['x-known-values']
  const flag = schema['x-boolean-string'] === true ? ['true', 'false'] : undefined
  const values =
    schema['x-selectable'] ??
    schema['x-enum-preferred'] ??
    schema.enum ??
    (Array.isArray(known) ? known : known && Object.keys(known)) ??
    flag
  if (!Array.isArray(values)) return undefined
  const named = Array.isArray(known) || !known ? labels : { ...(known as Record<string, string>), ...labels }
  return values
    .filter((value): value is Choice['value'] => value !== null && !deprecated.includes(value))
    .map((value) => ({ value, label: named[String(value)] ?? '' }))
}

export const numberOf = (value: unknown) => (typeof value === 'number' ? value : undefined)
export const textOf = (value: unknown) => (typeof value === 'string' ? value : undefined)

/** `x-options` of a value; those of a list fill its items. */
export function optionsOf(schema: SchemaNode): Options | undefined {
  const options = schema['x-options'] as Partial<Options> | undefined
  return options?.operationId ? (options as Options) : undefined
}

/** `x-rules` as cases: the limits of a text by the value of a sibling. */
export function casesOf(schema: SchemaNode): TextNode['cases'] {
  const rules = schema['x-rules']
  return rules && typeof rules === 'object' && 'cases' in rules ? (rules as TextNode['cases']) : undefined
}

/** Leaves out what is undefined. */
export function given<T extends object>(facts: T): T {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)) as T
}
