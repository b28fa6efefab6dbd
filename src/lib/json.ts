/**
 * JSON without loss. A number whose text does not survive JavaScript's `number` (64-bit integers beyond 2^53, `1.10`)
 * becomes an `Exact` that keeps its text: shown, copied, exported and sent back as it came.
 */

/** A JSON number kept as text. */
export class Exact {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
  toString(): string {
    return this.text
  }
  /** `JSON.stringify` writes the number as it came. */
  toJSON(): unknown {
    return JSON.rawJSON(this.text)
  }
}

/** A number of the wire: exact in JavaScript, or kept as text. */
export type WireNumber = number | Exact

/**
 * Parses JSON; numbers that JavaScript would change become `Exact`.
 * @throws SyntaxError on text that is not JSON (also when it is cut off)
 */
export function parseJson(text: string): unknown {
  return JSON.parse(text, (_key, value: unknown, context: { source?: string }) =>
    typeof value === 'number' && context.source !== undefined && String(value) !== context.source
      ? new Exact(context.source)
      : value,
  )
}

/** Writes JSON; every `Exact` is written with the text that it came with. */
export function stringifyJson(value: unknown, indent?: number): string {
  return JSON.stringify(value, undefined, indent)
}

/** A scalar of an answer as text, exactly as it came; undefined for what has no one text (absent, null, objects, lists). */
export function scalarText(value: unknown): string | undefined {
  if (typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint') return `${value}`
  return value instanceof Exact ? value.text : undefined
}

/** Whether a value is a number of the wire. */
export function isNumber(value: unknown): value is WireNumber {
  return typeof value === 'number' || value instanceof Exact
}

/** Exact integer arithmetic on wire numbers (offsets, counts); undefined for anything that is not an integer. */
export function toBigInt(value: unknown): bigint | undefined {
  const text =
    value instanceof Exact ? value.text : typeof value === 'number' || typeof value === 'string' ? String(value) : ''
  return /^-?\d+$/.test(text) ? BigInt(text) : undefined
}
