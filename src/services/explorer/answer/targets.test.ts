import { expect, test } from 'vitest'
import type { Family } from '~/contract/types.ts'
import { Exact } from '~/lib/json.ts'
import { loadFacts } from '../input/facts.ts'
import { namesOf } from './names.ts'
import { kinOf, leadsAcross } from './targetIndex.ts'
import { readerOf, targetsOf } from './targets.ts'

async function origin(family: Family, id: string, args: Record<string, unknown>, answer: unknown) {
  const facts = await loadFacts(family)
  const operation = facts.operations[id]
  if (!operation) throw new Error(`${family} has no ${id}`)
  return { facts, operation, args, answer }
}

test('names follow from the field, or from what holds it', () => {
  expect(namesOf('/v2/{project_id}/instances', ['instances', 0, 'instance_id'])).toEqual(['instanceid'])
  expect(namesOf('/v2/{project_id}/x/topics', ['topics', 3, 'name'])).toEqual(['topicname', 'topic'])
  expect(namesOf('/v2/{project_id}/apic/instances/{i}/api-groups', ['id'])).toEqual([
    'apigroupid',
    'apigroup',
    'groupid',
    'group',
  ])
  expect(namesOf('/v2/x', ['status'])).toEqual([])
})

test('an instance of a list opens the read of it', async () => {
  const from = await origin('rocketmq', 'listInstances', {}, { instances: [{ instance_id: 'i-1', name: 'orders' }] })
  const reader = readerOf(targetsOf(from, ['instances', 0, 'instance_id']))
  expect(reader?.operation.id).toBe('getInstance')
  expect(reader?.values).toEqual({ instance_id: 'i-1' })
})

test('a topic of a list takes the instance along', async () => {
  const from = await origin('rocketmq', 'listTopics', { instance_id: 'i-1' }, { topics: [{ name: 'order.paid' }] })
  const targets = targetsOf(from, ['topics', 0, 'name'])
  expect(readerOf(targets)?.values).toEqual({ instance_id: 'i-1', topic: 'order.paid' })
  expect(targets.map((target) => target.operation.id)).toContain('deleteTopic')
})

test('options are followed backwards, into parameters and bodies', async () => {
  const from = await origin(
    'roma-apic',
    'listApiGroups',
    { instance_id: 'r-1' },
    { groups: [{ id: 'g-1', name: 'shop' }] },
  )
  const targets = targetsOf(from, ['groups', 0, 'id'])
  expect(readerOf(targets)).toMatchObject({
    operation: { id: 'getApiGroup' },
    values: { instance_id: 'r-1', group_id: 'g-1' },
  })
  expect(targets.find((target) => target.parameter.startsWith('body.'))).toMatchObject({ why: 'options' })
})

test('an id opens the read of what it names, whatever the parameter is called', async () => {
  const reads = async (family: Family, id: string, row: Record<string, unknown>, items: string, field: string) => {
    const from = await origin(
      family,
      id,
      { instance_id: 'i-1', service_id: 's-1', command_id: 'c-1' },
      { [items]: [row] },
    )
    return readerOf(targetsOf(from, [items, 0, field]))
  }
  const user = await reads('rocketmq', 'listUsers', { access_key: 'ada' }, 'users', 'access_key')
  expect(user).toMatchObject({ operation: { id: 'getUser' }, values: { instance_id: 'i-1', user_name: 'ada' } })
  const template = await reads('ddm', 'listParameterTemplates', { id: 'p-1' }, 'configurations', 'id')
  expect(template).toMatchObject({ operation: { id: 'getParameterTemplate' }, values: { config_id: 'p-1' } })
  const product = await reads('roma-link', 'listProducts', { id: 7 }, 'items', 'id')
  expect(product).toMatchObject({ operation: { id: 'getProduct' } })
})

