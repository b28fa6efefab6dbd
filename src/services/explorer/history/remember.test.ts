import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { requestsQuery } from '~/api/keptRequests.ts'
import { drawToasts } from '~/components/toast.ts'
import type { KeptRequests } from '~/contract/requests.ts'
import { remember } from './remember.ts'

const { queryKey } = requestsQuery
const call = {
  family: 'rocketmq',
  operationId: 'listTopics',
  args: { instance_id: 'i' },
  connection: 'c',
  status: 200,
  ms: 1,
  requestId: 'r',
} as const

let client: QueryClient
let told: unknown[]
let fetched: { method: string; path: string }[]
let answers: (() => Promise<Response>)[]

const ok = async () => new Response(null, { status: 204 })
const refused = async () =>
  Response.json({ code: 'gantry.internal', message: 'No room', requestId: '' }, { status: 500 })
const past = () => client.getQueryData(queryKey)?.past.map(({ operationId }) => operationId)

beforeEach(() => {
  client = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  told = []
  fetched = []
  answers = []
  drawToasts((toast) => told.push(toast.message))
  vi.stubGlobal('fetch', async (path: string, { method }: { method: string }) => {
    fetched.push({ method, path })
    return (answers.shift() ?? ok)()
  })
})
afterEach(() => vi.unstubAllGlobals())

test('a call stands in the list at once, and is sent', async () => {
  client.setQueryData(queryKey, { past: [], saved: [] })
  const sent = remember(client, call)
  expect(past()).toEqual(['listTopics'])
  await sent
  expect(fetched).toEqual([{ method: 'PUT', path: expect.stringMatching(/^\/api\/requests\/past\/[\w-]+$/) }])
})

test('a failure takes it off again and is told once, until it has worked', async () => {
  client.setQueryData(queryKey, { past: [], saved: [] })
  answers = [refused, refused, ok, refused]
  await remember(client, call)
  expect(past()).toEqual([])
  await remember(client, call)
  expect(told).toEqual([expect.stringContaining('No room')])
  await remember(client, call)
  expect(past()).toEqual(['listTopics'])
  await remember(client, call)
  expect(told).toHaveLength(2)
})

const listOf = (ids: readonly string[]) =>
  Response.json({ past: ids.map((id) => ({ ...call, id, at: '' })), saved: [] } satisfies KeptRequests)

test('what is read after a call waits for it to be written', async () => {
  let isWritten = false
  const write = async () => {
    await new Promise((resolve) => setTimeout(resolve, 20))
    isWritten = true
    return new Response(null, { status: 204 })
  }
  answers = [write, async () => listOf(isWritten ? ['p'] : [])]
  const sent = remember(client, call)
  expect((await client.fetchQuery(requestsQuery)).past).toHaveLength(1)
  await sent
})

test('what was being read before is read again', async () => {
  const early = Promise.withResolvers<Response>()
  answers = [() => early.promise, ok, async () => listOf(['p'])]
  const stop = new QueryObserver(client, requestsQuery).subscribe(() => undefined)
  await vi.waitFor(() => expect(fetched).toHaveLength(1))
  const sent = remember(client, call)
  early.resolve(listOf([]))
  await sent
  expect(past()).toEqual(['listTopics'])
  expect(fetched.map(({ method }) => method)).toEqual(['GET', 'PUT', 'GET'])
  stop()
})
