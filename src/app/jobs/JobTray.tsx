import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { Link, useParams } from 'react-router'
import { connectionsQuery } from '~/api/session.ts'
import { ErrorState } from '~/components/ErrorState.tsx'
import { PopoverButton } from '~/components/PopoverButton.tsx'
import { useMessages } from '~/components/useMessages.ts'
import { useNow } from '~/components/useNow.ts'
import { appPaths } from '~/paths/app.ts'
import shell from '../shell/Shell.module.css'
import { dismissJobs } from './dismissJobs.ts'
import { JobItem } from './JobItem.tsx'
import classes from './Jobs.module.css'
import { trayJobs } from './jobProgress.ts'
import { jobsMessages } from './jobsMessages.ts'
import { useJobFollower } from './useJobFollower.ts'

const JobItemsDialog = lazy(() => import('./JobItemsDialog.tsx'))

const RECENT_MS = 24 * 3600_000

/** What runs in the background, in the top bar on every page; follows it meanwhile. */
export function JobTray() {
  const t = useMessages(jobsMessages)
  const { connection } = useParams()
  const { data: connections = [] } = useQuery(connectionsQuery)
  const { jobs, error, failedLooks } = useJobFollower()
  const [itemsOf, setItemsOf] = useState<string>()
  const shown = jobs?.find((job) => job.id === itemsOf)
  const now = useNow(10_000)
  const { running, recent } = trayJobs(jobs ?? [], now - RECENT_MS)
  const nameOf = (id: string) => connections.find((one) => one.id === id)?.name ?? t.unknownConnection
  const items = (list: typeof running, close: () => void) => (
    <ul className={classes.items}>
      {list.map((job) => (
        <JobItem
          key={job.id}
          job={job}
          connection={nameOf(job.connection)}
          failedLook={failedLooks.get(job.id)}
          onLeave={close}
          onItems={() => {
            close()
            setItemsOf(job.id)
          }}
        />
      ))}
    </ul>
  )
  return (
    <>
      <PopoverButton
        className={shell.tool}
        title={t.title}
        label={running.length > 0 ? t.runningNow(running.length) : t.title}
        width={380}
        panelClassName={classes.tray}
        face={
          running.length > 0 ? (
            <>
              <span className={shell.busyDot} aria-hidden="true" />
              {t.running(running.length)}
            </>
          ) : (
            t.title
          )
        }
      >
        {(close) => (
          <>
            {error && !jobs ? <ErrorState error={error} compact /> : null}
            {jobs && running.length + recent.length === 0 ? (
              <p className={classes.none}>
                <b>{t.none}</b> {t.noneText}
              </p>
            ) : null}
            {running.length > 0 ? items(running, close) : null}
            {recent.length > 0 ? (
              <>
                <div className={classes.group}>
                  <h2>{t.ended}</h2>
                  <button type="button" className={classes.link} onClick={() => void dismissJobs(recent)}>
                    {t.dismissEnded}
                  </button>
                </div>
                {items(recent, close)}
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
        )}
      </PopoverButton>
      {shown ? (
        <Suspense fallback={null}>
          <JobItemsDialog job={shown} onClose={() => setItemsOf(undefined)} />
        </Suspense>
      ) : null}
    </>
  )
}
