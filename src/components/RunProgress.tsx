import { useMutation, useQuery } from '@tanstack/react-query'
import { useEffect, useEffectEvent, type ReactNode } from 'react'
import { isApiError } from '~/api/error.ts'
import { stopRun } from '~/api/runs.ts'
import { jobsQuery } from '~/api/session.ts'
import type { JobItem, TrackedJob } from '~/contract/console.ts'
import { BulkResults } from './BulkResults.tsx'
import { resultsOf } from './bulk.ts'
import { Button } from './Button.tsx'
import { ErrorState } from './ErrorState.tsx'
import { formMessages } from './formMessages.ts'
import { useMessages } from './useMessages.ts'
import css from './Form.module.css'

const LOOK_MS = 700

interface Props {
  job: TrackedJob
  onClose: () => void
  onEnded?: (job: TrackedJob) => void
  /** What can be done about the items that failed, once it has ended. */
  retry: (failed: readonly string[]) => ReactNode
}

const nameOf = (item: JobItem) => item.name

/** How far a run of the server is; leaving it does not end it. */
export function RunProgress({ job: started, onClose, onEnded, retry }: Props) {
  const t = useMessages(formMessages)
  const isRunning = (jobs: TrackedJob[] | undefined) => jobs?.find((one) => one.id === started.id)?.state === 'running'
  const { data, error } = useQuery({
    ...jobsQuery,
    refetchInterval: ({ state }) => (isRunning(state.data) ? LOOK_MS : false),
  })
  const stop = useMutation({ mutationFn: () => stopRun(started.id) })
  const job = data?.find((one) => one.id === started.id) ?? started
  const hasEnded = job.state !== 'running'
  const tellEnded = useEffectEvent(() => onEnded?.(job))
  useEffect(() => {
    if (hasEnded) tellEnded()
  }, [hasEnded])
  const failed = (job.items ?? []).filter((item) => item.outcome === 'failed').map(nameOf)
  // Ended between the look and the click: there was nothing left to stop.
  const notStopped = stop.error && !isApiError(stop.error, 404) ? stop.error : undefined
  return (
    <>
      <BulkResults results={resultsOf(job)} nameOf={nameOf} />
      {hasEnded ? null : <p className={css.dim}>{t.goesOn}</p>}
      {!hasEnded && (error ?? notStopped) ? <ErrorState error={error ?? notStopped} compact /> : null}
      <div className={css.buttons}>
        {hasEnded ? null : (
          <Button disabled={!stop.isIdle && !notStopped} onClick={() => stop.mutate()}>
            {t.stop}
          </Button>
        )}
        {hasEnded && failed.length > 0 ? retry(failed) : null}
        <Button variant="filled" onClick={onClose}>
          {t.close}
        </Button>
        {!hasEnded && !stop.isIdle && !notStopped ? <output className={css.dim}>{t.stopping}</output> : null}
      </div>
    </>
  )
}
