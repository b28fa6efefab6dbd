import { useLocalList } from '~/api/useLocalList.ts'
import type { ListResult } from '~/api/list.ts'

const noRefetch = () => Promise.resolve()

/** Rows that are in memory, as a list whose view lives in the address. */
export function useLocalRows<Row>(rows: readonly Row[]): ListResult<Row> {
  return useLocalList({ data: rows, error: null, isFetching: false, dataUpdatedAt: 0, refetch: noRefetch })
}
