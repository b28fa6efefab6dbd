/** What the contract says about one place of an answer. Pure. */
import type { SchemaNode } from '~/contract/schema.ts'
import { textOf } from '../textOf.ts'

/** Where a value stands: names of fields, indexes of lists. */
export type Steps = readonly (string | number)[]

/** How many references and alternatives are followed: schemas may refer to themselves. */
const DEPTH = 8

/** The node with its references followed and the parts of `allOf` laid over each other. */
export function resolve(schemas: Record<string, SchemaNode>, node: SchemaNode | undefined, depth = DEPTH): SchemaNode {
  if (!node || depth === 0) return {}
  if (node.$ref) {
    const target = resolve(schemas, schemas[node.$ref.split('/').at(-1) ?? ''], depth - 1)
    // What stands beside the reference is said about this place: it outweighs what is said about the type.
    const { $ref: _ref, ...own } = node
    return { ...target, ...own }
  }
  if (!node.allOf) return node
  const parts = node.allOf.map((part) => resolve(schemas, part, depth - 1))
  return Object.assign({}, ...parts, node, {
    properties: Object.assign({}, ...parts.map((part) => part.properties), node.properties) as Record<
      string,
      SchemaNode
    >,
  }) as SchemaNode
}

function child(
  schemas: Record<string, SchemaNode>,
  parent: SchemaNode,
  step: string | number,
  depth: number,
): SchemaNode | undefined {
  if (depth === 0) return undefined
  const node = resolve(schemas, parent, depth)
  const own =
    typeof step === 'number'
      ? node.items
      : (node.properties?.[step] ??
        (typeof node.additionalProperties === 'object' ? node.additionalProperties : undefined))
  if (own) return own
  for (const branch of [
    ...(node.oneOf ?? []),
    ...(node.anyOf ?? []),
    ...(node.then ? [node.then] : []),
    ...(node.else ? [node.else] : []),
  ]) {
    const found = child(schemas, branch, step, depth - 1)
    if (found) return found
  }
  return undefined
}

/** The schema of the value at `steps`, resolved; undefined where the contract says nothing. */
export function schemaAt(
  schemas: Record<string, SchemaNode>,
  root: SchemaNode | undefined,
  steps: Steps,
): SchemaNode | undefined {
  let node = root
  for (const step of steps) {
    node = node && child(schemas, node, step, DEPTH)
    if (!node) return undefined
  }
  return node && resolve(schemas, node)
}

/** The word for a value: `x-enum-labels`, else the label of the status. */
export function labelOf(schema: SchemaNode | undefined, value: unknown): string | undefined {
  const labels = schema?.['x-enum-labels']
  if (labels === null || typeof labels !== 'object' || value === null || typeof value === 'object') return undefined
  const text = textOf(value)
  const label = (labels as Record<string, unknown>)[text]
  return typeof label === 'string' && label !== text ? label : undefined
}

/** A JSON path that the usual tools take: `$.topics[0]["a b"]`. */
export function jsonPath(steps: Steps): string {
  return `$${steps.map((step) => (typeof step === 'number' ? `[${step}]` : /^[A-Za-z_]\w*$/.test(step) ? `.${step}` : `[${JSON.stringify(step)}]`)).join('')}`
}

/** The value at `steps`; undefined when there is none. */
export function valueAt(value: unknown, steps: Steps): unknown {
  return steps.reduce<unknown>(
    (at, step) => (at === null || typeof at !== 'object' ? undefined : (at as Record<string | number, unknown>)[step]),
    value,
  )
}
