/** The record has the risk of a call with its values, as the page showed it before the call. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import * as rocketmq from '~/contract/rocketmq/generated/operations.ts'
import type { Operation } from '~/contract/types.ts'
import { callOf } from '../testing/cloudRequest.ts'
import { replyJson, startHarness, type Harness } from './harness.ts'
import { createProxy } from './proxy.ts'

let h: Harness
beforeAll(async () => {
  h = await startHarness()
})
afterAll(() => h.close())
beforeEach(() => {
  h.audits.length = 0
  h.intents.length = 0
  replyJson(h.cloud, {})
})

const json = (method: string, body: unknown): RequestInit => ({
  method,
  body: JSON.stringify(body),
  headers: { 'content-type': 'application/json' },
})
const file = (): RequestInit => {
  const body = new FormData()
  body.set('file', new Blob(['{}']), 'items.json')
  return { method: 'POST', body }
}
const topic = '/rocketmq/v2/-/instances/i-1/topics/t-1'
const policies = (kind: string) => `/cse-engine/v3/-/govern/governance/${kind}`

test.each<[why: string, path: string, init: RequestInit, operationId: string, risk: string]>([
  ['nothing raises it', topic, json('PUT', { queue_num: 3 }), 'updateTopic', 'change'],
  ['a field of the body', topic, json('PUT', { permission: 'sub' }), 'updateTopic', 'disruptive'],
  ['a query', '/cse-engine/v1/-/kie/file?override=force', file(), 'importKieConfigs', 'destructive'],
  ['a query that is not given', '/cse-engine/v1/-/kie/file', file(), 'importKieConfigs', 'destructive'],
  ['a harmless query', '/cse-engine/v1/-/kie/file?override=skip', file(), 'importKieConfigs', 'change'],
  ['the path', policies('fault-injection'), json('POST', {}), 'createGovernancePolicy', 'disruptive'],
  ['a harmless path', policies('retry'), json('POST', {}), 'createGovernancePolicy', 'change'],
])('intent and end have the risk of the call: %s', async (_why, path, init, operationId, risk) => {
  expect((await h.send(path, init)).status).toBe(200)
  expect(h.intents).toMatchObject([{ operationId, risk }])
  expect(h.audits).toMatchObject([{ operationId, risk, status: 200 }])
})

test('a call of a harmless operation that its values make a change is written down like one', async () => {
  const operation: Operation = { ...rocketmq.updateTopic, risk: 'none', riskFields: { permission: 'disruptive' } }
  const proxy = createProxy(h.deps, { operations: [operation] })
  const send = (body: unknown) =>
    proxy(callOf(new Request('http://console.example/', json('PUT', body)), `/cloud/c1${topic}`), { requestId: 'r' })
  await send({ queue_num: 3 })
  expect([...h.intents, ...h.audits]).toEqual([])
  await send({ permission: 'sub' })
  expect(h.intents).toMatchObject([{ risk: 'disruptive' }])
  expect(h.audits).toMatchObject([{ risk: 'disruptive', status: 200 }])
  h.cloud.reply((_request, response) => void response.destroy())
  await send({ permission: 'sub' })
  expect(h.audits.at(-1)).toMatchObject({ risk: 'disruptive', status: 502 })
})
