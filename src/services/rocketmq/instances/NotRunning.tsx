import type { ReactNode } from 'react'
import { EmptyState } from '~/components/EmptyState.tsx'
import { useMessages } from '~/components/useMessages.ts'
import type { Refusal } from '~/contract/rules/rocketmq.ts'
import { instanceMessages } from './instanceMessages.ts'
import { useInstance } from './useInstance.ts'

interface Props {
  refusal: Refusal
  /** What could be done here while the instance runs: disabled, with the same reason. */
  action?: ReactNode
}

/**
 * In place of what only a running instance tells (Table 7-2): why it is not asked. The state of the instance is read
 * again while it moves, so that this makes way by itself.
 */
export function NotRunning({ refusal, action }: Props) {
  const t = useMessages(instanceMessages)
  const { reason } = useInstance()
  return (
    <EmptyState title={reason(refusal) ?? ''} action={action}>
      {refusal.reason === 'busy' ? t.comesBack : null}
    </EmptyState>
  )
}
