import { Group, Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { queryClient } from '~/api/queryClient.ts'
import { connectionsQuery, testConnection } from '~/api/session.ts'
import { Button } from '~/components/Button.tsx'
import { Dialog } from '~/components/Dialog.tsx'
import { ErrorState } from '~/components/ErrorState.tsx'
import { useMessages } from '~/components/useMessages.ts'
import type { Connection } from '~/contract/console.ts'
import { connectionFormMessages } from './connectionFormMessages.ts'
import { connectionMessages } from './connectionMessages.ts'
import { ConnectionTestResult } from './ConnectionTestResult.tsx'

interface Props {
  connection: Connection
  onClose: () => void
}

/** Tests a stored connection as it opens; the state in the list follows. */
export function ConnectionTestDialog({ connection, onClose }: Props) {
  const t = useMessages(connectionMessages)
  const form = useMessages(connectionFormMessages)
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: ['connection-test', connection.id],
    queryFn: async () => {
      const result = await testConnection(connection.id)
      void queryClient.invalidateQueries(connectionsQuery)
      return result
    },
    // A test is made when it is asked for, and never repeated by itself.
    retry: false,
    staleTime: Infinity,
    gcTime: 0,
  })
  return (
    <Dialog onClose={onClose} title={t.testTitle(connection.name)} size={520}>
      {isFetching ? (
        <div role="status" aria-label={form.result.testing}>
          {[0, 1, 2, 3, 4].map((row) => (
            <Skeleton key={row} height={16} mb={14} />
          ))}
        </div>
      ) : error ? (
        <ErrorState error={error} compact />
      ) : data ? (
        <ConnectionTestResult test={data} />
      ) : null}
      <Group mt={16}>
        <Button onClick={() => void refetch()} loading={isFetching}>
          {form.result.again}
        </Button>
      </Group>
    </Dialog>
  )
}
