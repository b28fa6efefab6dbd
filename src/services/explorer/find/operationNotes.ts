import type { CatalogueEntry } from '~/contract/types.ts'
import type { findMessages } from './findMessages.ts'

export interface OperationNote {
  kind: 'superseded' | 'regional' | 'limited' | 'beyond' | 'variant'
  text: string
  /** What the contract says of it, in its own words (English). */
  detail?: string
}

/** Regions as the reference writes them: `ME-Riyadh`, `CN-Hong Kong`. */
const region = /\b[A-Z]{2}-[A-Z][a-z]+/

/** What one should know before using an operation, in few words. */
export function operationNotes(operation: CatalogueEntry, t: (typeof findMessages)['en']): OperationNote[] {
  const { stability, supersededBy, beyond, variantOf } = operation
  const isRegional = stability !== undefined && region.test(stability)
  return [
    ...(supersededBy
      ? [{ kind: 'superseded' as const, text: t.superseded(supersededBy), ...(stability ? { detail: stability } : {}) }]
      : []),
    // Of what is superseded its stability says why; only a limit to regions says more.
    ...(stability && (isRegional || !supersededBy)
      ? [
          {
            kind: isRegional ? ('regional' as const) : ('limited' as const),
            text: isRegional ? t.regional : t.limited,
            detail: stability,
          },
        ]
      : []),
    ...(beyond ? [{ kind: 'beyond' as const, text: t.beyond }] : []),
    ...(variantOf ? [{ kind: 'variant' as const, text: t.variant(variantOf) }] : []),
  ]
}
