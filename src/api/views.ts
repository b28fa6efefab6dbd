/** Views of lists that a user keeps under names (`/api/views`). */
import { queryOptions } from '@tanstack/react-query'
import type { SavedView } from '~/contract/console.ts'
import type { ApiError } from './error.ts'
import { json } from './http.ts'
import { viewNames } from './listView.ts'
import { encode } from './request.ts'

export const viewsQuery = queryOptions<SavedView[], ApiError>({
  queryKey: ['views'],
  queryFn: async ({ signal }) => (await json<{ views: SavedView[] }>('GET', '/api/views', undefined, { signal })).views,
  // Another browser of the same user may have changed them: each opening of the menu asks.
  staleTime: 0,
})

export const saveView = (view: SavedView) => json<void>('PUT', `/api/views/${encode(view.id)}`, view)
export const removeView = (id: string) => json<void>('DELETE', `/api/views/${encode(id)}`)

/** What of an address is the view of a list; the page is not: another day has other rows there. */
const { page, ...ofView } = viewNames
const parts = Object.values(ofView)

/** The view in an address, as a query without `?`. */
export function queryOfView(search: URLSearchParams): string {
  const view = new URLSearchParams()
  for (const name of parts) for (const value of search.getAll(name)) view.append(name, value)
  return view.toString()
}

/** The address with another view, from its first page; what else stands there stays. */
export function withView(search: URLSearchParams, query: string): URLSearchParams {
  const next = new URLSearchParams(search)
  for (const name of [...parts, page]) next.delete(name)
  for (const [name, value] of new URLSearchParams(queryOfView(new URLSearchParams(query)))) next.append(name, value)
  return next
}

/** Names a list by its address without what differs from one resource to the next: `rocketmq.topics`. */
export function listOf(pathname: string, params: Readonly<Record<string, string | undefined>>): string {
  const values = new Set(Object.values(params))
  const names = pathname.split('/').filter((part) => part !== '' && !values.has(decodeURIComponent(part)))
  return names.filter((part, index) => index > 0 || part !== 'c').join('.') || 'home'
}
