/** How dangerous a call is with these values: the operation's risk, or a higher one of what it changes. Pure. */
import type { OperationSchemas } from '~/contract/schema.ts'
import type { Operation, Risk } from '~/contract/types.ts'
import { textOf } from '../textOf.ts'

const order: readonly Risk[] = ['none', 'change', 'disruptive', 'destructive']

interface RiskCase {
  param: string
  value: unknown
  risk: Risk
  why?: string
}

export interface CallRisk {
  risk: Risk
  /** What makes it riskier than the operation is by itself. */
  reasons: string[]
}

/** Whether a field of this name stands anywhere in the body with a value. */
function has(body: unknown, field: string): boolean {
  if (Array.isArray(body)) return body.some((one) => has(one, field))
  if (body === null || typeof body !== 'object') return false
  return Object.entries(body).some(([name, value]) => (name === field ? value !== undefined : has(value, field)))
}

/** The risk of one call (`x-risk`, `x-risk-fields`, `x-risk-when`, `x-risk-by-kind`). */
export function riskOf(
  operation: Operation,
  schemas: OperationSchemas | undefined,
  args: Readonly<Record<string, unknown>>,
): CallRisk {
  const fields = Object.entries(operation.riskFields ?? {}).filter(([field]) => has(args['body'], field))
  const whens = schemas?.rules?.['x-risk-when']
  const cases = (Array.isArray(whens) ? (whens as RiskCase[]) : []).filter(
    ({ param, value }) => args[param] !== undefined && textOf(args[param]) === textOf(value),
  )
  const kind = textOf(args['kind'])
  const byKind = ((schemas?.rules?.['x-risk-by-kind'] ?? {}) as Partial<Record<string, Risk>>)[kind]
  const raised = [
    ...(byKind ? [{ risk: byKind, reason: kind }] : []),
    ...fields.map(([field, risk]) => ({ risk, reason: field })),
    ...cases.map(({ param, value, risk, why }) => ({ risk, reason: why ?? `${param} = ${String(value)}` })),
  ].filter(({ risk }) => order.indexOf(risk) > order.indexOf(operation.risk))
  const risk = raised.reduce<Risk>(
    (highest, one) => (order.indexOf(one.risk) > order.indexOf(highest) ? one.risk : highest),
    operation.risk,
  )
  return { risk, reasons: raised.map(({ reason }) => reason) }
}
