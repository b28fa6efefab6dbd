import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { TrackedJob } from '~/contract/console.ts'
import type { OperationSchemas, SchemaNode } from '~/contract/schema.ts'
import type { AsyncSpec, Family, Operation } from '~/contract/types.ts'
import { readItems } from './jobItems.ts'
import { readJob, trackJob } from './jobs.ts'
import { queryClient } from './queryClient.ts'
import { readPath } from './readPath.ts'

interface Example {
  operationId: string
  kind: 'request' | 'response'
  status: number | null
  body: unknown
}
interface Schemas {
  schemas: Record<string, SchemaNode>
  operationSchemas: Record<string, OperationSchemas>
}

const tables = import.meta.glob<Record<string, Operation>>('../contract/*/generated/table.ts', {
  eager: true,
  import: 'operations',
})
const schemas = import.meta.glob<Schemas>('../contract/*/generated/schemas.ts', { eager: true })
const examples = import.meta.glob<Example[]>('../contract/*/examples.json', { eager: true, import: 'default' })
const asynchronous = Object.values(tables).flatMap((table) => Object.values(table).filter(({ async }) => async))
const operationOf = (family: Family, id: string) => tables[`../contract/${family}/generated/table.ts`]?.[id]

const sent: string[] = []
const nothing = () => Response.json({})
/** What the cloud answers. */
let cloud: () => Response = nothing

beforeEach(() => {
  sent.length = 0
  cloud = nothing
  vi.stubGlobal('fetch', (url: string) => {
    if (!url.startsWith('/cloud/')) return Promise.resolve(new Response(null, { status: 204 }))
    sent.push(url)
    return Promise.resolve(cloud())
  })
})
afterEach(() => {
  vi.unstubAllGlobals()
  queryClient.clear()
})

function resolve(family: Family, node: SchemaNode | undefined): SchemaNode {
  const { schemas: all = {} } = schemas[`../contract/${family}/generated/schemas.ts`] ?? {}
  let schema = node ?? {}
  while (schema.$ref) schema = all[schema.$ref.split('/').at(-1) ?? ''] ?? {}
  return schema
}

