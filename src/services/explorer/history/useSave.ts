import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { ApiError } from '~/api/error.ts'
import { putSaved, requestsQuery } from '~/api/keptRequests.ts'
import { withSaved, type SavedRequest } from '~/contract/requests.ts'
import { newId } from '~/lib/newId.ts'

/** Keeps a request under a name, in the place of the one that has it. `args` must hold no secrets. */
export function useSave() {
  const client = useQueryClient()
  const { queryKey } = requestsQuery
  return useMutation<SavedRequest, ApiError, Omit<SavedRequest, 'id' | 'at'>>({
    mutationFn: async (request) => {
      // Addresses that name the one before stay good.
      const known = client.getQueryData(queryKey)?.saved.find(({ name }) => name === request.name)
      const saved = { ...request, id: known?.id ?? newId(), at: new Date().toISOString() }
      await putSaved(saved)
      return saved
    },
    onSuccess: async (saved) => {
      client.setQueryData(queryKey, (now) => now && (withSaved(now, saved) ?? now))
      await client.invalidateQueries({ queryKey })
    },
  })
}
