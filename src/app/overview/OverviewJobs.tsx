import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { jobsQuery } from '~/api/session.ts'
import { ErrorState } from '~/components/ErrorState.tsx'
import { Time } from '~/components/Time.tsx'
import { useMessages } from '~/components/useMessages.ts'
import { useNow } from '~/components/useNow.ts'
import { appPaths } from '~/paths/app.ts'
import { JobState } from '../jobs/JobState.tsx'
import { trayJobs } from '../jobs/jobProgress.ts'
import { jobTarget } from '../jobs/jobTarget.ts'
import classes from './Overview.module.css'
import { overviewMessages } from './overviewMessages.ts'

const LATELY_MS = 24 * 3600_000

/** What runs through this connection now, and whether something failed lately. */
export function OverviewJobs({ connection }: { connection: string }) {
  const t = useMessages(overviewMessages)
  const now = useNow(10_000)
  const { data, error, refetch } = useQuery(jobsQuery)
  const { running, recent } = trayJobs(data?.filter((job) => job.connection === connection) ?? [], now - LATELY_MS)
  const failed = recent.filter((job) => job.state === 'failed').length
  return (
    <section className={classes.section} aria-labelledby="overview-jobs">
      <header className={classes.head}>
        <h2 id="overview-jobs">{t.jobs}</h2>
        <Link to={appPaths.jobs({ connection })}>{t.allJobs}</Link>
      </header>
      {error && !data ? <ErrorState error={error} compact onRetry={() => void refetch()} /> : null}
      {data && running.length === 0 ? <p className={classes.dim}>{t.noJobs}</p> : null}
      {failed > 0 ? (
        <p className={classes.bad}>
          <Link to={`${appPaths.jobs({ connection })}?f=state:in:failed`}>{t.failedLately(failed)}</Link>
        </p>
      ) : null}
      {running.length > 0 ? (
        <ul className={classes.list}>
          {running.map((job) => {
            const target = jobTarget(job)
            return (
              <li key={job.id}>
                {target ? <Link to={target.to}>{job.title}</Link> : job.title} <JobState state={job.state} />{' '}
                <span className={classes.dim}>
                  <Time at={job.startedAt} />
                </span>
              </li>
            )
          })}
        </ul>
      ) : null}
    </section>
  )
}
