import { beforeEach, expect, it } from 'vitest'
import type { Problem } from '~/contract/console.ts'
import type { KeptRequests, PastRequest, SavedRequest } from '~/contract/requests.ts'
import { createConsole } from './console.ts'

let store: Map<string, string>
let respond: ReturnType<typeof createConsole>

/** A fresh page of the same visit. */
function open() {
  const memory = {
    get: (name: string) => store.get(name),
    set: (name: string, value: string | undefined) =>
      void (value === undefined ? store.delete(name) : store.set(name, value)),
  }
  respond = createConsole({ clock: { now: () => Date.UTC(2026, 3, 1, 9) }, memory })
}

beforeEach(() => {
  store = new Map()
  open()
})

async function send(method: string, path: string, body?: object | string): Promise<{ status: number; text: string }> {
  const text = typeof body === 'object' ? JSON.stringify(body) : body
  const init = { method, headers: { 'x-gantry': '1' }, ...(text === undefined ? {} : { body: text }) }
  const response = await respond(new Request(`https://demo.test/api/requests${path}`, init))
  return { status: response.status, text: await response.text() }
}
const all = async () => JSON.parse((await send('GET', '')).text) as KeptRequests

const call: PastRequest = {
  id: 'p-1',
  family: 'rocketmq',
  operationId: 'createUser',
  args: { instance_id: 'i-1', body: { access_key: 'a' } },
  at: '2026-04-01T09:00:00.000Z',
  connection: 'orders',
  status: 200,
  ms: 1,
  requestId: 'r',
}
const saved: SavedRequest = {
  id: 's-1',
  name: 'ours',
  family: 'rocketmq',
  operationId: 'listInstances',
  args: {},
  at: '',
}

it('keeps calls and saved requests over a reload, as our server does', async () => {
  expect(await all()).toEqual({ past: [], saved: [] })
  await send('PUT', '/past/p-1', call)
  await send('PUT', '/past/p-2', { ...call, id: 'p-2' })
  await send('PUT', '/saved/s-1', saved)
  await send('PUT', '/saved/s-2', { ...saved, id: 's-2', args: { limit: 1 } })
  open()
  expect((await all()).past.map(({ id }) => id)).toEqual(['p-2', 'p-1'])
  expect((await all()).saved).toEqual([{ ...saved, id: 's-2', args: { limit: 1 } }])
  await send('DELETE', '/past/p-2')
  await send('DELETE', '/saved/s-2,s-1')
  expect(await all()).toEqual({ past: [call], saved: [] })
  await send('DELETE', '/past')
  expect((await all()).past).toEqual([])
  expect((await send('DELETE', '/saved')).status).toBe(404)
})

it('drops secrets, keeps numbers exact, and refuses operations that it does not know', async () => {
  const body = JSON.stringify({ ...call, args: { body: { secret_key: 'CANARY', n: 0 } } }).replace(
    '"n":0',
    '"n":9007199254740993',
  )
  expect((await send('PUT', '/past/p-1', body)).status).toBe(204)
  const { text } = await send('GET', '')
  expect(text).toContain('"body":{"n":9007199254740993}')
  expect(JSON.stringify([...store])).not.toContain('CANARY')
  const refused = await send('PUT', '/past/p-2', { ...call, operationId: 'none' })
  expect([refused.status, (JSON.parse(refused.text) as Problem).field]).toEqual([400, 'operationId'])
})
