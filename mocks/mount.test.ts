import { describe, expect, it, vi } from 'vitest'
import { families, type Family, type Operation } from '~/contract/types.ts'
import { loadModel } from './families.ts'
import { loadFacts, type Facts } from './facts.ts'
import { exampleReply, madeFrom } from './example.ts'
import { parseMock } from './mock.ts'
import { createSimulation } from './mount.ts'
import { chooseVariant, findRoute } from './route.ts'
import { documentedExample, whyExample } from './simulation.ts'
import { findFlaw } from './validate.ts'

const caller = { user: 'tester', projectId: '0'.repeat(32), region: 'ap-southeast-1' }
const clock = { now: () => Date.UTC(2026, 0, 15) }

function simulation(mock = '') {
  return createSimulation({ mock, clock, validate: 'throw' })
}

function url(operation: Operation, values: Record<string, string> = {}): string {
  const path = operation.path.replaceAll(/\{(\w+)\}/g, (_all, name: string) =>
    encodeURIComponent(values[name] ?? 'example-1'),
  )
  return `https://cloud.test${path}`
}

/** A form with every part that the contract asks for, files and texts. */
function formOf(facts: Facts, operation: Operation): FormData {
  const { body } = facts.operationSchemas[operation.id] ?? {}
  const schema = facts.schemas[body?.$ref?.split('/').at(-1) ?? ''] ?? body
  const form = new FormData()
  for (const [name, field] of Object.entries(schema?.properties ?? {})) {
    const isFile = field.format === 'binary' || 'contentMediaType' in field
    if (isFile) form.append(name, new File(['a'], `${name}.csv`))
    else if (schema?.required?.includes(name)) form.append(name, String(madeFrom(facts, field)))
  }
  return form
}

/** A request with the reference's own body where it prints one, else with the smallest values that the schemas allow. */
async function documentedRequest(facts: Facts, operation: Operation): Promise<Request> {
  const { parameters = [], body: schema } = facts.operationSchemas[operation.id] ?? {}
  const required = parameters.filter((parameter) => parameter.required || parameter.in === 'path')
  const text = (name: string) => {
    const parameter = required.find((one) => one.name === name)
    const made = parameter ? madeFrom(facts, parameter.schema) : undefined
    const first = String(Array.isArray(made) ? made[0] : (made ?? 'example-1'))
    // Values with a pattern cannot be made up; these fit every pattern of the contracts.
    const candidates = [
      first,
      '1',
      '1h',
      '2026-01-01T00:00:00Z',
      '2026-01-01 00:00:00',
      '1767225600000',
      `${'0'.repeat(32)}in09`,
    ]
    return candidates.find((value) => parameter && !findFlaw(facts, parameter.schema, value)) ?? first
  }
  const path = new URL(url(operation, Object.fromEntries(required.map(({ name }) => [name, text(name)]))))
  for (const { name } of required.filter((parameter) => parameter.in === 'query'))
    path.searchParams.set(name, text(name))
  for (const [name, value] of Object.entries(operation.fixedQuery ?? {})) path.searchParams.set(name, value)
  const headers = new Headers(
    required.filter((parameter) => parameter.in === 'header').map(({ name }) => [name, text(name)]),
  )
  if (operation.body === 'multipart')
    return new Request(path, { method: operation.method, headers, body: formOf(facts, operation) })
  if (!schema) return new Request(path, { method: operation.method, headers })
  const printed = (await facts.examples()).find(
    (example) =>
      example.kind === 'request' && example.operationId === operation.id && !findFlaw(facts, schema, example.body),
  )
  headers.set('content-type', 'application/json')
  const body = printed ? printed.body : madeFrom(facts, schema)
  const whole = operation.fixedBody ? { ...(body as object), ...operation.fixedBody } : body
  return new Request(path, { method: operation.method, headers, body: JSON.stringify(whole) })
}

const call = (cloud: ReturnType<typeof simulation>, family: Family, path: string, init?: RequestInit) =>
  cloud.handle(new Request(`https://cloud.test${path}`, init), family, caller)

