/**
 * Names as segments of addresses. Names may hold `%`, spaces, `|` and any language. The router turns a `%2F` that is
 * left after decoding into `/`, so one that stands in a name is escaped once more, and `readParams` takes that back.
 */

/** Encodes a name as one segment of an address. */
export function segment(name: string): string {
  return encodeURIComponent(name.replace(/%(?=(?:25)*2F)/g, '%25'))
}

/** The parameters of a matched address as they were given to `segment`. */
export function readParams<P extends Readonly<Record<string, string | undefined>>>(params: P): P {
  return Object.fromEntries(
    Object.entries(params).map(([key, value]) => [key, value?.replace(/%25(?=(?:25)*2F)/g, '%')]),
  ) as P
}