/** The schema of what stands at a path of an answer. */
function schemaAt(family: Family, id: string, path: string): SchemaNode | undefined {
  const answers = schemas[`../contract/${family}/generated/schemas.ts`]?.operationSchemas[id]?.response
  return path.split(/\.|(?=\[)/).reduce<SchemaNode | undefined>((node, step) => {
    const schema = resolve(family, node)
    return step.startsWith('[') ? schema.items : schema.properties?.[step]
  }, answers)
}

function bodiesOf(operation: Operation, kind: Example['kind']): unknown[] {
  const ids = [operation.id, operation.variantOf]
  return (examples[`../contract/${operation.family}/examples.json`] ?? [])
    .filter((one) => ids.includes(one.operationId) && one.kind === kind && (one.status ?? 200) < 300)
    .map((one) => one.body)
}

/** A copy of a value with something else at a path; what is not there is made. */
function withAt(value: unknown, path: string, leaf: unknown): unknown {
  const set = (at: unknown, [step, ...rest]: string[]): unknown => {
    if (step === undefined) return leaf
    if (!step.startsWith('[')) return { ...(at as object | undefined), [step]: set((at as never)?.[step], rest) }
    const list = Array.isArray(at) && at.length > 0 ? at : [undefined]
    return list.map((one: unknown, index) => (step === '[]' || index === 0 ? set(one, rest) : one))
  }
  return set(value, path.split(/\.|(?=\[)/))
}

const nameOf = (path: string) => path.replace(/^\$\.?/, '')

/** Long enough ago for its resource to show it. */
const begun = (job: TrackedJob): TrackedJob => ({ ...job, startedAt: new Date(Date.now() - 60_000).toISOString() })

/** One call as the reference shows it, and the job that comes of it. */
async function tracked(operation: Operation) {
  const names = [...operation.path.matchAll(/\{([^}]+)\}/g)].map((match) => match[1] ?? '')
  const args = Object.fromEntries(names.map((name) => [name, `the-${name}`]))
  const spec = operation.async ?? {}
  const [documented = {}] = bodiesOf(operation, 'response')
  const answer = spec.job && !readPath(documented, spec.job) ? withAt(documented, nameOf(spec.job), 'j-1') : documented
  const [body] = bodiesOf(operation, 'request')
  const job = await trackJob(operation, { ...args, body, connection: 'c' }, answer, 'A change')
  return { job: begun(job), answer, spec }
}

function readerOf(operation: Operation): { reader: Operation; field: string; spec: AsyncSpec } | undefined {
  const spec = operation.async ?? {}
  const reader = operationOf(operation.family, spec.poll ?? spec.watch ?? '')
  return reader && spec.field ? { reader, field: spec.field, spec } : undefined
}

const followed = asynchronous.filter((operation) => readerOf(operation))

test('there are asynchronous operations, and only one of them cannot be read', () => {
  expect(asynchronous.length).toBeGreaterThan(50)
  expect(asynchronous.filter((operation) => !readerOf(operation)).map(({ id }) => id)).toEqual(['restoreEngineBackup'])
})

describe.each(followed.map((operation) => [`${operation.family} ${operation.id}`, operation] as const))(
  '%s',
  (_name, operation) => {
    const { reader, field, spec } = readerOf(operation) as NonNullable<ReturnType<typeof readerOf>>

    test('its reading call is complete, and asks for the job or for the resource', async () => {
      const { job, answer } = await tracked(operation)
      await readJob(job)
      const [url = ''] = sent
      expect(url).toMatch(new RegExp(`^/cloud/c/${operation.family}/`))
      const template = reader.path.replace('{project_id}', '-').split('/').slice(1)
      const given = new URL(url, 'http://console').pathname.split('/').slice(4)
      const values = template.flatMap((part, index) =>
        part.startsWith('{') ? [[part.slice(1, -1), decodeURIComponent(given[index] ?? '')] as const] : [],
      )
      for (const [name, value] of values) {
        if (reader.constants?.[name]) continue
        const wanted = spec.job && (spec.params?.[name] ?? name) === (spec.params ? spec.job : 'job_id')
        expect([name, value]).toEqual([
          name,
          wanted ? String(readPath(answer, spec.job ?? '')) : expect.stringMatching(/./),
        ])
      }
    })

    test('the status stands where the contract says, in words that it knows', async () => {
      const schema = resolve(operation.family, schemaAt(operation.family, reader.id, field))
      expect(Object.keys(schema)).not.toEqual([])
      const words = [spec.busy, spec.waiting, spec.done, spec.failed].flatMap((list) => list ?? [])
      // ToBeSwitched is seen in an example only, so its enum is open.
      if (schema.enum && !schema['x-enum-open']) expect(schema.enum).toEqual(expect.arrayContaining(words))
      for (const body of bodiesOf(reader, 'response').filter((one) => readPath(one, nameOf(field.split('[')[0] ?? ''))))
        expect([readPath(body, field)].flat()).toContainEqual(expect.anything())
    })

    test('each documented word is judged, and an end can be reached', async () => {
      const { job } = await tracked(operation)
      const [documented = {}] = bodiesOf(reader, 'response')
      const whole = Object.keys(spec.element ?? {}).reduce(
        (body, path) => withAt(body, path, job.args[path]),
        documented,
      )
      const outcome = async (word: string | number) => {
        cloud = () => Response.json(withAt(whole, field, word))
        return readJob(job)
      }
      for (const word of [...(spec.busy ?? []), ...(spec.waiting ?? [])])
        expect(await outcome(word)).toEqual({ state: 'running', status: String(word) })
      for (const word of spec.done ?? []) expect(await outcome(word)).toEqual({ state: 'done', status: String(word) })
      for (const word of spec.failed ?? [])
        expect(await outcome(word)).toEqual({ state: 'failed', status: String(word) })
      if ((spec.done ?? []).length > 0) return
      expect(spec.gone).toBe(true)
      cloud = () => failure(404, 'X.404')
      expect(await readJob(job)).toEqual({ state: 'done' })
    })
  },
)

function failure(status: number, code: string, origin = 'cloud'): Response {
  return Response.json({ code, message: 'no', requestId: 'r', origin }, { status })
}

async function started(id: string, answer: unknown, body?: unknown) {
  const operation = operationOf(id.startsWith('delete') ? 'rocketmq' : 'ddm', id)
  if (!operation) throw new Error(`No operation ${id}`)
  return trackJob(operation, { connection: 'c', instance_id: 'i', body }, answer, 'A change')
}

test('a body gives what the reading call needs, and nothing else of it is kept', async () => {
  const job = await started('createSchemaV1', {}, { databases: [{ name: 'shop', admin_password: 'secret' }] })
  expect(job).toMatchObject({ args: { instance_id: 'i' }, items: [{ name: 'shop' }], itemCount: 1 })
  expect(JSON.stringify(job)).not.toContain('secret')
})

test('a change of several is followed in each of them, and has ended when none goes on', async () => {
  const databases = ['shop', 'stock', 'carts'].map((name) => ({ name }))
  const job = begun(await started('createSchemaV1', {}, { databases }))
  const looks = async (words: Record<string, string | Response>) => {
    sent.length = 0
    cloud = () => {
      const word = words[sent.at(-1)?.split('/').at(-1) ?? ''] ?? ''
      return word instanceof Response ? word : Response.json({ database: { status: word } })
    }
    return readJob(job)
  }
  expect(await looks({ shop: 'RUNNING', stock: 'CREATING', carts: 'RUNNING' })).toMatchObject({ state: 'running' })
  expect(sent.map((url) => url.split('/').at(-1))).toEqual(['shop', 'stock', 'carts'])
  expect(await looks({ shop: 'CREATE_FAILED', stock: 'CREATING', carts: 'RUNNING' })).toMatchObject({
    state: 'running',
  })
  const ends = { shop: 'RUNNING', stock: 'CREATE_FAILED', carts: 'RUNNING' }
  expect(await looks(ends)).toEqual({ state: 'failed', status: 'CREATE_FAILED' })
  expect((await readItems(job))?.map(({ outcome }) => outcome)).toEqual(['done', 'failed', 'done'])
  expect(await looks({ shop: 'RUNNING', stock: 'RUNNING', carts: 'RUNNING' })).toEqual({
    state: 'done',
    status: 'RUNNING',
  })
  const lost = { ...ends, carts: failure(404, 'DBS.200015') }
  await expect(looks(lost)).rejects.toMatchObject({ code: 'DBS.200015' })
  expect((await readItems(job))?.map(({ outcome }) => outcome)).toEqual(['done', 'failed', 'unknown'])
})

test('an answer that names no job cannot be followed', async () => {
  const job = await started('createInstanceV1', { id: null, job_id: null, order_id: 'CS18' })
  expect(job).not.toHaveProperty('jobId')
  expect(await readJob(job)).toEqual({ state: 'unknown', isUnnamed: true })
  expect(sent).toEqual([])
})

test('a deletion has ended when its resource is gone, not when something else is not found', async () => {
  const job = await started('deleteInstance', undefined)
  cloud = () => failure(404, 'DMS.00404022')
  expect(await readJob(job)).toEqual({ state: 'done' })
  for (const [status, code, origin] of [
    [404, 'APIGW.0101', 'cloud'],
    [404, 'gantry.unknown_connection', 'gantry'],
    [429, 'DMS.10240407', 'cloud'],
  ] as const) {
    cloud = () => failure(status, code, origin)
    await expect(readJob(job)).rejects.toMatchObject({ code })
  }
})

test('a resource that shows nothing of the change yet has not ended it', async () => {
  const job = await started('setAdminPassword', undefined)
  cloud = () => Response.json({ status: 'RUNNING' })
  expect(await readJob(job)).toEqual({ state: 'running', status: 'RUNNING' })
  expect(await readJob(begun(job))).toEqual({ state: 'done', status: 'RUNNING' })
  cloud = () => Response.json({ status: 'ERROR' })
  expect(await readJob(job)).toEqual({ state: 'failed', status: 'ERROR' })
})

describe('parts that end together', () => {
  const look = async (...words: string[]) => {
    const operation = operationOf('ddm', 'precheckSharding') as Operation
    const args = { connection: 'c', instance_id: 'i', db_name: 'd' }
    cloud = () => Response.json({ pre_check_results: words.map((status) => ({ status })) })
    return readJob(await trackJob(operation, args, { job_id: 'j' }, 'Pre-check'))
  }
  test('have ended when none runs, and one that failed speaks for all', async () => {
    expect(await look()).toEqual({ state: 'running' })
    expect(await look('SUCCESS', 'WARN')).toEqual({ state: 'done', status: 'WARN' })
    expect(await look('SUCCESS', 'FAILED', 'WARN')).toEqual({ state: 'failed', status: 'FAILED' })
    expect(await look('SUCCESS', 'ODD')).toEqual({ state: 'unknown', status: 'ODD' })
  })

  test('are those that are meant', async () => {
    const operation = operationOf('roma-apic', 'bindDomain') as Operation
    const args = { connection: 'c', instance_id: 'i', group_id: 'g' }
    const job = begun(await trackJob(operation, args, { id: 'd-2', url_domain: 'b.example' }, 'Bind'))
    const domains = [
      { id: 'd-1', cname_status: 4 },
      { id: 'd-2', cname_status: 2 },
    ]
    cloud = () => Response.json({ url_domains: domains })
    expect(await readJob(job)).toEqual({ state: 'running', status: '2' })
    cloud = () => Response.json({ url_domains: domains.toReversed().map((one) => ({ ...one, cname_status: 3 })) })
    expect(await readJob(job)).toEqual({ state: 'done', status: '3' })
  })
})

test('paths name members, elements and lists of elements', () => {
  const answer = { job: { id: 7 }, tasks: [{ status: 'A' }, {}], groups: [{ names: ['x', 'y'] }, { names: ['z'] }] }
  expect(readPath(answer, '$.job.id')).toBe(7)
  expect(readPath(answer, 'tasks[0].status')).toBe('A')
  expect(readPath(answer, 'tasks[].status')).toEqual(['A', undefined])
  expect(readPath(answer, '$.groups[*].names[*]')).toEqual(['x', 'y', 'z'])
  expect(readPath(answer, 'tasks.status')).toBeUndefined()
  expect(readPath(answer, 'job[]')).toBeUndefined()
  expect(readPath(null, '$.a')).toBeUndefined()
})
