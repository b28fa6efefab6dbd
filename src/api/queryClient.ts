import { QueryClient } from '@tanstack/react-query'
import { isApiError } from './error.ts'

/** Failures that a second look may cure; everything else is told at once. */
function isPassing(error: unknown): boolean {
  return (
    isApiError(error) &&
    [0, 502, 503, 504].includes(error.status) &&
    error.code !== 'gantry.tls' &&
    error.code !== 'gantry.bad_answer'
  )
}

/** Reads are tried once more after a passing failure; writes never. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      gcTime: 10 * 60_000,
      retry: (count, error) => count < 1 && isPassing(error),
      retryDelay: 1000,
      networkMode: 'always',
      refetchOnWindowFocus: true,
    },
    mutations: { retry: false, networkMode: 'always' },
  },
})

/** After a change: everything of the family is stale, what is on screen is read again. */
export function markStale(connection: string, family: string): Promise<void> {
  return queryClient.invalidateQueries({ queryKey: [connection, family] })
}
