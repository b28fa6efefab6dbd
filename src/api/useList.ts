import { keepPreviousData, queryOptions, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo } from 'react'
import { useSearchParams } from 'react-router'
import type { Operation } from '~/contract/types.ts'
import type { ApiError } from './error.ts'
import type { ListResult, ListView } from './list.ts'
import { needsAll, parseView, writeView } from './listView.ts'
import { listSpec, readAll, readPage, type Page } from './pages.ts'
import { keyOf, pollInterval } from './query.ts'
import type { AnyArgs, CallArgs } from './request.ts'

interface CompletePage<Row> extends Page<Row> {
  complete: boolean
}

interface ListOptions<Row> {
  rowKey: (row: Row) => string
  /** Reads again while any row is busy (a status on its way). */
  pollWhile?: (row: Row) => boolean
  /** The operation to try where this one is not there (`x-fallback`). */
  fallback?: Operation
}

function isWhole(operation: Operation, view: ListView): boolean {
  return listSpec(operation).paging === 'none' || needsAll(view)
}

function listQuery<Row>(
  client: QueryClient,
  operation: Operation,
  args: AnyArgs,
  view: ListView,
  options: ListOptions<Row>,
) {
  const whole = isWhole(operation, view)
  const size = typeof view.size === 'number' ? view.size : 0
  const source = { operation, args, ...(options.fallback ? { fallback: options.fallback } : {}) }
  const queryKey = [...keyOf(operation, args), whole ? 'all' : { page: view.page, size }]
  return queryOptions<CompletePage<Row>, ApiError>({
    queryKey,
    queryFn: async ({ signal }) => {
      if (!whole) return { ...(await readPage<Row>(source, view.page, size, signal)), complete: false }
      const isFirst = client.getQueryData<CompletePage<Row>>(queryKey)?.complete !== true
      const page = await readAll<Row>(source, options.rowKey, signal, (rows, total) => {
        // What is there is shown while the rest is read; a complete list is never replaced by a part of it.
        if (isFirst)
          client.setQueryData<CompletePage<Row>>(queryKey, {
            rows,
            ...(total === undefined ? {} : { total }),
            complete: false,
          })
      })
      return { ...page, complete: true }
    },
  })
}

/** Starts the first read of a list page; for route loaders. */
export function prefetchList<Op extends Operation, Row>(
  client: QueryClient,
  operation: Op,
  args: CallArgs<Op>,
  url: string,
  rowKey: (row: Row) => string,
  fallback?: Operation,
): void {
  const view = parseView(new URL(url).searchParams)
  void client.prefetchQuery(
    listQuery<Row>(client, operation, args as unknown as AnyArgs, view, { rowKey, ...(fallback ? { fallback } : {}) }),
  )
}

/**
 * A list whose page, size, order, search and filters live in the address. See `ListResult`.
 * Rows are typed by the caller: `useList<typeof rocketmq.listTopics, TopicSummary>(rocketmq.listTopics, params, { rowKey: (topic) => topic.name ?? '' })`.
 */
export function useList<Op extends Operation, Row>(
  operation: Op,
  args: CallArgs<Op>,
  options: ListOptions<Row>,
): ListResult<Row> {
  const client = useQueryClient()
  const [search, setSearch] = useSearchParams()
  const view = useMemo(() => parseView(search), [search])
  const { pollWhile, rowKey, fallback } = options
  const result = useQuery<CompletePage<Row>, ApiError>({
    ...listQuery<Row>(client, operation, args as unknown as AnyArgs, view, options),
    placeholderData: keepPreviousData,
    ...(pollWhile
      ? { refetchInterval: (state) => pollInterval(state.queryHash, state.state.data?.rows.some(pollWhile) ?? false) }
      : {}),
  })
  const { data } = result
  const whole = isWhole(operation, view)

  const setView = useCallback(
    (change: Partial<ListView>, how?: { replace?: boolean }) =>
      setSearch((now) => writeView(now, change), { replace: how?.replace ?? false, preventScrollReset: true }),
    [setSearch],
  )

  // The list shrank under the reader: show its last page instead of an empty one.
  const size = typeof view.size === 'number' ? view.size : 0
  const lastPage = data?.total !== undefined && size > 0 ? Math.max(1, Math.ceil(data.total / size)) : undefined
  const isBeyond =
    !whole && !result.isPlaceholderData && data?.rows.length === 0 && lastPage !== undefined && view.page > lastPage
  useEffect(() => {
    if (isBeyond && lastPage !== undefined) setView({ page: lastPage }, { replace: true })
  }, [isBeyond, lastPage, setView])

  return {
    rows: data?.rows ?? [],
    scope: whole ? 'all' : 'page',
    complete: whole ? data?.complete === true && !result.isPlaceholderData : false,
    ...(data?.total === undefined
      ? whole && data?.complete
        ? { total: data.rows.length }
        : {}
      : { total: data.total }),
    isLoading: result.isPending || isBeyond,
    isFetching: result.isFetching,
    ...(result.isPlaceholderData ? { isPrevious: true as const } : {}),
    ...(result.error ? { error: result.error } : {}),
    ...(result.dataUpdatedAt ? { updatedAt: result.dataUpdatedAt } : {}),
    refresh: () => void result.refetch(),
    loadAll: async (signal, onProgress) => {
      const page = await readAll<Row>(
        { operation, args: args as unknown as AnyArgs, ...(fallback ? { fallback } : {}) },
        rowKey,
        signal,
        (rows, total) => onProgress(rows.length, total),
      )
      return page.rows
    },
    view,
    setView,
  }
}
