import { createContext, useContext, useLayoutEffect } from 'react'

interface Scope {
  /** A list is open, whose own control refreshes the page. */
  hasList: boolean
  /** Reads again what the page is about. */
  onRefresh: () => void
  /** Counts a list that is open; what it returns takes it away. */
  enter: () => () => void
}

/** Of a page with `OneRefresh`; undefined elsewhere, where each refreshes its own. */
export const RefreshScope = createContext<Scope | undefined>(undefined)

/** What the refresh of a list does: reads the list again and, where that is the only control, what the page is about. */
export function useListRefresh(refresh: () => void): () => void {
  const scope = useContext(RefreshScope)
  const enter = scope?.enter
  // Before the first paint: the header never shows a control that is about to go.
  useLayoutEffect(() => enter?.(), [enter])
  return () => {
    refresh()
    scope?.onRefresh()
  }
}
