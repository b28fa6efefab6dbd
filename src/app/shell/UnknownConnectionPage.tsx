import { useQuery } from '@tanstack/react-query'
import { hasConnection } from '~/api/hasConnection.ts'
import { Button } from '~/components/Button.tsx'
import { EmptyState } from '~/components/EmptyState.tsx'
import { ErrorState } from '~/components/ErrorState.tsx'
import { PageHeader } from '~/components/PageHeader.tsx'
import { PageSkeleton } from '~/components/PageSkeleton.tsx'
import { useMessages } from '~/components/useMessages.ts'
import { appPaths } from '~/paths/app.ts'
import { shellMessages } from './shellMessages.ts'
import { unknownConnectionMessages } from './unknownConnectionMessages.ts'

/** The address names a connection that is not in the list: the list is asked once more before it says so. */
export default function UnknownConnectionPage({ connection }: { connection: string }) {
  const t = useMessages(unknownConnectionMessages)
  const { manageConnections } = useMessages(shellMessages)
  const look = useQuery({
    queryKey: ['connection-look', connection],
    queryFn: () => hasConnection(connection),
    staleTime: 0,
    gcTime: 0,
  })
  if (look.error) return <ErrorState error={look.error} onRetry={() => void look.refetch()} />
  // Found, it is in the list, and its page takes this place.
  if (look.data !== false) return <PageSkeleton />
  return (
    <>
      <PageHeader title={t.title} />
      <EmptyState title={t.text} action={<Button to={appPaths.connections()}>{manageConnections}</Button>} />
    </>
  )
}
