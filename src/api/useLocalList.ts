import { useCallback, useMemo } from 'react'
import { useSearchParams } from 'react-router'
import type { ApiError } from './error.ts'
import type { ListResult, ListView } from './list.ts'
import { parseView, writeView } from './listView.ts'

/** What is known of rows that came all at once (React Query's result has it all). */
export interface LocalSource<Row> {
  data: readonly Row[] | undefined
  error: ApiError | null
  isFetching: boolean
  dataUpdatedAt: number
  refetch: () => Promise<unknown>
}

/** A list that is wholly here already: its page, order, search and filters live in the address as in `useList`. */
export function useLocalList<Row>({
  data,
  error,
  isFetching,
  dataUpdatedAt,
  refetch,
}: LocalSource<Row>): ListResult<Row> {
  const [search, setSearch] = useSearchParams()
  const view = useMemo(() => parseView(search), [search])
  const setView = useCallback(
    (change: Partial<ListView>, options?: { replace?: boolean }) =>
      setSearch((now) => writeView(now, change), { replace: options?.replace ?? false, preventScrollReset: true }),
    [setSearch],
  )
  return {
    rows: data ?? [],
    scope: 'all',
    complete: data !== undefined,
    ...(data ? { total: data.length } : {}),
    isLoading: data === undefined && !error,
    isFetching,
    ...(error ? { error } : {}),
    ...(dataUpdatedAt ? { updatedAt: dataUpdatedAt } : {}),
    refresh: () => void refetch(),
    loadAll: () => Promise.resolve([...(data ?? [])]),
    view,
    setView,
  }
}
