import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense, useMemo, useState } from 'react'
import { useParams } from 'react-router'
import { queryClient } from '~/api/queryClient.ts'
import { jobsQuery } from '~/api/session.ts'
import type { Action, BulkAction } from '~/components/actions.ts'
import { DataTable } from '~/components/DataTable.tsx'
import { EmptyState } from '~/components/EmptyState.tsx'
import { PageHeader } from '~/components/PageHeader.tsx'
import { useMessages } from '~/components/useMessages.ts'
import type { TrackedJob } from '~/contract/console.ts'
import { useLocalList } from '~/api/useLocalList.ts'
import { instancesQuery } from '../overview/instancesQuery.ts'
import { dismissJobs } from './dismissJobs.ts'
import { jobColumns } from './jobColumns.tsx'
import classes from './Jobs.module.css'
import { jobsMessages } from './jobsMessages.ts'
import { jobTarget } from './jobTarget.ts'

const JobItemsDialog = lazy(() => import('./JobItemsDialog.tsx'))

const keyOf = (job: TrackedJob) => job.id

export function prepare(): void {
  void queryClient.prefetchQuery(jobsQuery)
}

/** The asynchronous changes that this user made through this connection. */
export default function JobListPage() {
  const t = useMessages(jobsMessages)
  const { connection = '' } = useParams()
  const result = useQuery(jobsQuery)
  const here = useMemo(() => result.data?.filter((job) => job.connection === connection), [result.data, connection])
  const list = useLocalList({ ...result, data: here })
  const [itemsOf, setItemsOf] = useState<string>()
  const shown = here?.find((job) => job.id === itemsOf)
  // Kept jobs know ids; the names are those that the overview reads too.
  const hasInstances = here?.some((job) => jobTarget(job)?.id !== undefined) ?? false
  const { data: instances } = useQuery({ ...instancesQuery(connection), enabled: hasInstances })
  const columns = useMemo(() => {
    const named = instances?.rows.flatMap(({ instance_id: id, name }) => (id && name ? [[id, name] as const] : []))
    return jobColumns(t, new Map(named))
  }, [t, instances])
  const actions = (job: TrackedJob): readonly Action[] => {
    const target = jobTarget(job)
    return [
      ...(target ? [{ id: 'open', label: t.open, to: target.to }] : []),
      ...(job.items ? [{ id: 'items', label: t.showItems, onSelect: () => setItemsOf(job.id) }] : []),
      {
        id: 'dismiss',
        label: job.state === 'running' ? t.unfollow : t.dismiss,
        onSelect: () => void dismissJobs([job]),
      },
    ]
  }
  const bulkActions: readonly BulkAction<TrackedJob>[] = [
    { id: 'dismiss', label: t.dismiss, onSelect: (jobs) => void dismissJobs(jobs) },
  ]
  return (
    <>
      <PageHeader title={t.title} />
      <p className={classes.about}>{t.about}</p>
      <DataTable
        list={list}
        columns={columns}
        rowKey={keyOf}
        label={t.title}
        actions={actions}
        bulkActions={bulkActions}
        empty={<EmptyState title={t.none}>{t.noneText}</EmptyState>}
      />
      {shown ? (
        <Suspense fallback={null}>
          <JobItemsDialog job={shown} onClose={() => setItemsOf(undefined)} />
        </Suspense>
      ) : null}
    </>
  )
}
