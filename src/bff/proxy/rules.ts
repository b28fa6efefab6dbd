/** What the contract says about the values of path and query parameters: whole numbers and their range, closed lists, lengths. */
import * as cseEngine from '~/contract/cse-engine/generated/schemas.ts'
import * as ddm from '~/contract/ddm/generated/schemas.ts'
import * as rocketmq from '~/contract/rocketmq/generated/schemas.ts'
import * as romaApic from '~/contract/roma-apic/generated/schemas.ts'
import * as romaCommon from '~/contract/roma-common/generated/schemas.ts'
import * as romaLink from '~/contract/roma-link/generated/schemas.ts'
import * as romaMqs from '~/contract/roma-mqs/generated/schemas.ts'
import * as servicecomb from '~/contract/servicecomb/generated/schemas.ts'
import type { OperationSchemas, SchemaNode } from '~/contract/schema.ts'
import type { Family } from '~/contract/types.ts'
import { Refusal } from '../problem.ts'
import type { Route } from './match.ts'

interface FamilySchemas {
  schemas: Record<string, SchemaNode>
  operationSchemas: Record<string, OperationSchemas>
}

const families: Record<Family, FamilySchemas> = {
  rocketmq,
  ddm,
  'cse-engine': cseEngine,
  servicecomb,
  'roma-common': romaCommon,
  'roma-apic': romaApic,
  'roma-mqs': romaMqs,
  'roma-link': romaLink,
}

function resolve(node: SchemaNode | undefined, schemas: FamilySchemas['schemas']): SchemaNode | undefined {
  const name = node?.$ref?.split('/').at(-1)
  return name === undefined ? node : schemas[name]
}

/** Lists to which the contract itself knows additions are not closed. */
function isClosed(node: SchemaNode): boolean {
  return node['x-enum-open'] !== true && node['x-undocumented-values'] === undefined
}

function isWrong(value: string, node: SchemaNode): boolean {
  if (node.type === 'integer') {
    if (!/^-?\d{1,19}$/.test(value)) return true
    const number = Number(value)
    return (
      (node.minimum !== undefined && number < node.minimum) || (node.maximum !== undefined && number > node.maximum)
    )
  }
  if (node.maxLength !== undefined && value.length > node.maxLength) return true
  return node.enum !== undefined && isClosed(node) && !node.enum.some((one) => String(one) === value)
}

/** What the contract says of a route's parameters, by name; looked up once. */
const nodes = new WeakMap<Route, Map<string, SchemaNode>>()

function nodesOf(route: Route): Map<string, SchemaNode> {
  let known = nodes.get(route)
  if (known) return known
  known = new Map()
  const { schemas, operationSchemas } = families[route.family]
  for (const { id } of route.operations) {
    for (const { name, schema } of operationSchemas[id]?.parameters ?? []) {
      const own = resolve(schema, schemas)
      const node = own?.type === 'array' ? resolve(own.items, schemas) : own
      // The documented operation stands before its variants.
      if (node && !known.has(name)) known.set(name, node)
    }
  }
  nodes.set(route, known)
  return known
}

/**
 * Checks the values of a request against the contract. Patterns are left to the cloud: it is the judge of names, and
 * the document is not always right about them.
 * @throws Refusal 400 naming the parameter
 */
export function checkValues(route: Route, values: Iterable<readonly [name: string, value: string]>): void {
  const known = nodesOf(route)
  for (const [name, value] of values) {
    // An empty query value means "not given"; empty path values have been refused before.
    if (value === '') continue
    const node = known.get(name)
    if (node && isWrong(value, node))
      throw new Refusal(400, 'gantry.bad_parameter', `${name} has a value that the operation does not take.`, {
        field: name,
      })
  }
}
