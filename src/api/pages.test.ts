import { afterEach, describe, expect, test, vi } from 'vitest'
import type { Operation } from '~/contract/types.ts'
import { pageArgs, readAll, readPage } from './pages.ts'

const records = Array.from({ length: 130 }, (_, index) => ({ name: `topic-${index}` }))
const list = {
  items: 'topics',
  total: 'total',
  paging: 'offset' as const,
  params: { offset: 'offset', limit: 'limit' },
  offsetBase: 0,
  unit: 'records' as const,
  maxLimit: 50,
}
const operation: Operation = {
  family: 'rocketmq',
  id: 'listTopics',
  method: 'GET',
  path: '/v2/{project_id}/topics',
  kind: 'list',
  risk: 'none',
  query: ['offset', 'limit'],
  list,
}
const keyOf = (row: { name: string }) => row.name

/** A list as the cloud gives it; `shrinkTo` after the first call. */
function serve(withTotal: boolean, shrinkTo = records.length, atFirst = records.length) {
  let calls = 0
  const fetch = vi.fn<(url: string) => Promise<Response>>((url) => {
    const { searchParams } = new URL(url, 'http://console')
    const offset = Number(searchParams.get('offset'))
    const there = records.slice(0, calls++ === 0 ? atFirst : shrinkTo)
    const topics = there.slice(offset, offset + Number(searchParams.get('limit')))
    return Promise.resolve(Response.json({ topics, ...(withTotal ? { total: there.length } : {}) }))
  })
  vi.stubGlobal('fetch', fetch)
  return fetch
}

afterEach(() => vi.unstubAllGlobals())

test('one page costs one call', async () => {
  const fetch = serve(true)
  const page = await readPage<{ name: string }>({ operation, args: { connection: 'c' } }, 2, 50)
  expect(page.rows.map(keyOf)).toEqual(records.slice(50, 100).map(keyOf))
  expect(page.total).toBe(130)
  expect(fetch).toHaveBeenCalledTimes(1)
})

test('a page larger than the cloud gives is put together', async () => {
  const fetch = serve(true)
  const page = await readPage<{ name: string }>({ operation, args: { connection: 'c' } }, 1, 100)
  expect(page.rows).toHaveLength(100)
  expect(fetch).toHaveBeenCalledTimes(2)
})

describe('where the cloud does not count', () => {
  const read = (page: number, size: number) =>
    readPage<{ name: string }>({ operation, args: { connection: 'c' } }, page, size)

  test.each([
    ['a full page does not tell how many there are', 130, 1, 50, 50, undefined],
    ['the only page does', 3, 1, 50, 3, 3],
    ['so does an empty list', 0, 1, 50, 0, 0],
    ['the last page adds those before it', 130, 3, 50, 30, 130],
    ['a page behind the end of a list that shrank does not', 60, 3, 50, 0, undefined],
    ['a page of several calls: full', 130, 1, 100, 100, undefined],
    ['a page of several calls: the last of them is short', 130, 2, 100, 30, 130],
    ['a page of several calls: the last of them is empty', 50, 1, 100, 50, 50],
    ['a page of several calls: the last of them asks for fewer', 130, 1, 70, 70, undefined],
  ])('%s', async (_what, there, page, size, rows, total) => {
    serve(false, there, there)
    const found = await read(page, size)
    expect(found.rows).toHaveLength(rows)
    expect(found.total).toBe(total)
  })

  test('what the cloud says goes before what its page tells', async () => {
    vi.stubGlobal('fetch', () => Promise.resolve(Response.json({ topics: records.slice(0, 3), total: 7 })))
    expect((await read(1, 50)).total).toBe(7)
  })
})

test('all pages are read, with and without a count', async () => {
  for (const withTotal of [true, false]) {
    serve(withTotal)
    const progress: number[] = []
    const page = await readAll<{ name: string }>({ operation, args: { connection: 'c' } }, keyOf, undefined, (rows) =>
      progress.push(rows.length),
    )
    expect(page.rows.map(keyOf)).toEqual(records.map(keyOf))
    expect(page.total).toBe(withTotal ? 130 : undefined)
    expect(progress[0]).toBe(50)
  }
})

test('a list that shrinks meanwhile ends, and repeats nothing', async () => {
  serve(true, 60)
  const page = await readAll<{ name: string }>(
    { operation, args: { connection: 'c' } },
    keyOf,
    undefined,
    () => undefined,
  )
  expect(new Set(page.rows.map(keyOf)).size).toBe(page.rows.length)
  expect(page.total).toBe(60)
})

test('positions count records or pages, from 0 or 1', () => {
  expect(pageArgs(list, 100, 50)).toEqual({ offset: 100, limit: 50 })
  expect(pageArgs({ ...list, params: { offset: 'start', limit: 'limit' }, offsetBase: 1 }, 100, 50)).toEqual({
    start: 101,
    limit: 50,
  })
  expect(
    pageArgs(
      { ...list, paging: 'page', unit: 'pages', offsetBase: 1, params: { offset: 'curPage', limit: 'perPage' } },
      100,
      50,
    ),
  ).toEqual({ curPage: 3, perPage: 50 })
  expect(pageArgs({ items: 'zones', paging: 'none' }, 0, 50)).toEqual({})
})
