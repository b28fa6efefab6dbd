/** Numbers as they are typed. Pure. */
import { Exact, stringifyJson } from '~/lib/json.ts'

/** The number that a text is, exact however large; the text itself while it is none. */
export function readNumber(text: string): number | Exact | string {
  if (!/^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/.test(text)) return text
  const number = Number(text)
  return String(number) === text ? number : new Exact(text)
}

/** A value as a field shows it: plain values bare, anything else (typed as JSON) as JSON; nothing as an empty text. */
export function textOf(value: unknown): string {
  if (value === undefined) return ''
  return typeof value === 'string' ? value : stringifyJson(value)
}
