import type { Operation } from '~/contract/types.ts'

/** A path that the contract knows, with every operation and variant behind it. */
export interface Route {
  operations: Operation[]
  /** Path values by wire name, decoded once; project_id and constants among them. */
  params: Record<string, string>
}

const templates = new Map<string, string[]>()

function segmentsOf(template: string): string[] {
  let segments = templates.get(template)
  if (!segments) templates.set(template, (segments = template.split('/')))
  return segments
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}

/** The path values when the path fits the template. */
function fit(template: readonly string[], path: readonly string[]): Record<string, string> | undefined {
  if (template.length !== path.length) return undefined
  const params: Record<string, string> = {}
  for (const [at, part] of template.entries()) {
    const value = path[at] ?? ''
    if (!part.startsWith('{')) {
      if (part !== value) return undefined
    } else {
      if (value === '') return undefined
      params[part.slice(1, -1)] = decode(value)
    }
  }
  return params
}

/** Earlier literal segments win: `/v2/{project_id}/rocketmq/…` before `/v2/{engine}/{project_id}/…`. */
function moreLiteral(a: readonly string[], b: readonly string[]): number {
  for (const [at, part] of a.entries()) {
    const first = part.startsWith('{')
    const second = (b[at] ?? '{').startsWith('{')
    if (first !== second) return first ? 1 : -1
  }
  return 0
}

/** Finds what stands behind (method, path); undefined when the contract has no such operation. */
export function findRoute(operations: readonly Operation[], method: string, pathname: string): Route | undefined {
  const path = pathname.split('/')
  let best: { template: string[]; route: Route } | undefined
  for (const operation of operations) {
    if (operation.method !== method) continue
    const template = segmentsOf(operation.path)
    if (best && best.template === template) {
      best.route.operations.push(operation)
      continue
    }
    const params = fit(template, path)
    if (params && (!best || moreLiteral(template, best.template) < 0)) {
      best = { template, route: { operations: [operation], params } }
    }
  }
  return best?.route
}

/**
 * Chooses the variant that is meant: the one with the most constants, all of which the request has; an operation
 * that has variants is meant only when none of them fits.
 */
export function chooseVariant(route: Route, query: URLSearchParams, body: unknown): Operation {
  const fields: Record<string, unknown> = typeof body === 'object' && body !== null ? { ...body } : {}
  let chosen: { operation: Operation; score: number } | undefined
  for (const operation of route.operations) {
    const byQuery = Object.entries(operation.fixedQuery ?? {})
    const byBody = Object.entries(operation.fixedBody ?? {})
    if (byQuery.some(([name, value]) => query.get(name) !== value)) continue
    if (byBody.some(([name, value]) => fields[name] !== value)) continue
    const score = operation.variantOf ? byQuery.length + byBody.length : -1
    if (!chosen || score > chosen.score) chosen = { operation, score }
  }
  const first = chosen?.operation ?? route.operations[0]
  if (!first) throw new Error('A route without operations')
  return first
}
