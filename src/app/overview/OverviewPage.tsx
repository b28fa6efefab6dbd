import { useQueryClient, useIsFetching, useQuery } from '@tanstack/react-query'
import { Link, useParams } from 'react-router'
import { markStale, queryClient } from '~/api/queryClient.ts'
import { jobsQuery } from '~/api/session.ts'
import { useCurrentConnection } from '~/api/useCurrentConnection.ts'
import { EnvironmentLabel } from '~/components/EnvironmentLabel.tsx'
import { PageHeader } from '~/components/PageHeader.tsx'
import type { PageAddress } from '~/components/routing.tsx'
import { useMessages } from '~/components/useMessages.ts'
import { appPaths } from '~/paths/app.ts'
import { explorerPaths } from '~/paths/explorer.ts'
import { serviceMessages, services } from '../services.ts'
import { InstanceHealth } from './InstanceHealth.tsx'
import { instancesQuery } from './instancesQuery.ts'
import classes from './Overview.module.css'
import { OverviewJobs } from './OverviewJobs.tsx'
import { overviewMessages } from './overviewMessages.ts'

export function prepare({ params }: PageAddress): void {
  void queryClient.prefetchQuery(instancesQuery(params['connection'] ?? ''))
  void queryClient.prefetchQuery(jobsQuery)
}

/** Home of a connection: what is unhealthy first, then what is under way. */
export default function OverviewPage() {
  const t = useMessages(overviewMessages)
  const names = useMessages(serviceMessages)
  const { connection = '' } = useParams()
  const current = useCurrentConnection()
  const client = useQueryClient()
  const { dataUpdatedAt } = useQuery(instancesQuery(connection))
  const isFetching = useIsFetching({ queryKey: [connection] }) > 0
  const withoutScreens = services.filter((service) => !service.hasScreens)
  const handleRefresh = () => {
    void markStale(connection, 'rocketmq')
    void client.invalidateQueries(jobsQuery)
  }
  return (
    <>
      <PageHeader
        title={current?.name ?? connection}
        badge={current ? <EnvironmentLabel place={current} /> : undefined}
        facts={
          current
            ? [
                { label: t.region, value: current.region },
                { label: t.project, value: current.projectName ?? current.projectId },
                { label: t.credential, value: current.simulated ? t.simulated : current.credential.hint },
              ]
            : []
        }
        refresh={{ onRefresh: handleRefresh, isFetching, ...(dataUpdatedAt ? { updatedAt: dataUpdatedAt } : {}) }}
        actions={[{ id: 'edit', label: t.edit, to: appPaths.connectionEdit({ connection }) }]}
      />
      {current?.state === 'refused' ? (
        <p className={classes.refused} role="alert">
          {t.refused} <Link to={appPaths.connectionEdit({ connection })}>{t.refusedAction}</Link>
        </p>
      ) : null}
      <InstanceHealth connection={connection} />
      <OverviewJobs connection={connection} />
      <section className={classes.section} aria-labelledby="overview-others">
        <header className={classes.head}>
          <h2 id="overview-others">{t.others}</h2>
        </header>
        <p className={classes.dim}>{t.othersText}</p>
        <ul className={classes.links}>
          {withoutScreens.map(({ id, families }) => (
            <li key={id}>
              <Link to={explorerPaths.findIn({ connection }, families)}>{names[id]}</Link>
            </li>
          ))}
        </ul>
      </section>
    </>
  )
}
