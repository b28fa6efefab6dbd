import type { ListedOperation } from './catalogueQuery.ts'
import type { operationsMessages } from './operationsMessages.ts'

/** What one should know before using an operation, in few words; the long text is shown with the description. */
export function operationNotes(operation: ListedOperation, t: (typeof operationsMessages)['en']): string[] {
  return [
    ...(operation.supersededBy ? [t.superseded(operation.supersededBy)] : []),
    ...(operation.stability && !operation.supersededBy ? [t.regional] : []),
    ...(operation.beyond ? [t.beyond] : []),
    ...(operation.variantOf ? [t.variant(operation.variantOf)] : []),
  ]
}
