import { describe, expect, test } from 'vitest'
import { throttledFor, toProblem } from './problem.ts'
import type { ErrorFact } from './types.ts'

const catalogue: Record<string, ErrorFact> = {
  'DMS.00404022': { http: 404, message: 'Instance does not exist', hint: 'Refresh the list.' },
  'DMS.00400010': { http: 400, message: 'Instance name breaks the rules', hint: 'Rename.', field: 'name' },
}
const of = (body: unknown, more: Partial<Parameters<typeof toProblem>[0]> = {}) =>
  toProblem({
    family: 'rocketmq',
    status: 400,
    text: typeof body === 'string' ? body : JSON.stringify(body),
    catalogue,
    requestId: 'ours',
    ...more,
  })

describe('the error bodies of the contracts', () => {
  test.each([
    ['most services', { error_code: 'A.1', error_msg: 'no' }, 'A.1', 'no'],
    ['DDM v1', { errCode: 'DBS.280001', externalMessage: 'wrong' }, 'DBS.280001', 'wrong'],
    [
      'service center',
      { errorCode: '400012', errorMessage: 'Micro-service does not exist', detail: 'id x' },
      '400012',
      'Micro-service does not exist: id x',
    ],
    ['configuration center', { error_code: '401', error_message: 'no token' }, '401', 'no token'],
    [
      'common, with details',
      { error_code: 'ROMA.1', error_msg: 'failed', error_details: 'failed' },
      'ROMA.1',
      'failed',
    ],
    [
      'IAM',
      { error: { code: 401, message: 'The username or password is wrong.', title: 'Unauthorized' } },
      '401',
      'The username or password is wrong.',
    ],
    ['short', { code: 'X.9', message: 'm' }, 'X.9', 'm'],
    ['a text only', { error: 'broken' }, 'gantry.cloud_error', 'broken'],
    ['a batch', { errors: [{ error_code: 'B.1', error_msg: 'first' }] }, 'B.1', 'first'],
  ])('%s', (_name, body, code, message) => {
    expect(of(body)).toMatchObject({ code, message, origin: 'cloud', requestId: 'ours' })
  })
})

test('hint and field come from the catalogue, the words from the cloud', () => {
  expect(of({ error_code: 'DMS.00400010', error_msg: 'Invalid name.' })).toEqual({
    code: 'DMS.00400010',
    message: 'Invalid name.',
    hint: 'Rename.',
    field: 'name',
    requestId: 'ours',
    origin: 'cloud',
    family: 'rocketmq',
  })
  expect(of({ error_code: 'DMS.00404022' }, { status: 404 })).toMatchObject({ message: 'Instance does not exist' })
  expect(of({ error_code: 'toString', error_msg: 'x' })).not.toHaveProperty('hint')
})

test('a refusal says whose code it is, unless IAM spoke', () => {
  expect(of({ error_code: '400012' }, { family: 'servicecomb' }).family).toBe('servicecomb')
  expect(of({ error: { code: 401 } }, { family: 'iam' })).not.toHaveProperty('family')
})

test('the permission is named when the cloud refuses', () => {
  const operation = { permission: 'dms:instance:get' }
  expect(of({}, { status: 403, operation }).permission).toBe('dms:instance:get')
  expect(of({}, { status: 400, operation }).permission).toBeUndefined()
})

test('the request id of the cloud is kept where it gave one', () => {
  expect(of({}, { headers: new Headers({ 'X-Request-Id': 'abc-1' }) }).requestId).toBe('abc-1')
  expect(of({ request_id: 'body-1' }).requestId).toBe('body-1')
  expect(of({}, { headers: new Headers({ 'X-Request-Id': '<b>' }) }).requestId).toBe('ours')
})

test('HTML, broken JSON and nothing become a sentence', () => {
  for (const text of ['<html><script>alert(1)</script>', '{"error_code":', '', 'null', '[]', '7']) {
    expect(of(text, { status: 503 })).toEqual({
      code: 'gantry.cloud_error',
      message: 'The service is not available at the moment.',
      requestId: 'ours',
      origin: 'cloud',
      family: 'rocketmq',
    })
  }
})

test('H7 the canonical request that the gateway repeats is not passed on', () => {
  const problem = of(
    {
      error_code: 'APIGW.0301',
      error_msg:
        'Incorrect IAM authentication information: verify aksk signature fail, canonicalRequest:GET|/v2/p/||host:x|x-security-token:SECRET||host|e3b0',
    },
    { status: 401 },
  )
  expect(problem).toMatchObject({ code: 'APIGW.0301', message: 'The cloud refused the signature of the request.' })
  expect(JSON.stringify(problem)).not.toContain('SECRET')
})

test('control characters of the cloud cannot forge lines', () => {
  expect(of({ error_code: 'A', error_msg: 'a\r\nb\u001b[31mc' }).message).toBe('a b [31mc')
})

describe('an answer that asks for fewer requests in other words', () => {
  const facts = { 'DMS.10240407': { http: 404, message: 'Too many requests', throttled: true }, ...catalogue }
  const pause = (status: number, code: string, retryAfter?: string) =>
    throttledFor({
      status,
      text: JSON.stringify({ error_code: code }),
      headers: new Headers(retryAfter === undefined ? {} : { 'Retry-After': retryAfter }),
      catalogue: facts,
    })

  test('is known by its code, and says how long or is given a while', () => {
    expect(pause(404, 'DMS.10240407')).toBe(5)
    expect(pause(404, 'DMS.10240407', '30')).toBe(30)
    expect(pause(404, 'DMS.10240407', 'Wed, 21 Oct 2026 07:28:00 GMT')).toBe(5)
  })

  test('is a 413 only when it says when to try again', () => {
    expect(pause(413, 'APIGW.0201', '12')).toBe(12)
    expect(pause(413, 'APIGW.0201')).toBeUndefined()
  })

  test('is no other failure, and 429 speaks for itself', () => {
    expect(pause(404, 'DMS.00404022', '30')).toBeUndefined()
    expect(pause(429, 'DMS.10240407', '30')).toBeUndefined()
    expect(throttledFor({ status: 404, text: '<html>', catalogue: facts })).toBeUndefined()
  })
})
