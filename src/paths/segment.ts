/** Encodes a name as one segment of an address; names may hold `%`, spaces, `|` and any language. */
export function segment(name: string): string {
  return encodeURIComponent(name)
}
