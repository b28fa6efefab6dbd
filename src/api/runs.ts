/** Bulk actions that the cloud has no call for: our server makes one call per item, and keeps the record as a job. */
import type { RunRequest, TrackedJob } from '~/contract/console.ts'
import type { Operation } from '~/contract/types.ts'
import { newId } from '~/lib/newId.ts'
import { json } from './http.ts'
import { noteJob } from './noteJob.ts'
import { encode } from './request.ts'

/** What a run is about: the arguments that its calls share, and the one whose values are the items. */
export interface RunSpec {
  operation: Operation
  args: Readonly<Record<string, string>> & { connection: string }
  run: string
}

/**
 * Starts one call per item.
 * @throws ApiError when the server does not take it; nothing has been sent then
 */
export async function startRun(spec: RunSpec, items: readonly string[], title: string): Promise<TrackedJob> {
  const { connection, ...args } = spec.args
  const { family, id: operationId } = spec.operation
  const request: RunRequest = {
    id: newId(),
    connection,
    family,
    operationId,
    args,
    title,
    run: spec.run,
    items: [...items],
  }
  const job = await json<TrackedJob>('POST', '/api/runs', request)
  noteJob(job)
  return job
}

/** Asks the server to start no further item. One that has ended meanwhile is no failure. */
export async function stopRun(id: string): Promise<void> {
  await json<void>('DELETE', `/api/runs/${encode(id)}`)
}
