import { Popover } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link, useParams } from 'react-router'
import { connectionsQuery } from '~/api/session.ts'
import { ErrorState } from '~/components/ErrorState.tsx'
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

const RECENT_MS = 24 * 3600_000

/** What runs in the background, in the top bar on every page; follows it meanwhile. */
export function JobTray() {
  const t = useMessages(jobsMessages)
  const { connection } = useParams()
  const { data: connections = [] } = useQuery(connectionsQuery)
  const { jobs, error, failedLooks } = useJobFollower()
  const [isOpen, setOpen] = useState(false)
  const now = useNow(10_000)
  const { running, recent } = trayJobs(jobs ?? [], now - RECENT_MS)
  const nameOf = (id: string) => connections.find((one) => one.id === id)?.name ?? t.unknownConnection
  const close = () => setOpen(false)
  const items = (list: typeof running) => (
    <ul className={classes.items}>
      {list.map((job) => (
        <JobItem key={job.id} job={job} connection={nameOf(job.connection)} failedLook={failedLooks.get(job.id)} onLeave={close} />
      ))}
    </ul>
  )
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-end" width={380} trapFocus returnFocus withRoles={false}>
      <Popover.Target>
        <button
          type="button"
          className={shell.tool}
          aria-haspopup="dialog"
          aria-expanded={isOpen}
          aria-label={running.length > 0 ? t.runningNow(running.length) : t.title}
          onClick={() => setOpen(!isOpen)}
        >
          {running.length > 0 ? (
            <>
              <span className={shell.busyDot} aria-hidden="true" />
              {t.running(running.length)}
            </>
          ) : (
            t.title
          )}
        </button>
      </Popover.Target>
      <Popover.Dropdown className={classes.tray} role="dialog" aria-label={t.title}>
        {error && !jobs ? <ErrorState error={error} compact /> : null}
        {jobs && running.length + recent.length === 0 ? (
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
      </Popover.Dropdown>
    </Popover>
  )
}
