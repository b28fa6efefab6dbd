import { useMessages } from '~/components/useMessages.ts'
import { rocketmqMessages } from '../rocketmqMessages.ts'
import type { Kind } from './userRights.ts'

/** A group is only read with: PUB|SUB stands in one example of the reference, the SDK knows SUB and DENY (notes (c) 7). */
const offered = { topic: ['DENY', 'PUB', 'SUB', 'PUB|SUB'], group: ['DENY', 'SUB'] } as const

/** The rights that can be chosen on topics or groups; what is set now is among them, known or not. */
export function useRightOptions(kind: Kind): (present: string) => { value: string; label: string }[] {
  const { aclPermission } = useMessages(rocketmqMessages)
  const labels: Record<string, string> = aclPermission
  return (present) =>
    [...new Set([...offered[kind], present])].map((value) => ({ value, label: labels[value] ?? value }))
}
