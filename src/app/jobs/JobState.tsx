import { StatusBadge } from '~/components/StatusBadge.tsx'
import { useMessages } from '~/components/useMessages.ts'
import type { TrackedJob } from '~/contract/console.ts'
import type { Tone } from '~/contract/types.ts'
import { jobsMessages } from './jobsMessages.ts'

const tones: Record<TrackedJob['state'], Tone> = { running: 'busy', done: 'ok', failed: 'error', unknown: 'warn' }

/** How far a job is: dot and word. */
export function JobState({ state }: { state: TrackedJob['state'] }) {
  const t = useMessages(jobsMessages)
  return <StatusBadge status={state} labels={t.states} tone={tones[state]} />
}
