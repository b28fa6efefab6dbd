/** Which operation of the contract a request of the browser was: for the count of what the flows exercise. */
import { allOperations } from '../src/contract/generated/all.ts'
import { families, type Family, type Operation } from '../src/contract/types.ts'

/** What is known of a request: the address that the page asked for, and its JSON body if it had one. */
export interface SeenRequest {
  method: string
  url: string
  body?: unknown
}

interface Pattern {
  operation: Operation
  path: RegExp
  /** Literal segments: `/instances/action` is meant before `/instances/{id}`. */
  literals: number
}

const escape = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

function patternOf(operation: Operation): Pattern {
  const segments = operation.path.split('/').slice(1)
  const isParameter = (segment: string) => segment.startsWith('{')
  const source = segments.map((segment) => {
    const constant = isParameter(segment) ? operation.constants?.[segment.slice(1, -1)] : undefined
    return constant ?? (isParameter(segment) ? '[^/]+' : escape(segment))
  })
  return {
    operation,
    path: new RegExp(`^/${source.join('/')}$`),
    literals: segments.filter((segment) => !isParameter(segment)).length,
  }
}

const patterns = Map.groupBy(
  allOperations.map(patternOf).sort((a, b) => b.literals - a.literals),
  ({ operation }) => `${operation.family} ${operation.method}`,
)

/** How many constants of a variant the request holds; undefined when one differs. */
function fit(operation: Operation, query: URLSearchParams, body: unknown): number | undefined {
  const fields = typeof body === 'object' && body !== null ? new Map(Object.entries(body)) : new Map<string, unknown>()
  const queries = Object.entries(operation.fixedQuery ?? {})
  const bodies = Object.entries(operation.fixedBody ?? {})
  const holds =
    queries.every(([name, value]) => query.get(name) === value) &&
    bodies.every(([name, value]) => fields.get(name) === value)
  return holds ? queries.length + bodies.length : undefined
}

/** The operation, or the variant of it, that a request to `/cloud/{connection}/{family}/…` runs; else undefined. */
export function operationOf({ method, url, body }: SeenRequest): Operation | undefined {
  const { pathname, searchParams } = new URL(url)
  const [, family = '', path = ''] = /\/cloud\/[^/]+\/([^/]+)(\/.*)$/.exec(pathname) ?? []
  const candidates = (patterns.get(`${family} ${method}`) ?? []).filter((pattern) => pattern.path.test(path))
  const best = candidates[0]?.literals
  return candidates
    .filter(({ literals }) => literals === best)
    .map(({ operation }) => ({ operation, constants: fit(operation, searchParams, body) }))
    .filter(({ constants }) => constants !== undefined)
    .sort(
      (a, b) =>
        (b.constants ?? 0) - (a.constants ?? 0) ||
        Number(Boolean(b.operation.variantOf)) - Number(Boolean(a.operation.variantOf)),
    )[0]?.operation
}

/** Ids of a family's documented operations: no variants, nothing beyond the document. */
export function documented(family: Family): string[] {
  return allOperations.filter((one) => one.family === family && !one.variantOf && !one.beyond).map((one) => one.id)
}

export interface Coverage {
  exercised: number
  of: number
  missing: string[]
}

/**
 * Counts documented operations among those that were run; a variant counts as the operation that it belongs to.
 * @param ran `family operationId` of each
 */
export function coverage(ran: ReadonlySet<string>): Record<Family, Coverage> {
  const known = new Map(allOperations.map((one) => [`${one.family} ${one.id}`, one]))
  const based = new Set(
    [...ran].map((key) => {
      const operation = known.get(key)
      return operation ? `${operation.family} ${operation.variantOf ?? operation.id}` : key
    }),
  )
  const count = (family: Family): Coverage => {
    const all = documented(family)
    const missing = all.filter((id) => !based.has(`${family} ${id}`))
    return { exercised: all.length - missing.length, of: all.length, missing }
  }
  return Object.fromEntries(families.map((family) => [family, count(family)])) as Record<Family, Coverage>
}
