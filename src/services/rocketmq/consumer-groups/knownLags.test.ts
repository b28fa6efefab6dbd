import { QueryClient } from '@tanstack/react-query'
import { expect, test, vi } from 'vitest'
import { toTopicLag, unknownTopic, type GroupLag } from './groupLag.ts'
import { groupLagQuery } from './groupQueries.ts'
import { lagStore } from './knownLags.ts'

const here = { connection: 'c', instance_id: 'i' }

function setUp() {
  const client = new QueryClient()
  const put = (group: string, lag: GroupLag, instance_id = 'i') =>
    client.setQueryData<GroupLag>(groupLagQuery(client, { connection: 'c', instance_id, group }).queryKey, lag)
  return { client, put }
}

/** The cache tells of its changes in the next task. */
const told = () => new Promise((resolve) => setTimeout(resolve))
const topic = (lag: number) => toTopicLag('orders', { lag })

test('knows the groups that are wholly read, of this instance', async () => {
  const { client, put } = setUp()
  put('before', { topics: [topic(7)], complete: true })
  const store = lagStore(client, here)
  expect(store.read()).toEqual(new Map([['before', 7n]]))
  const onChange = vi.fn<() => void>()
  const stop = store.subscribe(onChange)
  put('one', { topics: [unknownTopic('orders')], complete: false })
  put('one', { topics: [topic(3)], complete: false })
  put('lost', { topics: [topic(3), unknownTopic('gone', new Error('no'))], complete: true })
  put('there', { topics: [topic(5)], complete: true }, 'other')
  await told()
  expect(onChange).not.toHaveBeenCalled()
  const before = store.read()
  put('one', { topics: [topic(3)], complete: true })
  await told()
  expect(onChange).toHaveBeenCalledOnce()
  expect(store.read()).toEqual(
    new Map([
      ['before', 7n],
      ['one', 3n],
    ]),
  )
  expect(before).not.toBe(store.read())
  stop()
})

test('what leaves the cache is not known any more', async () => {
  const { client, put } = setUp()
  put('one', { topics: [topic(3)], complete: true })
  const store = lagStore(client, here)
  const stop = store.subscribe(() => undefined)
  client.clear()
  await told()
  expect(store.read().size).toBe(0)
  stop()
})