describe.each(families)('%s', (family) => {
  it('has a schema-valid success for every operation', async () => {
    const facts: Facts = await loadFacts(family)
    expect(facts.operations.length).toBeGreaterThan(10)
    const answers = await Promise.all(
      facts.operations.map(async (operation) => ({ operation, reply: await exampleReply(facts, operation, {}) })),
    )
    const flawed = answers.flatMap(({ operation, reply }) => {
      const schema = facts.operationSchemas[operation.id]?.response
      if (operation.download) return reply.body instanceof Uint8Array ? [] : [`${operation.id}: no file`]
      if (!schema) return reply.body === undefined ? [] : [`${operation.id}: body where the contract has none`]
      const flaw = findFlaw(facts, schema, reply.body)
      return flaw || reply.status >= 300 ? [`${operation.id}: ${flaw?.path} ${flaw?.message}`] : []
    })
    expect(flawed).toEqual([])
  })

  it('routes every documented operation to itself', async () => {
    const facts = await loadFacts(family)
    for (const operation of facts.operations) {
      const found = findRoute(facts.operations, operation.method, new URL(url(operation)).pathname)
      expect(
        found?.operations.map(({ id }) => id),
        operation.path,
      ).toContain(operation.id)
    }
  })
})

describe.each(families.filter((family) => family !== 'rocketmq'))('%s, as far as it has no model', (family) => {
  it('answers every operation over the wire when it is called as documented', async () => {
    const facts = await loadFacts(family)
    const cloud = simulation()
    const failed: string[] = []
    const model = await loadModel(family)
    for (const operation of facts.operations.filter(({ id }) => !model?.handlers[id])) {
      const response = await cloud.handle(await documentedRequest(facts, operation), family, caller)
      if (!response.ok) failed.push(`${operation.id}: ${response.status} ${await response.text()}`)
      else if (response.headers.get('x-simulated') !== 'example') failed.push(`${operation.id}: not marked`)
    }
    expect(failed).toEqual([])
  })
})

it('answers operations that are not modelled with the documented example and says so', async () => {
  const response = await call(simulation(), 'ddm', '/v1/p/instances')
  expect(response.status).toBe(200)
  expect(response.headers.get('x-simulated')).toBe('example')
  expect(await response.json()).toHaveProperty('instances')
})

