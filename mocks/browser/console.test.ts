import { beforeEach, describe, expect, it } from 'vitest'
import { MASK, type ConnectionTest, type Problem, type Session } from '~/contract/console.ts'
import { projects } from '../account.ts'
import { createConsole } from './console.ts'
import type { Memory } from './session.ts'

let now: number
let store: Map<string, string>
const memory: Memory = {
  get: (name) => store.get(name),
  set: (name, value) => void (value === undefined ? store.delete(name) : store.set(name, value)),
}
let respond: ReturnType<typeof createConsole>

/** A fresh page: the simulation starts over, `memory` stays. */
function open(mock = '') {
  respond = createConsole({ mock, clock: { now: () => now }, memory, validate: 'throw' })
}

beforeEach(() => {
  now = Date.UTC(2026, 3, 1, 9)
  store = new Map()
  open()
})

async function send<T = unknown>(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
  const init = body === undefined ? {} : { body: JSON.stringify(body) }
  const all = { 'x-gantry': '1', ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers }
  const response = await respond(new Request(`https://demo.test${path}`, { method, headers: all, ...init }))
  if (response.type === 'error') return { status: 0, body: undefined as T, headers: response.headers }
  const text = await response.text()
  return { status: response.status, body: (text === '' ? undefined : JSON.parse(text)) as T, headers: response.headers }
}

describe('session', () => {
  it('is signed in as demo; signing out is remembered; any password but "wrong" signs in', async () => {
    expect((await send<Session>('GET', '/api/session')).body).toMatchObject({
      state: 'signed-in',
      user: { name: 'demo' },
      mode: 'demo',
    })
    expect((await send('DELETE', '/api/session')).status).toBe(204)
    open()
    expect((await send<Session>('GET', '/api/session')).body.state).toBe('anonymous')
    const refused = await send<Problem>('GET', '/cloud/orders/ddm/v1/-/instances')
    expect([refused.status, refused.body.code]).toEqual([401, 'gantry.signed_out'])
    expect((await send<Problem>('POST', '/api/session', { name: 'eve', password: 'wrong' })).body.code).toBe(
      'gantry.wrong_password',
    )
    expect((await send<Session>('POST', '/api/session', { name: 'eve', password: 'x' })).body.user?.name).toBe('eve')
    expect((await send('GET', '/cloud/orders/ddm/v1/-/instances')).status).toBe(200)
  })

  it('refuses requests without the header of the console', async () => {
    const response = await respond(new Request('https://demo.test/api/session'))
    expect(response.status).toBe(403)
  })
})

describe('connections', () => {
  it('are two, and can be made, changed, tested and deleted', async () => {
    const list = await send<{ connections: { id: string; label?: string }[] }>('GET', '/api/connections')
    expect(list.body.connections.map(({ id, label }) => [id, label])).toEqual([
      ['orders', 'PROD'],
      ['sandbox', undefined],
    ])
    const draft = {
      name: 'Third',
      region: 'eu-west-101',
      credential: { kind: 'aksk', accessKey: 'AKIDEXAMPLE1234', secretKey: 'very secret' },
    }
    const made = await send<{ id: string; projectId: string }>('POST', '/api/connections', draft)
    expect(made.status).toBe(201)
    expect(made.body).toMatchObject({ projectId: projects[1]?.id, credential: { kind: 'aksk', hint: '••••1234' } })
    expect(JSON.stringify(made.body)).not.toContain('very secret')
    const changed = await send<{ name: string }>('PUT', `/api/connections/${made.body.id}`, {
      ...draft,
      name: 'Renamed',
      credential: undefined,
    })
    expect(changed.body).toMatchObject({ name: 'Renamed', credential: { hint: '••••1234' } })
    expect((await send<ConnectionTest>('POST', `/api/connections/${made.body.id}/test`)).body.ok).toBe(true)
    const bad = { ...draft, credential: { ...draft.credential, secretKey: 'wrong' } }
    expect((await send<ConnectionTest>('POST', '/api/connections/test', bad)).body.ok).toBe(false)
    await send('POST', '/api/connections/test', draft)
    const states = [draft, bad, { ...draft, region: 'cn-north-4' }].map(async (body) => {
      const { body: saved } = await send<{ id: string; state: string }>('POST', '/api/connections', body)
      await send('DELETE', `/api/connections/${saved.id}`)
      return saved.state
    })
    expect(await Promise.all(states)).toEqual(['ok', 'refused', 'untested'])
    expect((await send('DELETE', `/api/connections/${made.body.id}`)).status).toBe(204)
    expect((await send<Problem>('POST', '/api/connections', { name: '', region: 'x' })).body).toMatchObject({
      code: 'gantry.bad_parameter',
      field: 'name',
    })
  })
})

