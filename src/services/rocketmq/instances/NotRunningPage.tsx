import { PageHeader } from '~/components/PageHeader.tsx'
import type { Refusal } from '~/contract/rules/rocketmq.ts'
import { NotRunning } from './NotRunning.tsx'

/** The page of something inside an instance that does not run, opened by its address: its name, and why no more. */
export function NotRunningPage({ name, refusal }: { name: string; refusal: Refusal }) {
  return (
    <>
      <PageHeader title={name} copy={name} />
      <NotRunning refusal={refusal} />
    </>
  )
}