describe('requests that do not fit the contract', () => {
  const refusal = async (family: Family, path: string, init?: RequestInit) => {
    const response = await call(simulation(), family, path, init)
    return [response.status, await response.json()] as const
  }
  const json = (method: string, body: unknown) => ({
    method,
    headers: { 'content-type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })

  it('an unknown path is refused by the gateway', async () => {
    expect(await refusal('rocketmq', '/v2/p/nothing')).toMatchObject([404, { error_code: 'APIGW.0101' }])
  })

  it('a parameter, a missing field and broken JSON are refused with the code of the family, naming the field', async () => {
    expect(await refusal('rocketmq', '/v2/p/instances/i/groups?limit=many')).toMatchObject([
      400,
      { error_code: 'DMS.00400062', error_msg: expect.stringContaining('limit') as string },
    ])
    expect(await refusal('rocketmq', '/v2/p/instances/i/topics', json('POST', { queue_num: 3 }))).toMatchObject([
      400,
      { error_msg: expect.stringContaining('name') as string },
    ])
    expect(await refusal('rocketmq', '/v2/p/instances/i/topics', json('POST', '{"name":'))).toMatchObject([
      400,
      { error_msg: expect.stringContaining('not JSON') as string },
    ])
    expect(await refusal('rocketmq', '/v2/p/instances/i/topics', { method: 'POST' })).toMatchObject([
      400,
      { error_code: 'DMS.00400062' },
    ])
  })

  it('each family speaks in its own envelope', async () => {
    expect(await refusal('ddm', '/v1/p/instances/i/modify-name', json('PUT', {}))).toMatchObject([
      400,
      { errCode: 'DBS.280001', externalMessage: expect.any(String) as string },
    ])
    expect(await refusal('roma-link', '/v2/p/link/instances/i/devices', json('POST', []))).toMatchObject([
      400,
      { error_code: 'ROMA.00110001', request_id: expect.any(String) as string },
    ])
  })
})

describe('variants', () => {
  it('are chosen by the constants in query and body', async () => {
    const { operations } = await loadFacts('rocketmq')
    const chosen = (path: string, query: string, body: unknown) => {
      const route = findRoute(operations, 'POST', path)
      return route && chooseVariant(route, new URLSearchParams(query), body).id
    }
    expect(chosen('/v2/p/instances/i/topics', '', { name: 'a' })).toBe('createTopic')
    expect(chosen('/v2/p/instances/i/topics', 'action=delete', { topics: ['a'] })).toBe('batchDeleteTopics')
    expect(chosen('/v2/p/instances/action', '', { action: 'delete', instances: ['a'] })).toBe(
      'batchDeleteInstancesById',
    )
    expect(chosen('/v2/p/instances/action', '', { action: 'delete', all_failure: 'reliability' })).toBe(
      'deleteFailedInstances',
    )
    expect(chosen('/v2/p/instances/action', '', { action: 'other' })).toBe('batchDeleteInstances')
  })

  it('literal segments win over parameters', async () => {
    const { operations } = await loadFacts('rocketmq')
    const found = findRoute(operations, 'GET', '/v2/p/rocketmq/instances/i/groups/%25DLQ%25g/accesspolicy')
    expect(found?.operations[0]?.id).toBe('listConsumerGroupAccessPolicies')
    expect(found?.params).toMatchObject({ project_id: 'p', group: '%DLQ%g' })
  })
})

describe('faults', () => {
  const list = '/v1/p/instances'

  it('fail with a status or a code, and only the operation that is named', async () => {
    expect((await call(simulation('fail:listInstancesV1:503'), 'ddm', list)).status).toBe(503)
    const byCode = await call(simulation('fail:listInstancesV1:DBS.200412'), 'ddm', list)
    expect(await byCode.json()).toMatchObject({ errCode: 'DBS.200412' })
    expect((await call(simulation('fail:other:503'), 'ddm', list)).status).toBe(200)
    expect((await call(simulation('fail:*:500'), 'ddm', list)).status).toBe(500)
  })

  it('fail for one object only, when it is named', async () => {
    const cloud = simulation('fail:getInstanceV1:409:bad')
    expect((await call(cloud, 'ddm', '/v1/p/instances/good')).status).not.toBe(409)
    expect((await call(cloud, 'ddm', '/v1/p/instances/bad')).status).toBe(409)
  })

  it('cut, replace, break off and withhold answers', async () => {
    const cut = await call(simulation('truncated:listInstancesV1'), 'ddm', list)
    const bytes = await cut.arrayBuffer()
    expect(Number(cut.headers.get('content-length'))).toBeGreaterThan(bytes.byteLength)
    expect((await call(simulation('html:listInstancesV1'), 'ddm', list)).headers.get('content-type')).toContain(
      'text/html',
    )
    expect((await call(simulation('offline'), 'ddm', list)).type).toBe('error')
    const gone = AbortSignal.timeout(20)
    await expect(call(simulation('timeout:listInstancesV1'), 'ddm', list, { signal: gone })).rejects.toThrow('timeout')
  })

  it('slow waits 1.5 seconds', async () => {
    vi.useFakeTimers()
    try {
      let done = false
      const answered = call(simulation('slow'), 'ddm', list).then(() => (done = true))
      await vi.advanceTimersByTimeAsync(1_400)
      expect(done).toBe(false)
      await vi.advanceTimersByTimeAsync(200)
      await answered
    } finally {
      vi.useRealTimers()
    }
  })

  it('a word that is unknown is an error, not "no fault"', () => {
    expect(() => parseMock('large,slwo')).toThrow('slwo')
    expect(() => parseMock('fail:createTopic')).toThrow('fail:createTopic')
    expect(parseMock('large, slow,fail:createTopic:503')).toEqual({
      scenario: 'large',
      faults: [{ kind: 'slow' }, { kind: 'fail', operation: 'createTopic', with: '503' }],
    })
    expect(parseMock('')).toEqual({ scenario: 'default', faults: [] })
  })
})

it('a family may leave an operation to its documented example, saying why', () => {
  expect(whyExample(documentedExample('nothing depends on it'))).toBe('nothing depends on it')
  expect(whyExample(() => undefined)).toBeUndefined()
})

describe('a form', () => {
  const importTopics = async (form: FormData | string) => {
    const operation = (await loadFacts('roma-mqs')).operations.find(({ id }) => id === 'importTopics')
    if (!operation) throw new Error('importTopics is gone')
    const answer = await call(simulation(), 'roma-mqs', new URL(url(operation)).pathname, {
      method: 'POST',
      body: form,
    })
    return { status: answer.status, text: await answer.text() }
  }
  const withPart = (name: string, part: string | File) => {
    const form = new FormData()
    form.append(name, part)
    return form
  }

  it('is taken with its file', async () => {
    expect(await importTopics(withPart('upload_file_name', new File(['a'], 'a.csv')))).toMatchObject({ status: 204 })
  })

  it.each([
    ['nothing', new FormData(), 'upload_file_name'],
    ['a text for the file', withPart('upload_file_name', 'a'), 'is not a file'],
    ['a part that is not known', withPart('other', 'a'), 'other'],
    ['no form at all', '{}', 'is no form'],
  ])('is refused with %s', async (_what, form, reason) => {
    const answer = await importTopics(form)
    expect(answer.status).toBe(400)
    expect(answer.text).toContain(reason)
  })
})
