import { useSearchParams } from 'react-router'
import type { ListView } from '~/api/list.ts'
import { parseView, writeView } from '~/api/listView.ts'

const PARAMETER = 'lag'

const isByLag = (sort: string) => sort === PARAMETER || sort === `-${PARAMETER}`

/** Whether the list shows lag; stands in the address. What is ordered or filtered by it goes with it. */
export function useShowsLag(): [boolean, (on: boolean) => void] {
  const [search, setSearch] = useSearchParams()
  const set = (on: boolean) =>
    setSearch(
      (now) => {
        const next = new URLSearchParams(now)
        if (on) {
          next.set(PARAMETER, '1')
          return next
        }
        next.delete(PARAMETER)
        const { sort, filters } = parseView(next)
        const others = filters.filter((filter) => filter.column !== PARAMETER)
        if (others.length === filters.length && !isByLag(sort)) return next
        return writeView(next, { filters: others, ...(isByLag(sort) ? { sort: '' } : {}) })
      },
      { replace: true, preventScrollReset: true },
    )
  return [search.get(PARAMETER) === '1', set]
}

/** Whether order or choice of the rows depends on lag. */
export function needsLag({ sort, filters }: ListView): boolean {
  return isByLag(sort) || filters.some((filter) => filter.column === PARAMETER)
}