it('keeps jobs across a reload', async () => {
  const job = {
    id: 'j1',
    connection: 'orders',
    family: 'rocketmq',
    operationId: 'deleteInstance',
    args: {},
    title: 'x',
    startedAt: '2026-01-01',
    state: 'running',
  }
  await send('PUT', '/api/jobs/j1', job)
  await send('PUT', '/api/jobs/j2', { ...job, id: 'j2', startedAt: '2026-01-02' })
  open()
  expect((await send<{ jobs: { id: string }[] }>('GET', '/api/jobs')).body.jobs.map(({ id }) => id)).toEqual([
    'j2',
    'j1',
  ])
  await send('DELETE', '/api/jobs/j1')
  expect((await send<{ jobs: unknown[] }>('GET', '/api/jobs')).body.jobs).toHaveLength(1)
})

describe('cloud calls', () => {
  it("take only operations of the contract, known connections and the connection's project", async () => {
    const code = async (path: string) => (await send<Problem>('GET', path)).body.code
    expect(await code('/cloud/orders/ddm/v1/-/nothing')).toBe('gantry.not_an_operation')
    expect(await code('/cloud/orders/mystery/v1/-/instances')).toBe('gantry.not_an_operation')
    expect(await code('/cloud/nowhere/ddm/v1/-/instances')).toBe('gantry.unknown_connection')
    expect(await code('/cloud/orders/ddm/v1/other/instances')).toBe('gantry.wrong_project')
    expect((await send('GET', `/cloud/orders/ddm/v1/${projects[0].id}/instances`)).status).toBe(200)
  })

  it('mask secrets until they are revealed after the password', async () => {
    const path = '/cloud/orders/roma-apic/v2/-/apic/instances/i-1/apps/a-1/app-codes/c-1'
    const masked = await send<{ app_code: string }>('GET', path)
    expect(masked.body.app_code).toBe(MASK)
    const reveal = { 'x-gantry-reveal': '1' }
    const early = await send<Problem>('GET', path, undefined, reveal)
    expect([early.status, early.body.code]).toEqual([403, 'gantry.reauth_required'])
    expect((await send('POST', '/api/session/confirm', { password: 'x' })).status).toBe(204)
    const clear = await send<{ app_code: string }>('GET', path, undefined, reveal)
    expect(clear.body.app_code).toMatch(/./)
    expect(clear.body.app_code).not.toBe(MASK)
    now += 5 * 60_000 + 1
    expect((await send('GET', path, undefined, reveal)).status).toBe(403)
  })

  it('refuse to send a mask back', async () => {
    const path = '/cloud/orders/roma-apic/v2/-/apic/instances/i-1/apps/a-1/app-codes'
    const sent = await send<Problem>('POST', path, { app_code: MASK })
    expect([sent.status, sent.body.field]).toEqual([400, 'app_code'])
  })

  it('turn failures into problems with hint and permission', async () => {
    open('fail:listInstances:DMS.00404022')
    const failed = await send<Problem>('GET', '/cloud/orders/rocketmq/v2/-/instances?engine=reliability')
    expect(failed.status).toBe(404)
    expect(failed.body).toMatchObject({ code: 'DMS.00404022', origin: 'cloud' })
    expect(failed.body.hint).toBeTruthy()
  })

  it('make a request for fewer requests a 429 whatever the cloud calls it', async () => {
    open('fail:listInstances:DMS.10240407')
    const failed = await send<Problem>('GET', '/cloud/orders/rocketmq/v2/-/instances?engine=reliability')
    expect([failed.status, failed.headers.get('retry-after')]).toEqual([429, '5'])
    expect(failed.body).toMatchObject({ code: 'DMS.10240407', origin: 'cloud' })
  })

  it('take other faults in the middle of a visit', async () => {
    const list = '/cloud/orders/ddm/v1/-/instances'
    expect((await send('PUT', '/api/simulation', { mock: 'fail:listInstancesV1:503' })).status).toBe(204)
    expect((await send('GET', list)).status).toBe(503)
    expect((await send<Problem>('PUT', '/api/simulation', { mock: 'slwo' })).body.message).toContain('slwo')
    await send('PUT', '/api/simulation', { mock: '' })
    expect((await send('GET', list)).status).toBe(200)
  })

  it('make faults felt: offline, html, truncated, throttled', async () => {
    const list = '/cloud/orders/ddm/v1/-/instances'
    open('offline')
    expect((await send('GET', list)).status).toBe(0)
    open('html:listInstancesV1')
    expect((await send<Problem>('GET', list)).body.code).toBe('gantry.bad_answer')
    open('truncated:listInstancesV1')
    expect((await send<Problem>('GET', list)).body.code).toBe('gantry.bad_answer')
    open('throttled')
    for (let count = 0; count < 10; count += 1) expect((await send('GET', list)).status).toBe(200)
    const throttled = await send('GET', list)
    expect([throttled.status, throttled.headers.get('retry-after')]).toEqual([429, '60'])
    now += 60_001
    expect((await send('GET', list)).status).toBe(200)
  })
})

