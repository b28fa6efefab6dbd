import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useEffect, type ReactNode } from 'react'
import { useParams } from 'react-router'
import { connectionsQuery } from '~/api/session.ts'
import { PageSkeleton } from '~/components/PageSkeleton.tsx'

const UnknownConnectionPage = lazy(() => import('./UnknownConnectionPage.tsx'))

/** Stands before every page, for addresses with a connection that is not in the list; remembers the one in use. */
export function ConnectionGuard({ children }: { children: ReactNode }) {
  const { connection } = useParams()
  const { data } = useQuery(connectionsQuery)
  const isMissing = connection !== undefined && data !== undefined && !data.some((one) => one.id === connection)
  useEffect(() => {
    if (connection && !isMissing) localStorage.setItem('gantry.connection', connection)
  }, [connection, isMissing])
  if (!isMissing) return children
  return (
    <Suspense fallback={<PageSkeleton />}>
      <UnknownConnectionPage connection={connection} />
    </Suspense>
  )
}
