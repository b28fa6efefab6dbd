import { useCallback } from 'react'
import { useSearchParams } from 'react-router'
import type { ApiError } from './error.ts'
import type { ListResult, ListView } from './list.ts'
import { parseView, writeView } from './listView.ts'

/** What a read says of itself; the result of `useQuery` or `useSuspenseQuery`. */
interface Read {
  isPending?: boolean
  isFetching: boolean
  error: ApiError | null
  dataUpdatedAt: number
  refetch: () => unknown
}

/** Rows that one answer holds whole (or that are computed from it), as a list whose view lives in the address. */
export function useLocalList<Row>(rows: readonly Row[], read: Read): ListResult<Row> {
  const [search, setSearch] = useSearchParams()
  const setView = useCallback(
    (change: Partial<ListView>, how?: { replace?: boolean }) =>
      setSearch((now) => writeView(now, change), { replace: how?.replace ?? false, preventScrollReset: true }),
    [setSearch],
  )
  const isThere = read.isPending !== true
  return {
    rows,
    scope: 'all',
    complete: isThere,
    ...(isThere ? { total: rows.length } : {}),
    isLoading: !isThere && read.error === null,
    isFetching: read.isFetching,
    ...(read.error ? { error: read.error } : {}),
    ...(read.dataUpdatedAt > 0 ? { updatedAt: read.dataUpdatedAt } : {}),
    refresh: () => void read.refetch(),
    loadAll: () => Promise.resolve([...rows]),
    view: parseView(search),
    setView,
  }
}
