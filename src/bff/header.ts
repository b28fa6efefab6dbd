import type { IncomingHttpHeaders } from 'node:http'

/** Reads a header by its name in lower case; null when absent, the values of a repeated one joined. */
export type HeaderReader = (name: string) => string | null

/** Reads single headers from Node's own object: a `Headers` of all of them costs more than what is done with a few. */
export function nodeHeaders(raw: IncomingHttpHeaders): HeaderReader {
  return (name) => {
    const value = raw[name]
    return value === undefined ? null : Array.isArray(value) ? value.join(', ') : value
  }
}
