import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { retryItems } from '~/api/jobItems.ts'
import { traceOf } from '~/api/jobRecord.ts'
import { operationById } from '~/api/operationById.ts'
import { markStale } from '~/api/queryClient.ts'
import { startRun } from '~/api/runs.ts'
import { connectionsQuery } from '~/api/session.ts'
import { BulkResults } from '~/components/BulkResults.tsx'
import { resultsOf } from '~/components/bulk.ts'
import { Button } from '~/components/Button.tsx'
import { ConfirmDialog } from '~/components/ConfirmDialog.tsx'
import { Dialog } from '~/components/Dialog.tsx'
import { formMessages } from '~/components/formMessages.ts'
import { ItemBox } from '~/components/ItemBox.tsx'
import { RunProgress } from '~/components/RunProgress.tsx'
import { toast } from '~/components/toast.ts'
import { useMessages } from '~/components/useMessages.ts'
import { placeOf } from '~/components/usePlace.ts'
import type { JobItem, TrackedJob } from '~/contract/console.ts'
import type { Operation } from '~/contract/types.ts'
import { retryRisk } from './jobItemWords.ts'
import { jobsMessages } from './jobsMessages.ts'
import classes from './Jobs.module.css'

interface Props {
  job: TrackedJob
  onClose: () => void
}

const nameOf = (item: JobItem) => item.name

function startAgain(job: TrackedJob, operation: Operation, failed: readonly JobItem[], title: string) {
  if (job.run === undefined) return retryItems(job, operation, title)
  const args = { ...job.args, connection: job.connection }
  return startRun({ operation, args, run: job.run }, failed.map(nameOf), title)
}

/** A creation cannot be made again: what it was asked for is not kept. */
const canRetry = (job: TrackedJob, { async: spec }: Operation) => job.run !== undefined || traceOf(spec) !== undefined

/** What became of each item of a bulk change; what failed can be tried again, after a confirmation of its own. */
export default function JobItemsDialog({ job, onClose }: Props) {
  const t = useMessages(jobsMessages)
  const words = useMessages(formMessages)
  const [isRetrying, setRetrying] = useState(false)
  const { data: connections = [] } = useQuery(connectionsQuery)
  const { data: operation } = useQuery({
    queryKey: ['contract', job.family, job.operationId],
    queryFn: async () => (await operationById(job.family, job.operationId)) ?? null,
    staleTime: Infinity,
  })
  const connection = connections.find((one) => one.id === job.connection)
  const items = job.items ?? []
  const failed = items.filter((item) => item.outcome === 'failed')
  // Of a single one the number says less than the name.
  const [only] = failed
  const target =
    only && failed.length === 1 ? { name: only.name, kind: t.item } : { name: String(failed.length), kind: t.items }
  const retry = useMutation({
    mutationKey: [job.family, job.operationId],
    mutationFn: async () => operation && startAgain(job, operation, failed, t.again(job.title, failed.length)),
    onSuccess: () => {
      void markStale(job.connection, job.family)
      toast({ tone: 'ok', message: t.againTold(failed.length) })
      onClose()
    },
  })

  if (isRetrying && operation && operation.risk !== 'none')
    return (
      <ConfirmDialog
        opened
        onClose={onClose}
        title={words.retryFailed(failed.length)}
        target={target}
        place={placeOf(connection)}
        risk={retryRisk(operation, job.set)}
        mutation={retry}
        sentence={t.againSentence(job.title)}
        consequences={
          <ItemBox label={t.items}>
            <ul>
              {failed.map((item) => (
                <li key={item.name}>
                  <code>{item.name}</code>
                </li>
              ))}
            </ul>
          </ItemBox>
        }
        onConfirm={() => retry.mutate()}
        confirmLabel={words.retryFailed(failed.length)}
      />
    )
  const retryButton =
    operation && connection && canRetry(job, operation) ? (
      <Button onClick={() => setRetrying(true)}>{words.retryFailed(failed.length)}</Button>
    ) : null
  const count = job.itemCount ?? items.length
  return (
    <Dialog onClose={onClose} title={job.title} size={560}>
      {job.run === undefined ? (
        <>
          <BulkResults results={resultsOf(job)} nameOf={nameOf} />
          {count > items.length ? <p className={classes.message}>{t.itemsKept(items.length, count)}</p> : null}
          <div className={classes.buttons}>
            {job.state !== 'running' && failed.length > 0 ? retryButton : null}
            <Button variant="filled" onClick={onClose}>
              {words.close}
            </Button>
          </div>
        </>
      ) : (
        <RunProgress job={job} onClose={onClose} retry={() => retryButton} />
      )}
    </Dialog>
  )
}
