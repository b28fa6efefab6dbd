import type { CatalogueEntry } from '~/contract/types.ts'
import type { findMessages } from './findMessages.ts'

/** What one should know before using an operation, in few words. */
export function operationNotes(operation: CatalogueEntry, t: (typeof findMessages)['en']): string[] {
  return [
    ...(operation.supersededBy ? [t.superseded(operation.supersededBy)] : []),
    ...(operation.stability && !operation.supersededBy ? [t.regional] : []),
    ...(operation.beyond ? [t.beyond] : []),
    ...(operation.variantOf ? [t.variant(operation.variantOf)] : []),
  ]
}
