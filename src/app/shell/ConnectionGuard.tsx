import { useQuery } from '@tanstack/react-query'
import { useEffect, type ReactNode } from 'react'
import { Link, useParams } from 'react-router'
import { hasConnection } from '~/api/hasConnection.ts'
import { connectionsQuery } from '~/api/session.ts'
import { PageSkeleton } from '~/components/PageSkeleton.tsx'
import { useMessages } from '~/components/useMessages.ts'
import { appPaths } from '~/paths/app.ts'
import { shellMessages } from './shellMessages.ts'

/** Says so when the address names a connection that does not exist; remembers the one in use. */
export function ConnectionGuard({ children }: { children: ReactNode }) {
  const t = useMessages(shellMessages)
  const { connection = '' } = useParams()
  const { data } = useQuery(connectionsQuery)
  const isMissing = connection !== '' && data !== undefined && !data.some((one) => one.id === connection)
  const look = useQuery({
    queryKey: ['connection-look', connection],
    queryFn: () => hasConnection(connection),
    enabled: isMissing,
    staleTime: 0,
    gcTime: 0,
  })
  useEffect(() => {
    if (connection && !isMissing) localStorage.setItem('gantry.connection', connection)
  }, [connection, isMissing])
  if (isMissing && look.isFetching) return <PageSkeleton />
  if (!isMissing || look.data !== false) return children
  return (
    <section>
      <h1>{t.unknownConnection}</h1>
      <p>
        {t.unknownConnectionText} <Link to={appPaths.connections()}>{t.manageConnections}</Link>
      </p>
    </section>
  )
}
