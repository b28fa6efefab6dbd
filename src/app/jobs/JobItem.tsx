import { IconX } from '@tabler/icons-react'
import { Link } from 'react-router'
import { IconButton } from '~/components/IconButton.tsx'
import { Time } from '~/components/Time.tsx'
import { useMessages } from '~/components/useMessages.ts'
import type { TrackedJob } from '~/contract/console.ts'
import { dismissJobs } from './dismissJobs.ts'
import { jobMessage } from './jobItemWords.ts'
import { JobState } from './JobState.tsx'
import classes from './Jobs.module.css'
import { jobsMessages } from './jobsMessages.ts'
import { jobTarget } from './jobTarget.ts'

interface Props {
  job: TrackedJob
  /** Name of the connection. */
  connection: string
  failedLook: string | undefined
  /** A link was followed. */
  onLeave: () => void
  /** What became of each item is wanted. */
  onItems: () => void
}

/** One job in the tray. */
export function JobItem({ job, connection, failedLook, onLeave, onItems }: Props) {
  const t = useMessages(jobsMessages)
  const target = jobTarget(job)
  const message = jobMessage(job, t)
  return (
    <li className={classes.item}>
      <div className={classes.line}>
        <b>
          {target ? (
            <Link to={target.to} onClick={onLeave}>
              {job.title}
            </Link>
          ) : (
            job.title
          )}
        </b>
        <IconButton
          label={job.state === 'running' ? t.unfollowOne(job.title) : t.dismissOne(job.title)}
          onClick={() => void dismissJobs([job])}
        >
          <IconX size={14} aria-hidden />
        </IconButton>
      </div>
      <div className={classes.facts}>
        <JobState state={job.state} /> · {connection} · <Time at={job.finishedAt ?? job.startedAt} />
      </div>
      {message ? <p className={classes.message}>{message}</p> : null}
      {job.items ? (
        <button type="button" className={classes.link} aria-label={t.itemsOf(job.title)} onClick={onItems}>
          {t.showItems}
        </button>
      ) : null}
      {failedLook ? <p className={classes.message}>{t.lastLook(failedLook)}</p> : null}
    </li>
  )
}
