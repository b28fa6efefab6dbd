import { useCallback, useEffect, useRef, useState } from 'react'
import type { ListResult } from '~/api/list.ts'
import { range, reconcile, toggle, toggleAll, type Selection } from './selection.ts'

export interface SelectionState<Row> {
  selected: Selection<Row>
  /** `extend`: everything between the row switched last and this one. */
  onToggle: (key: string, on: boolean, extend: boolean) => void
  onTogglePage: (on: boolean) => void
  select: (rows: readonly Row[]) => void
  deselect: (rows: readonly Row[]) => void
  clear: () => void
}

/** Which rows are selected; survives paging, and lets go of rows that are gone. */
export function useSelection<Row>(
  list: ListResult<Row>,
  shown: readonly Row[],
  keyOf: (row: Row) => string,
): SelectionState<Row> {
  const [selected, setSelected] = useState<Selection<Row>>(new Map())
  const anchor = useRef<string>(undefined)
  const latest = useRef({ shown, keyOf })
  useEffect(() => {
    latest.current = { shown, keyOf }
  })

  const place = `${list.scope} ${list.view.page} ${list.view.size}`
  const before = useRef<{ place: string; keys: ReadonlySet<string> }>({ place, keys: new Set() })
  const { rows, complete, scope, isLoading, isPrevious, error } = list
  useEffect(() => {
    // Rows of the page before say nothing about this one.
    if (isLoading || isPrevious || error) return
    const key = latest.current.keyOf
    const known = {
      complete: scope === 'all' && complete,
      before: before.current.place === place ? before.current.keys : new Set<string>(),
    }
    setSelected((current) => reconcile(current, rows, key, known))
    before.current = { place, keys: new Set(scope === 'page' ? rows.map(key) : []) }
  }, [rows, complete, scope, isLoading, isPrevious, error, place])

  const onToggle = useCallback((key: string, on: boolean, extend: boolean) => {
    const now = latest.current
    const rows = range(now.shown, now.keyOf, extend ? anchor.current : undefined, key)
    const single = rows.length === 1 ? rows[0] : undefined
    anchor.current = key
    setSelected((current) =>
      single === undefined ? toggleAll(current, rows, now.keyOf, on) : toggle(current, key, single, on),
    )
  }, [])
  const onTogglePage = useCallback((on: boolean) => {
    setSelected((current) => toggleAll(current, latest.current.shown, latest.current.keyOf, on))
  }, [])
  const select = useCallback(
    (rows: readonly Row[]) => setSelected((current) => toggleAll(current, rows, latest.current.keyOf, true)),
    [],
  )
  const deselect = useCallback(
    (rows: readonly Row[]) => setSelected((current) => toggleAll(current, rows, latest.current.keyOf, false)),
    [],
  )
  const clear = useCallback(() => setSelected(new Map()), [])
  return { selected, onToggle, onTogglePage, select, deselect, clear }
}
