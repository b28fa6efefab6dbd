/** What the user called and saved in the API Explorer (`/api/requests`). */
import { queryOptions } from '@tanstack/react-query'
import type { KeptRequests, PastRequest, SavedRequest } from '~/contract/requests.ts'
import type { ApiError } from './error.ts'
import { json } from './http.ts'
import { encode } from './request.ts'

/** Calls that are being written: what is read after a call has it. */
const writes = new Set<Promise<void>>()

export const requestsQuery = queryOptions<KeptRequests, ApiError>({
  queryKey: ['requests'],
  queryFn: async ({ signal }) => {
    await Promise.allSettled(writes)
    return json<KeptRequests>('GET', '/api/requests', undefined, { signal })
  },
})

/** Keeps a call; nobody waits for it, so a missing session is an error and no dialog. */
export function putPast(request: PastRequest): Promise<void> {
  const write = json<void>('PUT', `/api/requests/past/${encode(request.id)}`, request, { gated: false })
  writes.add(write)
  return write.finally(() => writes.delete(write))
}

export const putSaved = (request: SavedRequest) =>
  json<void>('PUT', `/api/requests/saved/${encode(request.id)}`, request)

export type KeptList = keyof KeptRequests

export const removeRequests = (list: KeptList, ids: readonly string[]) =>
  json<void>('DELETE', `/api/requests/${list}/${ids.map(encode).join()}`)
export const removeAllPast = () => json<void>('DELETE', '/api/requests/past')
