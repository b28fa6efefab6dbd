import type { IncomingHttpHeaders } from 'node:http'

/** Reads a header by its name in lower case; null when absent, the values of a repeated one joined. */
export type HeaderReader = (name: string) => string | null

/**
 * Reads single headers of a request: from Node's own object where there is one, for making a `Headers` of all of them
 * costs more than everything else that is done with two or three.
 */
export function headerReader(raw: IncomingHttpHeaders | undefined, request: Request): HeaderReader {
  if (!raw) return (name) => request.headers.get(name)
  return (name) => {
    const value = raw[name]
    return value === undefined ? null : Array.isArray(value) ? value.join(', ') : value
  }
}
