import { expect, onTestFinished, test, vi } from 'vitest'
import type { Operation } from '~/contract/types.ts'
import { callFully } from './client.ts'
import type { ApiError } from './error.ts'

const operation: Operation = {
  family: 'rocketmq',
  id: 'listThings',
  method: 'GET',
  path: '/v2/{project_id}/things',
  kind: 'list',
  risk: 'none',
  normalize: [['things', 'array']],
}

function answerWith(body: string, status = 200): void {
  const headers = { 'content-type': 'application/json', 'x-request-id': 'r-1', 'x-more': 'yes' }
  vi.stubGlobal('fetch', () => Promise.resolve(new Response(body, { status, headers })))
  onTestFinished(() => void vi.unstubAllGlobals())
}

const failureOf = (sent: Promise<unknown>) =>
  sent.then(
    () => undefined,
    (error: unknown) => error as ApiError,
  )

test('an answer keeps its text as it came beside its normal shape', async () => {
  const text = '{ "things": {"id":12345678901234567890} }\n'
  answerWith(text)
  const answer = await callFully(operation, { connection: 'c' })
  expect(answer.text).toBe(text)
  expect(answer.result).toMatchObject({ things: [{ id: { text: '12345678901234567890' } }] })
})

test('a refusal keeps its headers, its text and how long it took', async () => {
  const text = '{"code":"DMS.1","message":"no","requestId":"cloud-1","origin":"cloud"}'
  answerWith(text, 404)
  const error = await failureOf(callFully(operation, { connection: 'c' }))
  expect(error).toMatchObject({ status: 404, code: 'DMS.1', requestId: 'cloud-1', answer: { text } })
  expect(error?.answer?.headers.get('x-more')).toBe('yes')
  expect(error?.call).toMatchObject({ operationId: 'listThings', status: 404, code: 'DMS.1', requestId: 'cloud-1' })
  expect(error?.call?.ms).toBeGreaterThanOrEqual(0)
})

test('what is no JSON is kept as it came too', async () => {
  answerWith('{"things": [')
  const error = await failureOf(callFully(operation, { connection: 'c' }))
  expect(error).toMatchObject({ code: 'gantry.bad_answer', requestId: 'r-1', answer: { text: '{"things": [' } })
})

test('without an answer there is nothing to keep', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')))
  onTestFinished(() => void vi.unstubAllGlobals())
  const error = await failureOf(callFully(operation, { connection: 'c' }))
  expect(error).toMatchObject({ status: 0, answer: undefined })
})
