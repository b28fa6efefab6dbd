import { Exact, stringifyJson } from '~/lib/json.ts'

/** A value of JSON as one line of text: texts as they are, numbers exact, what holds others as JSON; nothing is ''. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value
  if (value instanceof Exact) return value.text
  return value === undefined ? '' : stringifyJson(value)
}
