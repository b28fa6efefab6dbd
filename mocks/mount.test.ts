import { describe, expect, it, vi } from 'vitest'
import { families, type Family } from '~/contract/types.ts'
import { addressOf } from './documentedRequest.ts'
import { loadFacts } from './facts.ts'
import { injected } from './injected.ts'
import { parseMock } from './mock.ts'
import { createSimulation } from './mount.ts'
import { chooseVariant, findRoute } from './route.ts'
import { documentedExample, whyExample } from './simulation.ts'

const caller = { user: 'tester', projectId: '0'.repeat(32), region: 'ap-southeast-1' }
const clock = { now: () => Date.UTC(2026, 0, 15) }

function simulation(mock = '') {
  return createSimulation({ mock, clock, validate: 'throw' })
}

const call = (cloud: ReturnType<typeof simulation>, family: Family, path: string, init?: RequestInit) =>
  cloud.handle(new Request(`https://cloud.test${path}`, init), family, caller)

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

  it('fail with the code that fits what was asked for', async () => {
    const codeOf = async (operation: string, status: number, path: string) => {
      const response = await call(simulation(`fail:${operation}:${status}`), 'rocketmq', path)
      expect(response.status).toBe(status)
      return ((await response.json()) as { error_code: string }).error_code
    }
    const instance = '/v2/p/instances/i'
    expect(await codeOf('getInstance', 404, instance)).toBe('DMS.00404022')
    expect(await codeOf('getInstance', 403, instance)).toBe('DMS.00403003')
    expect(await codeOf('getTask', 404, `${instance}/tasks/t`)).toBe('DMS.00400970')
    expect(await codeOf('getTopic', 404, `${instance}/topics/t`)).toBe('DMS.10240401')
    expect(await codeOf('getInstance', 429, instance)).toBe('APIGW.0308')
  })

  it('know only codes that are documented, with their status', async () => {
    for (const family of families) {
      const facts = await loadFacts(family)
      const [operation] = facts.operations
      for (const status of [400, 401, 403, 404, 405, 409, 429, 500]) {
        const { code } = operation ? injected(facts, operation, String(status)) : {}
        if (code?.startsWith('APIGW.')) continue
        expect([family, code, facts.errors[code ?? '']?.http]).toEqual([family, code, status])
      }
    }
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
    const request = new Request(`https://cloud.test${list}`, { signal: gone })
    const answer = simulation('timeout:listInstancesV1').handle(request, 'ddm', caller)
    await expect(answer).rejects.toThrow('timeout')
    // Both are held until here: of a request that was collected meanwhile the signal never fires.
    expect([gone.aborted, request.signal.aborted]).toEqual([true, true])
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
    const answer = await call(simulation(), 'roma-mqs', new URL(addressOf(operation)).pathname, {
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
