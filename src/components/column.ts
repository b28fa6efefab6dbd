import type { ReactNode } from 'react'
import type { Exact } from '~/lib/json.ts'

/** What a cell is sorted, filtered and exported by. `undefined`: not known, always last. */
export type CellValue = string | number | bigint | boolean | Exact | undefined

export interface ColumnOption {
  value: string
  label: string
}

/** One column of a `DataTable`. Without `value` it is only drawn: no sorting, filtering, search or export. */
export interface Column<Row> {
  /** Stands in the address (`sort=-queue_num`): a wire name where there is one. */
  id: string
  label: string
  /** What the contract says about the column, in its own words (English): a second line of the head. */
  hint?: string
  cell: (row: Row) => ReactNode
  value?: (row: Row) => CellValue
  align?: 'right'
  mono?: boolean
  /** CSS width, e.g. `160px`. */
  width?: string
  filter?: 'text' | 'number' | 'enum' | 'time'
  /** Choices of an `enum` filter; also the words that search and CSV use for the value. */
  options?: readonly ColumnOption[]
  /** Not among the columns shown at first. */
  hidden?: true
  /** Left out of the free text search. */
  searchable?: false
}
