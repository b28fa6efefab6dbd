// JSON source text access (ES2026): in Node 22+ and all current browsers, not yet in TypeScript's library.
interface JSON {
  rawJSON(text: string): unknown
  isRawJSON(value: unknown): boolean
  parse(
    text: string,
    reviver: (this: unknown, key: string, value: unknown, context: { source?: string }) => unknown,
  ): unknown
}
