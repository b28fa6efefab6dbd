import type { TrackedJob } from '~/contract/console.ts'
import { queryClient } from './queryClient.ts'
import { jobsQuery } from './session.ts'

/** Puts a job first in the list that is in memory, in the place of what stood there of it. */
export function noteJob(job: TrackedJob): void {
  queryClient.setQueryData(jobsQuery.queryKey, (jobs = []) => [job, ...jobs.filter((one) => one.id !== job.id)])
}
