/** React Query over the operation table. */
import { queryOptions, useMutation, useQueryClient, type UseMutationResult } from '@tanstack/react-query'
import type { Operation, ResultOf } from '~/contract/types.ts'
import { call, type CallOptions } from './client.ts'
import type { ApiError } from './error.ts'
import { pickArgs, type AnyArgs, type CallArgs } from './request.ts'

const FAST_MS = 3000
const SLOW_MS = 15_000
const FAST_FOR_MS = 2 * 60_000

export interface QueryExtras<Result> {
  /** Reads again while this holds: every 3 s for two minutes, then every 15 s, never in a hidden tab. */
  pollWhile?: (result: Result) => boolean
  fallback?: Operation
  staleTime?: number
  enabled?: boolean
}

/** The cache key of a read: connection, family, operation, arguments. */
export function keyOf(operation: Operation, args: AnyArgs): readonly unknown[] {
  return [args.connection, operation.family, operation.id, pickArgs(operation, args)]
}

const busySince = new Map<string, number>()

/** The interval until the next look at something busy; false when it has come to rest. */
export function pollInterval(id: string, isBusy: boolean, now = Date.now()): number | false {
  if (!isBusy) {
    busySince.delete(id)
    return false
  }
  const since = busySince.get(id) ?? now
  busySince.set(id, since)
  return now - since < FAST_FOR_MS ? FAST_MS : SLOW_MS
}

/**
 * Query options of a read, the same for loaders, hooks and the cache:
 * `useSuspenseQuery(query(rocketmq.getTopic, params))`. Extra keys of `args` (other route parameters) are ignored.
 */
export function query<Op extends Operation>(operation: Op, args: CallArgs<Op>, extras: QueryExtras<ResultOf<Op>> = {}) {
  const { pollWhile, fallback, ...options } = extras
  return queryOptions<ResultOf<Op>, ApiError>({
    queryKey: keyOf(operation, args as unknown as AnyArgs),
    queryFn: ({ signal }) => call(operation, args, { signal, ...(fallback ? { fallback } : {}) }),
    ...(pollWhile
      ? {
          refetchInterval: (state) =>
            pollInterval(state.queryHash, state.state.data !== undefined && pollWhile(state.state.data)),
          refetchIntervalInBackground: false,
        }
      : {}),
    ...options,
  })
}

export type OpMutation<Op> = UseMutationResult<ResultOf<Op>, ApiError, CallArgs<Op>>

/**
 * A mutation of an operation: `const create = useOp(rocketmq.createTopic)`, `create.mutateAsync({ ...params, body })`.
 * Never repeated by itself; after success the family is stale and what is on screen is read again.
 */
export function useOp<Op extends Operation>(operation: Op, options?: Pick<CallOptions, 'reveal'>): OpMutation<Op> {
  const client = useQueryClient()
  return useMutation<ResultOf<Op>, ApiError, CallArgs<Op>>({
    mutationKey: [operation.family, operation.id],
    mutationFn: (args) => call(operation, args, options),
    onSuccess: (_result, args) => {
      if (operation.risk !== 'none')
        void client.invalidateQueries({ queryKey: [(args as unknown as AnyArgs).connection, operation.family] })
    },
  })
}
