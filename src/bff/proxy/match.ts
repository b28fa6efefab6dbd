/** From (method, contract path) to an operation. Nothing that does not match is ever sent. */
import type { Family, Method, Operation, SecretPath } from '~/contract/types.ts'
import { Refusal } from '../problem.ts'

/** The operations that share a method and a path: one, or a documented one and its variants. */
export interface Route {
  family: Family
  method: Method
  /** Contract path as segments; a parameter is `{name}`. */
  segments: readonly string[]
  operations: readonly Operation[]
  query: ReadonlySet<string>
  queryLists: ReadonlySet<string>
  headers: readonly string[]
  body?: Operation['body']
  download: boolean
  /** servicecomb: which address of the engine. */
  address?: Operation['address']
  /** Of all variants: which of them runs is known only to the cloud. */
  secretsOut: readonly SecretPath[]
}

export interface Matched {
  route: Route
  params: Record<string, string>
}

export interface Matcher {
  /**
   * Finds the route of a decoded path.
   * @throws Refusal 404 when the path is not in the contract, 405 when it is with other methods only
   */
  match: (family: string, method: string, segments: readonly string[]) => Matched
}

interface Node {
  literals: Map<string, Node>
  /** Parameters by name: two templates may call the same place differently. */
  params: Map<string, Node>
  routes: Map<string, Route>
}

function node(): Node {
  return { literals: new Map(), params: new Map(), routes: new Map() }
}

function childOf(map: Map<string, Node>, key: string): Node {
  let child = map.get(key)
  if (!child) map.set(key, (child = node()))
  return child
}

function routeOf(operations: readonly Operation[], segments: readonly string[]): Route {
  const [one] = operations
  if (!one) throw new TypeError('route without operations')
  const union = <T>(pick: (operation: Operation) => readonly T[] | undefined) =>
    operations.flatMap((operation) => pick(operation) ?? [])
  return {
    family: one.family,
    method: one.method,
    segments,
    operations,
    query: new Set(union((o) => [...(o.query ?? []), ...Object.keys(o.fixedQuery ?? {})])),
    queryLists: new Set(union((o) => o.queryLists)),
    headers: [...new Set(union((o) => o.headers))],
    body: operations.find((o) => o.body)?.body,
    address: one.address,
    download: operations.some((o) => o.download),
    secretsOut: [...new Map(union((o) => o.secretsOut).map((path) => [JSON.stringify(path), path])).values()],
  }
}

/** A parameter with one legal value is a literal: `{engine}` is `reliability`, never a project that is called so. */
function segmentsOf(operation: Operation): string[] {
  const [, ...segments] = operation.path.split('/')
  return segments.map((segment) => {
    const name = paramOf(segment)
    return (name !== undefined && name !== 'project_id' && operation.constants?.[name]) || segment
  })
}

/** The name of a parameter segment. */
export function paramOf(segment: string): string | undefined {
  return segment.startsWith('{') ? segment.slice(1, -1) : undefined
}

function find(
  at: Node,
  segments: readonly string[],
  index: number,
  params: Record<string, string>,
  wanted: (node: Node) => boolean,
): Node | undefined {
  const segment = segments[index]
  if (segment === undefined) return wanted(at) ? at : undefined
  // Literals first: `/v2/{project_id}/rocketmq/instances/…` would also match `/v2/{engine}/{project_id}/instances/…`.
  const literal = at.literals.get(segment)
  const found = literal && find(literal, segments, index + 1, params, wanted)
  if (found) return found
  // An empty segment (a doubled or trailing slash) is nobody's name.
  if (segment === '') return undefined
  for (const [name, child] of at.params) {
    const deeper = find(child, segments, index + 1, params, wanted)
    if (deeper) {
      params[name] = segment
      return deeper
    }
  }
  return undefined
}

/** Builds the matcher for a table of operations. */
export function createMatcher(operations: readonly Operation[]): Matcher {
  const roots = new Map<string, Node>()
  const groups = Map.groupBy(
    operations,
    (operation) => `${operation.family} ${operation.method} ${segmentsOf(operation).join('/')}`,
  )
  for (const group of groups.values()) {
    const [one] = group
    if (!one) continue
    const segments = segmentsOf(one)
    let at = childOf(roots, one.family)
    for (const segment of segments) {
      const name = paramOf(segment)
      at = name === undefined ? childOf(at.literals, segment) : childOf(at.params, name)
    }
    at.routes.set(one.method, routeOf(group, segments))
  }

  return {
    match(family, method, segments) {
      const root = roots.get(family)
      const params: Record<string, string> = {}
      const route = root && find(root, segments, 0, params, (at) => at.routes.has(method))?.routes.get(method)
      if (route) return { route, params }
      const other = root && find(root, segments, 0, {}, (at) => at.routes.size > 0)
      if (other) {
        throw new Refusal(405, 'gantry.not_an_operation', 'This method is not in the contract for this path.', {
          headers: { allow: [...other.routes.keys()].join(', ') },
        })
      }
      throw new Refusal(404, 'gantry.not_an_operation', 'This path is not in the contract.')
    },
  }
}

function holds(fixed: Readonly<Record<string, unknown>> | undefined, value: (name: string) => unknown): boolean {
  return Object.entries(fixed ?? {}).every(([name, wanted]) => value(name) === wanted)
}

/**
 * Which of the operations of a route a request runs: the variant with the most constants that all hold; else the
 * variant without constants; else the documented operation.
 */
export function chooseOperation(route: Route, query: readonly (readonly [string, string])[], body: unknown): Operation {
  const [only] = route.operations
  if (only && route.operations.length === 1) return only
  const fields = typeof body === 'object' && body !== null ? new Map(Object.entries(body)) : new Map<string, unknown>()
  const given = new Map(query)
  const weight = ({ fixedQuery, fixedBody, variantOf }: Operation) =>
    2 * (Object.keys(fixedQuery ?? {}).length + Object.keys(fixedBody ?? {}).length) + (variantOf === undefined ? 0 : 1)
  const fitting = route.operations
    .filter((o) => holds(o.fixedQuery, (name) => given.get(name)) && holds(o.fixedBody, (name) => fields.get(name)))
    // A request that says `action=…` is not the variant that says nothing, unless that is all there is.
    .filter(
      (o) =>
        o.variantOf === undefined || o.fixedQuery !== undefined || !variantNames(route).some((name) => given.has(name)),
    )
    .sort((a, b) => weight(b) - weight(a))
  return fitting[0] ?? route.operations[0]!
}

/** Query names by which the variants of a route are told apart. */
function variantNames(route: Route): string[] {
  return route.operations.flatMap((operation) => Object.keys(operation.fixedQuery ?? {}))
}
