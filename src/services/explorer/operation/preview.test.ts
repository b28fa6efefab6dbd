import { expect, test } from 'vitest'
import { buildRequest } from '~/api/request.ts'
import * as rocketmq from '~/contract/rocketmq/generated/operations.ts'
import * as servicecomb from '~/contract/servicecomb/generated/operations.ts'
import { services } from '~/contract/endpoints.json'
import { families } from '~/contract/types.ts'
import { Exact, stringifyJson } from '~/lib/json.ts'
import { sampleArgs } from '../input/sampleInput.ts'
import { testExamples, testFacts } from '../input/testFacts.ts'
import { endpointOf } from './endpoint.ts'
import { previewOf, requestTextOf } from './preview.ts'

test.each(families)('of every sample of %s is what is sent', async (family) => {
  const [facts, examples] = await Promise.all([testFacts(family), testExamples(family)])
  for (const operation of Object.values(facts.operations)) {
    const args = sampleArgs(operation, facts, examples)
    const sent = buildRequest(operation, args)
    const { method, path, headers = {}, body, form } = previewOf(operation, args)
    const shownBody = form
      ? form.map(({ name, value, file }) => [name, file ?? value])
      : body === undefined || typeof body === 'string'
        ? body
        : stringifyJson(body)
    const sentBody =
      sent.body instanceof FormData
        ? [...sent.body].map(([name, part]) => [name, typeof part === 'string' ? part : part.name])
        : sent.body
    expect({ method, path: path.replace('{project_id}', '-'), headers, body: shownBody }, operation.id).toEqual({
      method: sent.method,
      path: sent.path,
      headers: sent.headers,
      body: sentBody,
    })
    // Without any value the address is the one of the contract.
    const open = Object.entries(operation.constants ?? {}).reduce(
      (path, [name, value]) => path.replace(`{${name}}`, value),
      operation.path,
    )
    expect(previewOf(operation, {}).path.split('?')[0], operation.id).toBe(open)
  }
})

test('names and numbers stand in it as they are sent, secrets do not', () => {
  const args = {
    instance_id: 'a/b {c} 名',
    body: { access_key: 'ana', secret_key: 'CANARY', n: new Exact('9007199254740993') },
  }
  const text = requestTextOf(previewOf(rocketmq.createUser, args), 'https://dms.example.com', 'p1')
  expect(text).toContain('POST https://dms.example.com/v2/p1/instances/a%2Fb%20%7Bc%7D%20%E5%90%8D/users')
  expect(text).toContain('9007199254740993')
  expect(text).not.toContain('CANARY')
})

test('the host is the one set by hand, else the default of the region', () => {
  const at = { endpoints: {}, region: 'cn-north-4', simulated: false }
  expect(endpointOf(rocketmq.createUser, at, services)).toBe('https://dms.cn-north-4.myhuaweicloud.com')
  expect(endpointOf(rocketmq.createUser, { ...at, region: 'my-cloud-1' }, services)).toBe(
    'https://dms.my-cloud-1.myhuaweicloud.com',
  )
  const own = { ...at, endpoints: { rocketmq: 'https://mq.example.com' } }
  expect(endpointOf(rocketmq.createUser, own, services)).toBe('https://mq.example.com')
  expect(endpointOf(rocketmq.createUser, { ...at, simulated: true }, services)).toBe('{simulated cloud}')
  expect(endpointOf(servicecomb.listMicroservices, own, services)).toBe('{engine}')
})
