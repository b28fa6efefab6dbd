import type { BulkAction } from './actions.ts'

/** A selected row to which a bulk action is not done. */
export interface LeftOut {
  name: string
  reason: string
}

/** Reasons that one button can say. */
const SAID = 3

interface Options<Row> extends Pick<BulkAction<Row>, 'id' | 'label' | 'tone'> {
  nameOf: (row: Row) => string
  /** Why it cannot be done to this row now, in the words of the row's own action. */
  refusalOf: (row: Row) => string | undefined
  /** With the rows to which it can be done, and the others, for the dialog to name. */
  onSelect: (rows: Row[], leftOut: readonly LeftOut[], deselect: (rows: readonly Row[]) => void) => void
}

/** Acts on those of the selected rows that allow it; where none does it is disabled with the reasons. */
export function bulkAction<Row>({ nameOf, refusalOf, onSelect, ...action }: Options<Row>): BulkAction<Row> {
  return {
    ...action,
    onSelect: (rows, deselect) => {
      const taken: Row[] = []
      const leftOut: LeftOut[] = []
      for (const row of rows) {
        const reason = refusalOf(row)
        if (reason === undefined) taken.push(row)
        else leftOut.push({ name: nameOf(row), reason })
      }
      onSelect(taken, leftOut, deselect)
    },
    disabledReason: (rows) => {
      const reasons = new Set<string>()
      for (const row of rows) {
        const reason = refusalOf(row)
        if (reason === undefined) return undefined
        reasons.add(reason)
      }
      return reasons.size === 0 ? undefined : [...reasons].slice(0, SAID).join(' ') + (reasons.size > SAID ? ' …' : '')
    },
  }
}