test('a policy that stands in a row is read with its kind, which stands beside its id', async () => {
  const args = { 'x-engine-id': 'e-1', 'X-Enterprise-Project-ID': '0', environment: 'production' }
  const reader = async (policy: object) => {
    const from = await origin('cse-engine', 'listGovernancePolicies', args, [{ policies: [policy] }])
    return readerOf(targetsOf(from, [0, 'policies', 0, 'id']))
  }
  expect(await reader({ id: 'p-1', kind: 'retry' })).toMatchObject({
    operation: { id: 'getGovernancePolicy' },
    values: { kind: 'retry', policy_id: 'p-1', 'x-engine-id': 'e-1', 'X-Enterprise-Project-ID': '0' },
  })
  expect(await reader({ id: 'p-1', kind: 'something new' })).toBeUndefined()
  expect(await reader({ id: 'p-1' })).toBeUndefined()
})

test('an id opens nothing that is about something else', async () => {
  const device = { id: 7, instance_id: 'i-1' }
  const devices = await origin('roma-link', 'listDevices', { instance_id: 'i-1' }, { items: [device] })
  expect(readerOf(targetsOf(devices, ['items', 0, 'id']))?.operation.id).toBe('getDevice')
  expect(readerOf(targetsOf(devices, ['items', 0, 'instance_id']))).toBeUndefined()
  // The family reads the properties of what a command answers, but not those of what it takes.
  const args = { instance_id: 'i-1', service_id: 1, command_id: 2 }
  for (const [id, reader] of [
    ['listCommandRequestProperties', undefined],
    ['listCommandResponseProperties', 'getCommandResponseProperty'],
  ] as const) {
    const from = await origin('roma-link', id, args, { items: [{ property_id: 3 }] })
    expect(readerOf(targetsOf(from, ['items', 0, 'property_id']))?.operation.id).toBe(reader)
  }
  // The user of the cloud who started a task is none of the instance.
  const tasks = await origin(
    'rocketmq',
    'listTasks',
    { instance_id: 'i-1' },
    { tasks: [{ id: 't', user_name: 'ada' }] },
  )
  expect(readerOf(targetsOf(tasks, ['tasks', 0, 'user_name']))).toBeUndefined()
})

test('options that name no field of the list are followed as the form reads them', async () => {
  const from = await origin('ddm', 'listEnginesV3', {}, { engine_groups: [{ id: 'e-1', name: 'DDM' }] })
  const offered = targetsOf(from, ['engine_groups', 0, 'id']).filter(({ why }) => why === 'options')
  expect(offered.map(({ operation, parameter }) => `${operation.id} ${parameter}`)).toContain('listFlavorsV3 engine_id')
})

test('a job opens what reads it, with the arguments that the contract names', async () => {
  const topics = await origin('rocketmq', 'batchDeleteTopics', { instance_id: 'i-1' }, { job_id: 'j-1' })
  expect(targetsOf(topics, ['job_id'])[0]).toMatchObject({
    why: 'job',
    operation: { id: 'getTask' },
    values: { instance_id: 'i-1', task_id: 'j-1' },
    isComplete: true,
  })
  const engine = await origin('cse-engine', 'createEngine', {}, { id: 'e-1', name: 'n', jobId: 7 })
  expect(targetsOf(engine, ['jobId'])[0]).toMatchObject({
    operation: { id: 'getEngineJob' },
    values: { engine_id: 'e-1', job_id: '7' },
  })
})

test('words, counts and switches lead nowhere', async () => {
  const from = await origin(
    'rocketmq',
    'listTopics',
    { instance_id: 'i-1' },
    { total: 1, topics: [{ permission: 'all', enabled: true }] },
  )
  expect(targetsOf(from, ['total'])).toEqual([])
  expect(targetsOf(from, ['topics', 0, 'permission'])).toEqual([])
  expect(targetsOf(from, ['topics', 0])).toEqual([])
})

async function kinOfOrigin(family: Family) {
  return Promise.all(kinOf(family).map(loadFacts))
}

