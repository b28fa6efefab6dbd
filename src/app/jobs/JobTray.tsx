import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { jobsQuery } from '~/api/session.ts'
import { PopoverButton } from '~/components/PopoverButton.tsx'
import { useMessages } from '~/components/useMessages.ts'
import { useNow } from '~/components/useNow.ts'
import shell from '../shell/Shell.module.css'
import classes from './Jobs.module.css'
import { trayJobs, type FailedLooks } from './jobProgress.ts'
import { jobsMessages } from './jobsMessages.ts'
import { JobTrayPanel } from './JobTrayPanel.tsx'

// They come when there is something to follow or to show.
const JobFollower = lazy(() => import('./JobFollower.tsx'))
const JobItemsDialog = lazy(() => import('./JobItemsDialog.tsx'))

const noneFailed: FailedLooks = {}

const RECENT_MS = 24 * 3600_000

/** What runs in the background, in the top bar on every page; follows it meanwhile. */
export function JobTray() {
  const t = useMessages(jobsMessages)
  const { data: jobs, error } = useQuery(jobsQuery)
  const [failedLooks, setFailedLooks] = useState(noneFailed)
  const [itemsOf, setItemsOf] = useState<string>()
  const shown = jobs?.find((job) => job.id === itemsOf)
  const now = useNow(10_000)
  const { running, recent } = trayJobs(jobs ?? [], now - RECENT_MS)
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
          <JobTrayPanel
            running={running}
            recent={recent}
            isRead={jobs !== undefined}
            error={error}
            failedLooks={failedLooks}
            close={close}
            onItems={setItemsOf}
          />
        )}
      </PopoverButton>
      {running.length > 0 ? (
        <Suspense fallback={null}>
          <JobFollower running={running} onFailedLooks={setFailedLooks} />
        </Suspense>
      ) : null}
      {shown ? (
        <Suspense fallback={null}>
          <JobItemsDialog job={shown} onClose={() => setItemsOf(undefined)} />
        </Suspense>
      ) : null}
    </>
  )
}
