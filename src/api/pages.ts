/** Reads pages of a list operation by its `x-list`: offset in records or pages, or the whole list at once. */
import type { ListSpec, Operation } from '~/contract/types.ts'
import { toBigInt } from '~/lib/json.ts'
import { call } from './client.ts'
import type { AnyArgs } from './request.ts'

/** What is read: a list operation with its arguments, and the older one to try where it is not there (`x-fallback`). */
export interface ListSource {
  operation: Operation
  args: AnyArgs
  fallback?: Operation
}

/** Reads under way at once when a whole list is read. */
const PARALLEL = 4
/** Where the contract names no largest page. */
const STANDARD_LIMIT = 50

export interface Page<Row> {
  rows: Row[]
  total?: number
}

/** The largest page that the cloud gives. */
export function pageLimit(list: ListSpec): number {
  return list.maxLimit ?? STANDARD_LIMIT
}

function at(body: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (value, step) =>
        value === null || typeof value !== 'object' ? undefined : (value as Record<string, unknown>)[step],
      body,
    )
}

/** The rows and the count of one answer. An absent list counts as empty only in an answer that is an object. */
export function readPageBody<Row>(list: ListSpec, body: unknown): Page<Row> {
  const rows = list.items === '' ? body : at(body, list.items)
  const total = list.total ? toBigInt(at(body, list.total)) : undefined
  return { rows: Array.isArray(rows) ? (rows as Row[]) : [], ...(total === undefined ? {} : { total: Number(total) }) }
}

/** The paging parameters for `limit` records from record `offset` (from 0, a multiple of `limit`). Sent as the contract types them. */
export function pageArgs(list: ListSpec, offset: number, limit: number): Record<string, number> {
  if (list.paging === 'none' || !list.params?.offset) return {}
  const base = list.offsetBase ?? 0
  const position = list.unit === 'pages' || list.paging === 'page' ? Math.floor(offset / limit) + base : offset + base
  return { [list.params.offset]: position, ...(list.params.limit ? { [list.params.limit]: limit } : {}) }
}

async function readOne<Row>(
  { operation, args, fallback }: ListSource,
  list: ListSpec,
  offset: number,
  limit: number,
  signal?: AbortSignal,
): Promise<Page<Row>> {
  const options = { ...(signal ? { signal } : {}), ...(fallback ? { fallback } : {}) }
  return readPageBody<Row>(list, await call(operation, { ...args, ...pageArgs(list, offset, limit) } as never, options))
}

/** The list facts of an operation. @throws TypeError for an operation that is not a list */
export function listSpec(operation: Operation): ListSpec {
  if (!operation.list) throw new TypeError(`${operation.id} is not a list`)
  return operation.list
}

/**
 * One page of `size` records, put together from as many calls as the cloud's largest page needs. Where the cloud does
 * not count, a page that is not full is the last one and tells how many there are. An empty page behind the first does
 * not: the list ends somewhere before it.
 */
export async function readPage<Row>(
  source: ListSource,
  page: number,
  size: number,
  signal?: AbortSignal,
): Promise<Page<Row>> {
  const list = listSpec(source.operation)
  const limit = Math.min(size, pageLimit(list))
  const start = (page - 1) * size
  const first = await readOne<Row>(source, list, start, limit, signal)
  const rows = [...first.rows]
  let isLast = first.rows.length < limit
  for (
    let read = limit;
    read < size && first.rows.length === limit && (first.total === undefined || start + read < first.total);
    read += limit
  ) {
    const asked = Math.min(limit, size - read)
    const next = await readOne<Row>(source, list, start + read, asked, signal)
    rows.push(...next.rows)
    isLast = next.rows.length < asked
    if (isLast) break
  }
  const counted = isLast && (rows.length > 0 || start === 0) ? start + rows.length : undefined
  const total = first.total ?? counted
  return { rows, ...(total === undefined ? {} : { total }) }
}

/**
 * Every record of a list, `PARALLEL` pages at a time. A list that changes meanwhile can repeat a record on the next
 * page: `keyOf` drops the repetition.
 */
export async function readAll<Row>(
  source: ListSource,
  keyOf: (row: Row) => string,
  signal: AbortSignal | undefined,
  onProgress: (rows: Row[], total: number | undefined) => void,
): Promise<Page<Row>> {
  const list = listSpec(source.operation)
  const limit = pageLimit(list)
  const found = new Map<string, Row>()
  const take = (page: Page<Row>) => {
    for (const row of page.rows) found.set(keyOf(row), row)
  }
  const first = await readOne<Row>(source, list, 0, limit, signal)
  take(first)
  let total = first.total
  let offset = limit
  let more =
    list.paging !== 'none' &&
    list.params?.offset !== undefined &&
    first.rows.length >= limit &&
    (total === undefined || total > limit)
  while (more) {
    onProgress([...found.values()], total)
    const known = total === undefined ? PARALLEL : Math.ceil((total - offset) / limit)
    const offsets = Array.from({ length: Math.max(1, Math.min(PARALLEL, known)) }, (_, index) => offset + index * limit)
    const pages = await Promise.all(offsets.map((one) => readOne<Row>(source, list, one, limit, signal)))
    pages.forEach(take)
    total = pages.at(-1)?.total ?? total
    offset += offsets.length * limit
    // Without a total, or when the list shrinks, a short page is the end.
    more = pages.every((page) => page.rows.length === limit) && (total === undefined || offset < total)
  }
  return { rows: [...found.values()], ...(total === undefined ? {} : { total }) }
}
