import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect } from 'react'
import { useSearchParams } from 'react-router'
import type { ApiError } from '~/api/error.ts'
import type { ListResult, ListView } from '~/api/list.ts'
import { needsAll, parseView, writeView } from '~/api/listView.ts'
import { readAll, readPage } from '~/api/pages.ts'
import { keyOf } from '~/api/query.ts'
import * as rocketmq from '~/contract/rocketmq/generated/operations.ts'
import type { Message } from '~/contract/rocketmq/generated/types.ts'
import type { InstanceParams } from '~/paths/rocketmq.ts'
import { messageKey } from './messageFields.ts'
import type { MessageArgs } from './messageSearch.ts'
import { PAGE, scanMessages, type Scan } from './scanMessages.ts'

interface Answer extends Scan {
  complete: boolean
}

export interface MessageList extends ListResult<Message> {
  /** Set when sorting and filtering saw only the first messages of more. */
  truncated?: { read: number; total?: number }
}

/**
 * The messages that a search finds, as a list for `DataTable`. Like `useList`, but what sorts and filters reads a bounded
 * number of messages: a busy topic holds millions. Exporting reads all of them, with progress and a way to stop.
 */
export function useMessageList({ connection, instance_id }: InstanceParams, search: MessageArgs): MessageList {
  const args = { connection, instance_id, ...search }
  const client = useQueryClient()
  const [address, setAddress] = useSearchParams()
  const view = parseView(address)
  const isWhole = needsAll(view)
  const size = typeof view.size === 'number' ? view.size : PAGE
  const queryKey = [...keyOf(rocketmq.listMessages, args), isWhole ? 'scan' : { page: view.page, size }]
  const result = useQuery<Answer, ApiError>({
    queryKey,
    queryFn: async ({ signal }) => {
      if (!isWhole)
        return {
          ...(await readPage<Message>({ operation: rocketmq.listMessages, args }, view.page, size, signal)),
          truncated: false,
          complete: false,
        }
      const isFirst = client.getQueryData<Answer>(queryKey) === undefined
      const scan = await scanMessages(
        (page) => readPage<Message>({ operation: rocketmq.listMessages, args }, page, PAGE, signal),
        // What is there is shown while the rest is read.
        (soFar) =>
          isFirst ? client.setQueryData<Answer>(queryKey, { ...soFar, truncated: false, complete: false }) : undefined,
      )
      return { ...scan, complete: !scan.truncated }
    },
    placeholderData: keepPreviousData,
  })
  const { data } = result

  const setView = useCallback(
    (change: Partial<ListView>, how?: { replace?: boolean }) =>
      setAddress((now) => writeView(now, change), { replace: how?.replace ?? false, preventScrollReset: true }),
    [setAddress],
  )
  const lastPage = data?.total === undefined || isWhole ? undefined : Math.max(1, Math.ceil(data.total / size))
  const isBeyond =
    !result.isPlaceholderData && data?.rows.length === 0 && lastPage !== undefined && view.page > lastPage
  useEffect(() => {
    if (isBeyond && lastPage !== undefined) setView({ page: lastPage }, { replace: true })
  }, [isBeyond, lastPage, setView])

  return {
    rows: data?.rows ?? [],
    scope: isWhole ? 'all' : 'page',
    complete: isWhole && data?.complete === true && !result.isPlaceholderData,
    ...(data?.total === undefined ? {} : { total: data.total }),
    ...(data?.truncated && isWhole && !result.isPlaceholderData
      ? { truncated: { read: data.rows.length, ...(data.total === undefined ? {} : { total: data.total }) } }
      : {}),
    isLoading: result.isPending || isBeyond,
    isFetching: result.isFetching,
    ...(result.isPlaceholderData ? { isPrevious: true as const } : {}),
    ...(result.error ? { error: result.error } : {}),
    ...(result.dataUpdatedAt ? { updatedAt: result.dataUpdatedAt } : {}),
    refresh: () => void result.refetch(),
    loadAll: async (signal, onProgress) =>
      (
        await readAll<Message>({ operation: rocketmq.listMessages, args }, messageKey, signal, (rows, total) =>
          onProgress(rows.length, total),
        )
      ).rows,
    view,
    setView,
  }
}
