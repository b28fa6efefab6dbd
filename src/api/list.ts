/**
 * What a list page reads and what `DataTable` draws. All of `ListView` stands in the address, so a copied link shows
 * the same rows: `?page=2&size=50&sort=-created_at&q=order&f=queue_num:ge:8&f=permission:in:all,sub&cols=name,brokers`.
 */
import type { ApiError } from './error.ts'

export type FilterOperator = 'contains' | 'is' | 'in' | 'ge' | 'le' | 'since' | 'before'

export interface ColumnFilter {
  column: string
  operator: FilterOperator
  /** Text as it stands in the address; `in` is comma separated, `since`/`before` are ISO 8601. */
  value: string
}

export interface ListView {
  /** From 1. */
  page: number
  /** Rows on a page, or `all`. */
  size: number | 'all'
  /** Column id, `-` before it for descending; '' is the order of the cloud. */
  sort: string
  /** Free text over the columns that are searchable. */
  q: string
  filters: ColumnFilter[]
  /** Column ids to show, in order; undefined: the table's default. */
  columns?: string[]
}

/**
 * A list as it stands. The cloud's lists neither sort nor filter, and cut pages of 10 to 50 records, so: without
 * sort, search and filter only the page that is shown is read; with one of them, or size `all`, every page is read
 * (`complete` tells when), and sorting and filtering happen here.
 */
export interface ListResult<Row> {
  /** Rows read so far: the shown page, or with `scope: 'all'` all pages read until now. In the cloud's order. */
  rows: readonly Row[]
  /** `page`: `rows` is exactly the page to show. `all`: the table filters, sorts and cuts the page itself. */
  scope: 'page' | 'all'
  /** Every record of the list is in `rows`. */
  complete: boolean
  /** How many records the cloud says there are, or its last page tells; undefined when neither does: never guess. */
  total?: number
  /** Nothing has arrived yet and no error: draw skeletons. */
  isLoading: boolean
  /** A read is under way (first or later). */
  isFetching: boolean
  /** The rows are those of the view before, shown until the ones of this view have arrived. */
  isPrevious?: true
  /** The newest read failed. With rows: they are from `updatedAt`. Without: draw the failure, never "empty". */
  error?: ApiError
  /** Unix ms of the newest successful read; undefined before the first. */
  updatedAt?: number
  refresh: () => void
  /** Reads all pages, for export and for "select all N"; rejects with ApiError; abortable. */
  loadAll: (signal: AbortSignal, onProgress: (read: number, total?: number) => void) => Promise<Row[]>
  view: ListView
  /** Writes to the address. `replace` for typing, so that Back leaves the page and not the letter. */
  setView: (change: Partial<ListView>, options?: { replace?: boolean }) => void
}
