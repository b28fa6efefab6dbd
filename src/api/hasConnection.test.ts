import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { hasConnection } from './hasConnection.ts'
import { queryClient } from './queryClient.ts'
import { connectionsQuery } from './session.ts'

/** What the server has. */
let stored: string[] = []
let asked = 0

beforeEach(() => {
  asked = 0
  vi.stubGlobal('fetch', () => {
    asked += 1
    return Promise.resolve(Response.json({ connections: stored.map((id) => ({ id })) }))
  })
})
afterEach(() => {
  vi.unstubAllGlobals()
  queryClient.clear()
})

test('a connection that is in memory is not asked for', async () => {
  stored = ['orders']
  await queryClient.fetchQuery(connectionsQuery)
  expect(await hasConnection('orders')).toBe(true)
  expect(asked).toBe(1)
})

test('one that was made elsewhere meanwhile is found, and is in memory then', async () => {
  stored = ['orders']
  await queryClient.fetchQuery(connectionsQuery)
  stored = ['orders', 'made-elsewhere']
  expect(await hasConnection('made-elsewhere')).toBe(true)
  expect(asked).toBe(2)
  expect(queryClient.getQueryData(connectionsQuery.queryKey)).toHaveLength(2)
})

test('one that is nowhere is asked for once more', async () => {
  stored = ['orders']
  await queryClient.fetchQuery(connectionsQuery)
  expect(await hasConnection('gone')).toBe(false)
  expect(asked).toBe(2)
})
