import { createRequire } from 'node:module'
import { expect, test } from 'vitest'
import * as rocketmq from '~/contract/rocketmq/generated/operations.ts'
import { allOperations } from '~/contract/generated/all.ts'
import { operationSchemas } from '~/contract/rocketmq/generated/schemas.ts'
import { families, type Operation } from '~/contract/types.ts'
import { Exact } from '~/lib/json.ts'
import { camel, loadSdkMethods, pascal, sdkCall, snake } from './sdkCall.ts'

type Sent = {
  method: string
  url: string
  pathParams: Record<string, unknown>
  queryParams: Record<string, unknown>
  data: unknown
}
interface VendorSdk {
  ParamCreater: () => Record<string, (request: object) => Sent>
  [name: string]: unknown
}
const sdk = createRequire(import.meta.url)('@huaweicloud/huaweicloud-sdk-rocketmq/v2/public-api.js') as VendorSdk

test('every RocketMQ method of the map exists in the installed SDK and calls the operation', async () => {
  const methods = await loadSdkMethods('rocketmq')
  const own = Object.values(rocketmq) as Operation[]
  const checked = own.filter((operation) => {
    const method = methods[operation.id]
    if (!method?.node) return false
    const Request = sdk[`${pascal(method.method)}Request`] as new () => Record<string, unknown>
    const request = new Request()
    const parameters = [
      ...(operationSchemas[operation.id]?.parameters ?? []).map(({ name }) => name),
      ...Object.keys(operation.constants ?? {}),
    ].filter((name) => !method.without?.includes(name))
    for (const name of parameters) request[camel(snake(method.renamed?.[name] ?? name))] = `value-of-${name}`
    if (operation.body) request['body'] = { canary: 1 }
    const sent = sdk.ParamCreater()[camel(method.method)]?.(request)
    expect(sent?.method, operation.id).toBe(operation.method)
    const plain = (path: string) => path.replaceAll(/\{[^}]+\}/g, '{}')
    expect(plain(sent?.url ?? ''), operation.id).toBe(plain(operation.path))
    const values = Object.values({ ...sent?.pathParams, ...sent?.queryParams })
    for (const name of parameters) expect(values, `${operation.id} ${name}`).toContain(`value-of-${name}`)
    if (operation.body) expect(sent?.data, operation.id).toEqual({ canary: 1 })
    return true
  })
  expect(checked.length).toBeGreaterThanOrEqual(40)
})

test('the maps name operations of the contract only, and hardly any is missing', async () => {
  const known = new Set(allOperations.map(({ family, id }) => `${family} ${id}`))
  let count = 0
  for (const family of families)
    for (const id of Object.keys(await loadSdkMethods(family))) {
      expect(known).toContain(`${family} ${id}`)
      count += 1
    }
  expect(count).toBe(424)
})

test('secrets are placeholders, texts are literals, large numbers stay whole', async () => {
  const methods = await loadSdkMethods('rocketmq')
  const args = {
    instance_id: `i'"\n$(id)`,
    body: { access_key: 'ana', secret_key: 'CANARY', n: new Exact('9007199254740993'), on: true, list: [] },
  }
  const python = sdkCall('python', rocketmq.createUser, methods['createUser'], args)
  const node = sdkCall('node', rocketmq.createUser, methods['createUser'], args)
  for (const text of [python, node]) {
    expect(text).not.toContain('CANARY')
    expect(text).toContain('"<secret_key>"')
    expect(text).toContain(String.raw`"i'\"\n$(id)"`)
    expect(text).toContain('9007199254740993')
  }
  expect(python).toContain('"on": True')
  expect(node).toContain('client.createUser(request)')
  expect(node).toContain('JavaScript rounds')
})

test('a form is written with its parts and its file', async () => {
  const multipart = allOperations.filter(({ body }) => body === 'multipart')
  expect(multipart).toHaveLength(5)
  for (const operation of multipart) {
    const methods = await loadSdkMethods(operation.family)
    const body = new FormData()
    body.append('isCreateGroup', 'true')
    body.append('group_id', 'g"1')
    body.append('file_name', new File(['{}'], 'my apis.json'))
    const text = sdkCall('python', operation, methods[operation.id], { instance_id: 'i', body })
    const form = `${pascal(methods[operation.id]?.method ?? '')}RequestBody`
    expect(text).toMatch(new RegExp(`import .*, ${form}$`, 'm'))
    expect(text).toContain(
      `request.body = ${form}(\n    is_create_group=True,\n    group_id="g\\"1",\n    file_name=FormFile(open("my apis.json", "rb")),\n)`,
    )
  }
})

test('says nothing where no SDK has the call', async () => {
  const all = new Map(allOperations.map((operation) => [`${operation.family} ${operation.id}`, operation]))
  const schemas = all.get('servicecomb listMicroservices')
  const groups = all.get('roma-apic listApiGroups')
  if (!schemas || !groups) throw new Error('the contract has changed')
  expect(sdkCall('python', schemas, undefined, {})).toBeUndefined()
  const methods = await loadSdkMethods('roma-apic')
  expect(sdkCall('node', groups, methods['listApiGroups'], {})).toBeUndefined()
  expect(sdkCall('python', groups, methods['listApiGroups'], { instance_id: 'r' })).toContain(
    'client.list_api_groups_v2(request)',
  )
})
