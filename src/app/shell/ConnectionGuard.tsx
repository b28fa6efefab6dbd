import { useQuery } from '@tanstack/react-query'
import { useEffect, type ReactNode } from 'react'
import { Link, useParams } from 'react-router'
import { connectionsQuery } from '~/api/session.ts'
import { useMessages } from '~/components/useMessages.ts'
import { appPaths } from '~/paths/app.ts'
import { shellMessages } from './shellMessages.ts'

/** Says so when the address names a connection that does not exist; remembers the one in use. */
export function ConnectionGuard({ children }: { children: ReactNode }) {
  const t = useMessages(shellMessages)
  const { connection } = useParams()
  const { data } = useQuery(connectionsQuery)
  const isUnknown = connection !== undefined && data !== undefined && !data.some((one) => one.id === connection)
  useEffect(() => {
    if (connection && !isUnknown) localStorage.setItem('gantry.connection', connection)
  }, [connection, isUnknown])
  if (!isUnknown) return children
  return (
    <section>
      <h1>{t.unknownConnection}</h1>
      <p>
        {t.unknownConnectionText} <Link to={appPaths.connections()}>{t.manageConnections}</Link>
      </p>
    </section>
  )
}
