import type { Family, Operation } from '~/contract/types.ts'
import { gateway } from './envelope.ts'
import type { Facts } from './facts.ts'
import { CloudProblem } from './simulation.ts'

/**
 * What each family answers with a status whatever was asked for. Of a status that is not here, `errors.json` has only
 * codes of certain operations, or none.
 */
const usual: Record<Family, Readonly<Record<number, string>>> = {
  rocketmq: {
    400: 'DMS.00400062',
    401: 'DMS.10240101',
    403: 'DMS.00403003',
    404: 'DMS.00404022',
    405: 'DMS.00405001',
    500: 'DMS.00500000',
  },
  ddm: { 400: 'DBS.280001', 500: 'DBS.200412' },
  'cse-engine': {
    400: 'SVCSTG.00400100',
    404: 'SVCSTG.00400106',
    409: 'SVCSTG.00400107',
    500: 'SVCSTG.00500400',
  },
  servicecomb: { 400: '400001', 401: '401201', 403: '403001', 404: '404001', 409: '409001', 500: '500003' },
  'roma-common': { 400: 'ROMA.13000' },
  'roma-apic': {
    400: 'APIG.2011',
    401: 'APIC.7102',
    403: 'APIC.7106',
    404: 'APIC.7302',
    429: 'APIG.9008',
    500: 'APIC.9999',
  },
  'roma-mqs': {
    400: 'MQS.00400062',
    401: 'MQS.00401001',
    403: 'MQS.00403003',
    404: 'MQS.00404022',
    405: 'MQS.00405001',
    500: 'MQS.00500000',
  },
  'roma-link': { 400: 'ROMA.00110001', 403: 'ROMA.00110008', 404: 'ROMA.00110006', 500: 'ROMA.00110000' },
}

/** Of what has a code of its own when it is not there, by the last parameter of its path. */
const missing: Partial<Record<Family, Readonly<Record<string, string>>>> = {
  rocketmq: { task_id: 'DMS.00400970', topic: 'DMS.10240401', group: 'DMS.10240405', group_id: 'DMS.10240405' },
  'roma-apic': { api_id: 'APIG.3002', app_id: 'APIG.3004', env_id: 'APIG.3003', group_id: 'APIG.3001' },
}

/** The code that fits an operation and a status best; undefined where the family documents none. */
function codeFor(facts: Facts, { path }: Operation, status: number): string | undefined {
  const last = [...path.matchAll(/\{([^}]+)\}/g)].at(-1)?.[1] ?? ''
  const own = status === 404 ? missing[facts.family]?.[last] : undefined
  const first = () =>
    Object.entries(facts.errors).find(([code, fact]) => fact.http === status && !code.includes('*'))?.[0]
  return own ?? usual[facts.family][status] ?? first()
}

/** What an injected failure looks like: a documented code, or a status in the words of the family or the gateway. */
export function injected(facts: Facts, operation: Operation, wanted: string): CloudProblem {
  if (facts.errors[wanted]) return new CloudProblem(wanted)
  const status = Number(wanted)
  if (!Number.isInteger(status) || status < 400 || status > 599) {
    throw new Error(`fail: ${wanted} is neither an HTTP status nor a code of ${facts.family}`)
  }
  const documented = codeFor(facts, operation, status)
  if (documented) return new CloudProblem(documented, { status })
  const byGateway = Object.values(gateway).find((entry) => entry.status === status) ?? gateway.unavailable
  return new CloudProblem(byGateway.code, { status, message: byGateway.message })
}
