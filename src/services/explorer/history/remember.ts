import type { QueryClient } from '@tanstack/react-query'
import { putPast, requestsQuery } from '~/api/keptRequests.ts'
import { describeOnce } from '~/components/describeError.ts'
import { toast } from '~/components/toast.ts'
import { fitPast, withPast, type PastRequest } from '~/contract/requests.ts'
import { newId } from '~/lib/newId.ts'
import { readMessages } from '~/lib/messages.ts'
import { historyMessages } from './historyMessages.ts'

/** A failure to remember is told once, until it has worked again. */
let isTold = false

/**
 * Puts a call into the history. Nobody waits for it, and it never rejects: the call itself has been made. `args` must
 * hold no secrets.
 */
export async function remember(client: QueryClient, request: Omit<PastRequest, 'id' | 'at'>): Promise<void> {
  const { queryKey } = requestsQuery
  const past = fitPast({ ...request, id: newId(), at: new Date().toISOString() })
  // An answer that is on its way already does not have it.
  const isReading = client.isFetching({ queryKey }) > 0
  client.setQueryData(queryKey, (now) => now && withPast(now, past))
  try {
    await putPast(past)
    isTold = false
  } catch (error) {
    client.setQueryData(queryKey, (now) => now && { ...now, past: now.past.filter(({ id }) => id !== past.id) })
    if (!isTold) {
      isTold = true
      const { message } = await describeOnce(error)
      toast({ tone: 'warn', message: readMessages(historyMessages).notRemembered(message), id: 'explorer-history' })
    }
  }
  if (!isReading) return
  // A first read that is still under way would not be started again.
  await client.cancelQueries({ queryKey })
  await client.invalidateQueries({ queryKey })
}
