import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from 'react-router'
import { connectionsQuery } from '~/api/session.ts'
import { ErrorState } from '~/components/ErrorState.tsx'
import { useMessages } from '~/components/useMessages.ts'
import type { TrackedJob } from '~/contract/console.ts'
import { appPaths } from '~/paths/app.ts'
import { dismissJobs } from './dismissJobs.ts'
import { JobItem } from './JobItem.tsx'
import classes from './Jobs.module.css'
import type { FailedLooks } from './jobProgress.ts'
import { jobsMessages } from './jobsMessages.ts'

interface Props {
  running: readonly TrackedJob[]
  recent: readonly TrackedJob[]
  isRead: boolean
  error: Error | null
  failedLooks: FailedLooks
  close: () => void
  /** What became of each item of this job is wanted. */
  onItems: (id: string) => void
}

/** What the tray shows when it is opened. */
export function JobTrayPanel({ running, recent, isRead, error, failedLooks, close, onItems }: Props) {
  const t = useMessages(jobsMessages)
  const { connection } = useParams()
  const { data: connections = [] } = useQuery(connectionsQuery)
  const nameOf = (id: string) => connections.find((one) => one.id === id)?.name ?? t.unknownConnection
  const items = (list: readonly TrackedJob[]) => (
    <ul className={classes.items}>
      {list.map((job) => (
        <JobItem
          key={job.id}
          job={job}
          connection={nameOf(job.connection)}
          failedLook={failedLooks[job.id]}
          onLeave={close}
          onItems={() => {
            close()
            onItems(job.id)
          }}
        />
      ))}
    </ul>
  )
  return (
    <>
      {error && !isRead ? <ErrorState error={error} compact /> : null}
      {isRead && running.length + recent.length === 0 ? (
        <p className={classes.none}>
          <b>{t.none}</b> {t.noneText}
        </p>
      ) : null}
      {running.length > 0 ? items(running) : null}
      {recent.length > 0 ? (
        <>
          <div className={classes.group}>
            <h2>{t.ended}</h2>
            <button type="button" className={classes.link} onClick={() => void dismissJobs(recent)}>
              {t.dismissEnded}
            </button>
          </div>
          {items(recent)}
        </>
      ) : null}
      {connection ? (
        <p className={classes.foot}>
          <Link to={appPaths.jobs({ connection })} onClick={close}>
            {t.all}
          </Link>
        </p>
      ) : null}
    </>
  )
}
