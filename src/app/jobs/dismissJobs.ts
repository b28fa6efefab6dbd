import { queryClient } from '~/api/queryClient.ts'
import { jobsQuery, removeJob } from '~/api/session.ts'
import { describeError } from '~/components/describeError.ts'
import { toast } from '~/components/toast.ts'
import type { TrackedJob } from '~/contract/console.ts'
import { readMessages } from '~/lib/messages.ts'
import { jobsMessages } from './jobsMessages.ts'

/** Takes jobs off the list, at once; those that the server keeps come back with a word about why. */
export async function dismissJobs(jobs: readonly TrackedJob[]): Promise<void> {
  const ids = new Set(jobs.map((job) => job.id))
  await queryClient.cancelQueries(jobsQuery)
  queryClient.setQueryData(jobsQuery.queryKey, (kept) => kept?.filter((job) => !ids.has(job.id)))
  const results = await Promise.allSettled([...ids].map(removeJob))
  const failed = results.find((result) => result.status === 'rejected')
  if (!failed) return
  toast({
    tone: 'error',
    title: readMessages(jobsMessages).dismissFailed,
    message: describeError(failed.reason).message,
    id: 'job-dismiss',
  })
  await queryClient.invalidateQueries(jobsQuery)
}
