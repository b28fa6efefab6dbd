/** What became of each item of a bulk change (`x-async.items`): the cloud has one word for all of them. */
import type { JobItem, TrackedJob } from '~/contract/console.ts'
import type { AsyncSpec, Operation } from '~/contract/types.ts'
import { scalarText } from '~/lib/json.ts'
import { call } from './client.ts'
import { eachOf, traceOf } from './jobRecord.ts'
import { readParts, trackJob } from './jobs.ts'
import { operationById } from './operationById.ts'
import { listSpec, pageLimit, readPage } from './pages.ts'
import { readPath } from './readPath.ts'
import type { AnyArgs } from './request.ts'

/** Pages of the list that are read at most: each is a call. */
const PAGES = 40

type Row = Record<string, unknown>

interface Found {
  /** The record of each name, as far as the list was read. */
  rows: Map<string, Row>
  isComplete: boolean
}

async function listOf(job: TrackedJob, spec: AsyncSpec): Promise<Operation | undefined> {
  const watch = spec.watch ? await operationById(job.family, spec.watch) : undefined
  return watch?.list ? watch : undefined
}

/** Reads the list, page by page, until every name has been seen. */
async function look(list: Operation, job: TrackedJob, trace: string, signal?: AbortSignal): Promise<Found> {
  const spec = listSpec(list)
  const key = trace.slice(trace.lastIndexOf(']') + 1).replace(/^\./, '')
  const missing = new Set(job.items?.map(({ name }) => name))
  const rows = new Map<string, Row>()
  const limit = pageLimit(spec)
  for (let page = 1; page <= PAGES; page++) {
    const source = { operation: list, args: { ...job.args, connection: job.connection } }
    const { rows: read, total } = await readPage<Row>(source, page, limit, signal)
    for (const row of read) {
      const name = scalarText(readPath(row, key))
      if (name !== undefined && missing.delete(name)) rows.set(name, row)
    }
    const isLast = spec.paging === 'none' || read.length < limit || (total !== undefined && page * limit >= total)
    if (isLast || missing.size === 0) return { rows, isComplete: true }
  }
  return { rows, isComplete: false }
}

function outcomeOf(job: TrackedJob, spec: AsyncSpec, { rows, isComplete }: Found, name: string): JobItem['outcome'] {
  const row = rows.get(name)
  if (spec.goneFrom) return row ? 'failed' : isComplete ? 'done' : 'unknown'
  if (!row) return isComplete ? 'failed' : 'unknown'
  const settings = Object.entries(job.set ?? {})
  if (settings.some(([field]) => row[field] === undefined)) return 'unknown'
  return settings.every(([field, value]) => scalarText(row[field]) === String(value)) ? 'done' : 'failed'
}

/** What became of each item that is read by itself. */
async function readEach(job: TrackedJob, items: readonly JobItem[], signal?: AbortSignal): Promise<JobItem[]> {
  const parts = await readParts(job, signal)
  signal?.throwIfAborted()
  return items.map(({ name }, index) => {
    const part = parts[index]
    const state = part?.status === 'fulfilled' ? part.value.state : 'unknown'
    return { name, outcome: state === 'running' ? 'unknown' : state }
  })
}

/**
 * The items of a job with what became of each, from a look at each or from at most `PAGES` pages of the list that they
 * stand in.
 * @throws ApiError when the list cannot be read
 */
export async function readItems(job: TrackedJob, signal?: AbortSignal): Promise<JobItem[] | undefined> {
  const spec = (await operationById(job.family, job.operationId))?.async
  const trace = traceOf(spec)
  if (job.items && eachOf(spec)) return readEach(job, job.items, signal)
  const list = spec && (await listOf(job, spec))
  if (!job.items || !spec || !trace || !list) return job.items
  const found = await look(list, job, trace, signal)
  return job.items.map(({ name }) => ({ name, outcome: outcomeOf(job, spec, found, name) }))
}

/** The body that names only these items; for a change their settings of now with the new ones over them. */
async function bodyOf(job: TrackedJob, spec: AsyncSpec, names: readonly string[]): Promise<unknown> {
  const root = (spec.items ?? '').replace(/^\$\./, '').split('[')[0] ?? ''
  if (!spec.changedIn) return { [root]: names }
  const list = await listOf(job, spec)
  if (!list) return { [root]: [] }
  const items = names.map((name) => ({ name }))
  const { rows } = await look(list, { ...job, items }, spec.changedIn)
  return { [root]: [...rows.values()].map((row) => ({ ...row, ...job.set })) }
}

/**
 * Starts the change of a job once more, for the items that failed; a job of its own.
 * @throws ApiError
 */
export async function retryItems(job: TrackedJob, operation: Operation, title: string): Promise<TrackedJob> {
  const names = (job.items ?? []).filter((item) => item.outcome === 'failed').map((item) => item.name)
  const args: AnyArgs = {
    ...job.args,
    connection: job.connection,
    body: await bodyOf(job, operation.async ?? {}, names),
  }
  return trackJob(operation, args, await call(operation, args as never), title, job.set)
}
