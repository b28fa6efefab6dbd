import type { Operation } from './types.ts'

/** The arguments that an operation takes: parameters of its path, its query and its headers by wire name, and `body`. */
export function argNames({ path, query, headers, body }: Pick<Operation, 'path' | 'query' | 'headers' | 'body'>) {
  const params = [...path.matchAll(/\{([^}]+)\}/g)].map((match) => match[1] ?? '')
  return [...params, ...(query ?? []), ...(headers ?? []), ...(body ? ['body'] : [])]
}
