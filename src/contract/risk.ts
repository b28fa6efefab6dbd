/** How dangerous a call is with these values: the operation's risk, or a higher one of what it changes. Pure. */
import { scalarText } from '~/lib/json.ts'
import type { Operation, Risk } from './types.ts'

const order: readonly Risk[] = ['none', 'change', 'disruptive', 'destructive']

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

/**
 * The risk of one call (`x-risk`, `x-risk-fields`, `x-risk-when`, `x-risk-by-kind`); `args` are its parameters by wire
 * name, and `body`.
 */
export function riskOf(operation: Operation, args: Readonly<Record<string, unknown>>): CallRisk {
  const { riskFields = {}, riskWhen = [], riskByKind = {} } = operation
  const kind = scalarText(args['kind']) ?? ''
  const byKind = Object.hasOwn(riskByKind, kind) ? riskByKind[kind] : undefined
  const cases = riskWhen.filter(({ param, value, isDefault }) => {
    const given = scalarText(args[param]) ?? ''
    return given === '' ? isDefault : given === scalarText(value)
  })
  const raised = [
    ...(byKind ? [{ risk: byKind, reason: kind }] : []),
    ...Object.entries(riskFields)
      .filter(([field]) => has(args['body'], field))
      .map(([field, risk]) => ({ risk, reason: field })),
    ...cases.map(({ param, value, risk, why }) => ({ risk, reason: why ?? `${param} = ${String(value)}` })),
  ].filter(({ risk }) => order.indexOf(risk) > order.indexOf(operation.risk))
  const risk = raised.reduce<Risk>(
    (highest, one) => (order.indexOf(one.risk) > order.indexOf(highest) ? one.risk : highest),
    operation.risk,
  )
  return { risk, reasons: raised.map(({ reason }) => reason) }
}
