import type { Family, Operation } from '~/contract/types.ts'
import type { Facts } from './facts.ts'
import { CloudProblem, Reply } from './simulation.ts'

/** The code with which each family refuses a parameter or a body (errors.json). */
const invalidParameter: Record<Family, string> = {
  rocketmq: 'DMS.00400062',
  ddm: 'DBS.280001',
  'cse-engine': 'SVCSTG.00400100',
  servicecomb: '400001',
  'roma-common': 'ROMA.13000',
  'roma-apic': 'APIG.2011',
  'roma-mqs': 'MQS.00400062',
  'roma-link': 'ROMA.00110001',
}

/** Codes of the gateway in front of every service (API Gateway, "Error codes"), by what it refuses with. */
export const gateway = {
  notFound: {
    code: 'APIGW.0101',
    status: 404,
    message: 'The API does not exist or has not been published in the environment',
  },
  tooLarge: { code: 'APIGW.0201', status: 413, message: 'Request entity too large' },
  unavailable: { code: 'APIGW.0201', status: 502, message: 'Backend unavailable' },
  timeout: { code: 'APIGW.0201', status: 504, message: 'Backend timeout' },
  notAuthorized: { code: 'APIGW.0302', status: 403, message: 'The IAM user is not authorized to access the API' },
  throttled: {
    code: 'APIGW.0308',
    status: 429,
    message: 'The throttling threshold has been reached: policy user over ratelimit,limit:10,time:1 minute',
  },
  internal: { code: 'APIGW.0404', status: 500, message: 'Internal server error' },
} as const

/** Refuses a request that does not fit the contract, with the family's own code; the message names the field. */
export function invalid(facts: Facts, field: string, why: string): CloudProblem {
  const code = invalidParameter[facts.family]
  const message = facts.errors[code]?.message ?? 'A parameter is invalid'
  return new CloudProblem(code, {
    status: 400,
    message: `${message.replace(/[.:].*$/, '')}: ${field || 'body'}: ${why}`,
  })
}

/** The body of a failure as this operation writes it. */
export function failureBody(
  operation: Operation | undefined,
  family: Family,
  code: string,
  message: string,
  requestId: string,
): unknown {
  const path = operation?.path ?? ''
  if (family === 'ddm' && /^\/v[12]\//.test(path)) return { externalMessage: message, errCode: code }
  if (family === 'servicecomb') {
    return operation?.address === 'configCenter'
      ? { error_code: code, error_message: message }
      : { errorCode: code, errorMessage: message, detail: '' }
  }
  const body = { error_code: code, error_msg: message }
  return family.startsWith('roma') ? { ...body, request_id: requestId } : body
}

/** Turns a thrown refusal into an answer; status and message come from errors.json unless they were given. */
export function toReply(
  facts: Facts,
  operation: Operation | undefined,
  thrown: CloudProblem,
  requestId: string,
): Reply {
  const known = facts.errors[thrown.code]
  const status = thrown.status ?? known?.http
  const message = thrown.text ?? known?.message
  if (status === undefined || message === undefined) {
    throw new Error(`${facts.family} does not document ${thrown.code}: give status and message`)
  }
  return new Reply(status, failureBody(operation, facts.family, thrown.code, message, requestId))
}
