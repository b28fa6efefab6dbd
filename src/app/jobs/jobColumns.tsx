import { Link } from 'react-router'
import type { Column } from '~/components/column.ts'
import { CopyText } from '~/components/CopyText.tsx'
import { Time } from '~/components/Time.tsx'
import type { TrackedJob } from '~/contract/console.ts'
import { JobState } from './JobState.tsx'
import { jobMessage } from './jobItemWords.ts'
import type { jobsMessages } from './jobsMessages.ts'
import { jobTarget } from './jobTarget.ts'

/** Columns of the jobs of one connection; `names` are those of its instances that are known, by id. */
export function jobColumns(
  t: (typeof jobsMessages)['en'],
  names: ReadonlyMap<string, string>,
): readonly Column<TrackedJob>[] {
  return [
    { id: 'title', label: t.job, cell: (job) => job.title, value: (job) => job.title, filter: 'text' },
    {
      id: 'state',
      label: t.state,
      cell: (job) => <JobState state={job.state} />,
      value: (job) => job.state,
      filter: 'enum',
      options: Object.entries(t.states).map(([value, label]) => ({ value, label })),
      width: '120px',
    },
    {
      id: 'resource',
      label: t.resource,
      cell: (job) => {
        const target = jobTarget(job, names)
        if (!target) return '–'
        const link = <Link to={target.to}>{target.name}</Link>
        return target.id ? (
          <CopyText text={target.id} what={t.idOf(target.name)} mono={false}>
            {link}
          </CopyText>
        ) : (
          link
        )
      },
      value: (job) => jobTarget(job, names)?.name,
      filter: 'text',
    },
    {
      id: 'startedAt',
      label: t.started,
      cell: (job) => <Time at={job.startedAt} />,
      value: (job) => job.startedAt,
      filter: 'time',
      width: '120px',
    },
    {
      id: 'finishedAt',
      label: t.finished,
      cell: (job) => <Time at={job.finishedAt} />,
      value: (job) => job.finishedAt,
      filter: 'time',
      width: '120px',
    },
    {
      id: 'message',
      label: t.message,
      cell: (job) => <span title={jobMessage(job, t)}>{jobMessage(job, t) ?? '–'}</span>,
      value: (job) => jobMessage(job, t),
      filter: 'text',
    },
    {
      id: 'operationId',
      label: t.operation,
      cell: (job) => job.operationId,
      value: (job) => job.operationId,
      filter: 'text',
      mono: true,
      hidden: true,
    },
    {
      id: 'jobId',
      label: t.jobId,
      cell: (job) => job.jobId ?? '–',
      value: (job) => job.jobId,
      mono: true,
      hidden: true,
    },
  ]
}
