import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { ActionButton } from '~/components/ActionButton.tsx'
import { EmptyState } from '~/components/EmptyState.tsx'
import { ErrorState } from '~/components/ErrorState.tsx'
import { StatusBadge } from '~/components/StatusBadge.tsx'
import { useMessages } from '~/components/useMessages.ts'
import { rocketmqPaths } from '~/paths/rocketmq.ts'
import { instanceMessages } from '~/services/rocketmq/instances/instanceMessages.ts'
import { countByStatus, inNeed } from './instanceHealth.ts'
import { instancesQuery } from './instancesQuery.ts'
import { NeedyTable } from './NeedyTable.tsx'
import classes from './Overview.module.css'
import { overviewMessages } from './overviewMessages.ts'

/** The worst ones by name; past that the counts lead to the list. */
const SHOWN = 50

/** The RocketMQ instances of the connection: those in trouble by name, the others as a count. */
export function InstanceHealth({ connection }: { connection: string }) {
  const t = useMessages(overviewMessages)
  const { status: labels } = useMessages(instanceMessages)
  const { data, error, refetch } = useQuery(instancesQuery(connection))
  return (
    <section className={classes.section} aria-labelledby="overview-instances">
      <header className={classes.head}>
        <h2 id="overview-instances">{t.instances}</h2>
        {data && data.rows.length > 0 ? (
          <Link to={rocketmqPaths.instances({ connection })}>{t.allInstances(data.total ?? data.rows.length)}</Link>
        ) : null}
      </header>
      {error ? <ErrorState error={error} compact onRetry={() => void refetch()} /> : null}
      {!data && !error ? <Loading label={t.loading} /> : null}
      {data?.rows.length === 0 ? (
        <EmptyState
          title={t.none}
          action={<ActionButton to={rocketmqPaths.instanceCreate({ connection })}>{t.create}</ActionButton>}
        >
          {t.noneText}
        </EmptyState>
      ) : null}
      {data && data.rows.length > 0 ? (
        <>
          <ul className={classes.counts}>
            {countByStatus(data.rows).map(({ status, tone, count }) => (
              <li key={status}>
                <Link to={`${rocketmqPaths.instances({ connection })}?f=${encodeURIComponent(`status:in:${status}`)}`}>
                  <b>{count}</b> <StatusBadge status={status || t.unknownState} labels={labels} tone={tone} />
                </Link>
              </li>
            ))}
          </ul>
          {data.total !== undefined && data.total > data.rows.length ? (
            <p className={classes.warn}>{t.notAll(data.rows.length, data.total)}</p>
          ) : null}
          <Needs connection={connection} />
        </>
      ) : null}
    </section>
  )
}

function Needs({ connection }: { connection: string }) {
  const t = useMessages(overviewMessages)
  const { data } = useQuery(instancesQuery(connection))
  const rows = inNeed(data?.rows ?? [])
  if (rows.length === 0) return <p className={classes.fine}>{t.healthy(data?.rows.length ?? 0)}</p>
  return (
    <>
      <NeedyTable connection={connection} instances={rows.slice(0, SHOWN)} />
      {rows.length > SHOWN ? <p className={classes.dim}>{t.more(rows.length - SHOWN)}</p> : null}
    </>
  )
}

function Loading({ label }: { label: string }) {
  return (
    <div role="status" aria-label={label}>
      {[0, 1, 2].map((row) => (
        <Skeleton key={row} height={16} mb={14} width={`${90 - row * 12}%`} />
      ))}
    </div>
  )
}
