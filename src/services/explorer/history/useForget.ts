import { useMutation, useQueryClient } from '@tanstack/react-query'
import { removeAllPast, removeRequests, requestsQuery, type KeptList } from '~/api/keptRequests.ts'
import type { ApiError } from '~/api/error.ts'

/** Takes requests off a list at once; they come back when that failed. `all` is for past calls. */
export function useForget(list: KeptList) {
  const client = useQueryClient()
  const { queryKey } = requestsQuery
  return useMutation<void, ApiError, readonly string[] | 'all'>({
    mutationFn: (ids) => (ids === 'all' ? removeAllPast() : removeRequests(list, ids)),
    onMutate: async (ids) => {
      await client.cancelQueries({ queryKey })
      client.setQueryData(
        queryKey,
        (now) => now && { ...now, [list]: ids === 'all' ? [] : now[list].filter(({ id }) => !ids.includes(id)) },
      )
    },
    onSettled: () => client.invalidateQueries({ queryKey }),
  })
}