test('options are followed into the other families of ROMA', async () => {
  const from = await origin(
    'roma-common',
    'listApps',
    { instance_id: 'r-1' },
    { apps: [{ id: 'a-1', name: 'shop' }], total: 1 },
  )
  const steps = ['apps', 0, 'id']
  expect(new Set(targetsOf(from, steps).map(({ operation }) => operation.family))).toEqual(new Set(['roma-common']))
  const apic = targetsOf(from, steps, await kinOfOrigin('roma-common')).filter(
    ({ operation }) => operation.family === 'roma-apic',
  )
  expect(apic.filter(({ why }) => why === 'options').length).toBeGreaterThanOrEqual(8)
  expect(apic.find(({ parameter }) => parameter === 'roma_app_id')?.values).toEqual({
    instance_id: 'r-1',
    roma_app_id: 'a-1',
  })
  // `app_id` of roma-apic says itself that it is filled with clients.
  expect(apic.find(({ parameter }) => parameter === 'app_id')).toBeUndefined()
})

test('an instance of ROMA leads to all of its services, none left out', async () => {
  const from = await origin('roma-mqs', 'listInstances', {}, { instances: [{ instance_id: 'r-1', name: 'roma' }] })
  const targets = targetsOf(from, ['instances', 0, 'instance_id'], await kinOfOrigin('roma-mqs'))
  const counts = Object.groupBy(targets, ({ operation }) => operation.family)
  expect(counts['roma-apic']?.length).toBeGreaterThan(130)
  expect(counts['roma-link']?.length).toBeGreaterThan(70)
  expect(counts['roma-common']?.length).toBeGreaterThan(20)
})

test('an engine leads to the calls that it answers', async () => {
  const from = await origin('cse-engine', 'listEngines', {}, { data: [{ id: 'e-1', name: 'shop' }], total: 1 })
  const targets = targetsOf(from, ['data', 0, 'id'], await kinOfOrigin('cse-engine'))
  expect(
    targets.find(({ operation }) => operation.family === 'servicecomb' && operation.id === 'listMicroservices'),
  ).toMatchObject({ values: { '@engine': 'e-1' }, isComplete: true })
  expect(
    targetsOf(from, ['data', 0, 'name'], await kinOfOrigin('cse-engine')).map(({ operation }) => operation.family),
  ).not.toContain('servicecomb')
})

test('ids beyond what JavaScript counts are taken along', async () => {
  const from = await origin(
    'rocketmq',
    'listTopics',
    { instance_id: new Exact('12345678901234567890') },
    { topics: [{ name: 'order.paid' }] },
  )
  expect(readerOf(targetsOf(from, ['topics', 0, 'name']))?.values).toEqual({
    instance_id: '12345678901234567890',
    topic: 'order.paid',
  })
})

test('a value is handed on in the type that is wanted', async () => {
  const to = async (family: Family, id: string, answer: unknown, steps: (string | number)[], wanted: string) => {
    const from = await origin(family, id, { instance_id: 'i-1' }, answer)
    return targetsOf(from, steps).find(({ operation }) => operation.id === wanted)?.values
  }
  const exact = new Exact('9007199254740993')
  const group = { task_id: exact }
  expect(await to('rocketmq', 'getConsumerGroup', group, ['task_id'], 'getTask')).toMatchObject({ task_id: exact.text })
  const device = { items: [{ device_id: '7' }] }
  expect(await to('roma-link', 'listRuleSources', device, ['items', 0, 'device_id'], 'getDevice')).toMatchObject({
    device_id: 7,
  })
  const topics = { topics: [{ name: 'order-paid' }] }
  expect(await to('rocketmq', 'listTopics', topics, ['topics', 0, 'name'], 'batchDeleteTopics')).toMatchObject({
    body: { topics: ['order-paid'] },
  })
})

test('what may lead to another family is known before that is loaded', () => {
  expect(leadsAcross('cse-engine', ['engineid', 'engine'])).toBe(true)
  expect(leadsAcross('roma-link', ['instanceid'])).toBe(true)
  expect(leadsAcross('roma-link', ['deviceid'])).toBe(false)
  expect(leadsAcross('rocketmq', ['instanceid'])).toBe(false)
})