describe('a reload', () => {
  const list = '/cloud/orders/rocketmq/v2/-/instances?engine=reliability'
  const first = async () => {
    const { body } = await send<{ instances: { instance_id: string }[] }>('GET', list)
    return body.instances[0]?.instance_id ?? ''
  }
  const topic = async (path: string, name: string) => (await send('GET', `${path}/${name}`)).status

  it('keeps the changes of the visit, each at its own time', async () => {
    const path = `/cloud/orders/rocketmq/v2/-/instances/${await first()}/topics`
    expect((await send('POST', path, { name: 'kept', queue_num: 1, permission: 'all' })).status).toBe(200)
    const made = await send<{ job_id: string }>('POST', `${path}?action=delete`, { topics: ['kept'] })
    expect(await topic(path, 'kept')).toBe(200)
    now += 1_000
    open()
    expect(await topic(path, 'kept')).toBe(200)
    now += 10 * 60_000
    open()
    expect(await topic(path, 'kept')).toBe(404)
    const task = await send<{ tasks: { status: string }[] }>(
      'GET',
      path.replace(/topics$/, `tasks/${made.body.job_id}`),
    )
    expect(task.body.tasks[0]?.status).toBe('SUCCESS')
  })

  it('keeps messages at their address, also those that came during the visit', async () => {
    interface Found {
      messages: { msg_id: string; store_timestamp: number }[]
    }
    const path = `/cloud/orders/rocketmq/v2/reliability/-/instances/${await first()}/messages?topic=order-paid`
    const recent = () => send<Found>('GET', `${path}&start_time=${now - 15 * 60_000}&end_time=${now}&limit=1000`)
    now += 10 * 60_000
    const { messages } = (await recent()).body
    now += 60_000
    open()
    for (const message of [messages[0], messages.at(-1)]) {
      const { body } = await send<Found>('GET', `${path}&msg_id=${message?.msg_id}`)
      expect(body.messages).toEqual([message])
    }
    // Faults do not change the data.
    open('fail:createTopic:503')
    expect((await send<Found>('GET', `${path}&msg_id=${messages[0]?.msg_id}`)).body.messages).toEqual([messages[0]])
  })

  it('is as fresh as ever on another day, and finds messages of the last minutes whenever it comes', async () => {
    const path = `/cloud/orders/rocketmq/v2/reliability/-/instances/${await first()}/messages?topic=order-paid`
    const status = async () => {
      const { body } = await send<{ instances: { name: string; status: string }[] }>('GET', list)
      return body.instances.find(({ name }) => name === 'search-staging')?.status
    }
    expect(await status()).toBe('CREATING')
    for (const [later, expected] of [
      [23 * 3_600_000, 'RUNNING'],
      [3_600_000, 'CREATING'],
    ] as const) {
      now += later
      open()
      expect(await status()).toBe(expected)
      const { body } = await send<{ total: number }>('GET', `${path}&start_time=${now - 15 * 60_000}&end_time=${now}`)
      expect(body.total).toBe(225)
    }
  })

  it('starts afresh with another scenario, and does not stumble over faults', async () => {
    const path = `/cloud/orders/rocketmq/v2/-/instances/${await first()}/topics`
    await send('POST', path, { name: 'kept', queue_num: 1, permission: 'all' })
    open('empty')
    expect((await send<{ instances: unknown[] }>('GET', list)).body.instances).toEqual([])
    open('')
    expect(await topic(path, 'kept')).toBe(200)
  })

  it('forgets what the cloud refused', async () => {
    const path = `/cloud/orders/rocketmq/v2/-/instances/${await first()}/topics`
    expect((await send('POST', path, { name: 'bad name!' })).status).toBe(400)
    expect(store.has('journal')).toBe(false)
  })
})

describe('engines', () => {
  it('issues tokens without showing them, and answers calls to an engine directly', async () => {
    const engines = await send<{ data: { id: string }[] }>(
      'GET',
      '/cloud/orders/cse-engine/v2/-/enginemgr/engines?offset=0&limit=100',
    )
    const id = engines.body.data[0]?.id ?? ''
    const named = { 'x-gantry-engine': id }
    const account = { name: 'root', password: 'long enough' }
    const issued = { issued: true, expires_at: new Date(now + 12 * 3_600_000).toISOString() }
    expect((await send('POST', '/cloud/orders/servicecomb/v4/token', account, named)).body).toEqual(issued)
    expect((await send('POST', `/cloud/orders/cse-engine/v2/-/enginemgr/engines/${id}/tokens`)).body).toEqual(issued)
    const services = await send('GET', '/cloud/orders/servicecomb/v4/default/registry/microservices', undefined, named)
    expect(services.status).toBe(200)
  })

  it('takes the account of an engine', async () => {
    const path = '/api/connections/orders/engines/e-1'
    expect((await send<Problem>('PUT', path, { name: 'root' })).body).toMatchObject({ field: 'password' })
    expect((await send('PUT', path, { name: 'root', password: 'x' })).status).toBe(204)
    expect((await send('DELETE', path)).status).toBe(204)
    expect((await send('DELETE', path)).status).toBe(404)
  })
})
