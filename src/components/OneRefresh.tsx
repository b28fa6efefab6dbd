import { useCallback, useMemo, useState, type ReactNode } from 'react'
import { RefreshScope } from './table/refreshScope.ts'

interface Props {
  /** Reads again what the page is about. The list has been asked for when it is called. */
  onRefresh: () => void
  /** The page: its header, its tabs, and the tab that is open. */
  children: ReactNode
}

/** One control refreshes the page: the list's where one is open, the header's where none is. */
export function OneRefresh({ onRefresh, children }: Props) {
  const [lists, setLists] = useState(0)
  const enter = useCallback(() => {
    setLists((count) => count + 1)
    return () => setLists((count) => count - 1)
  }, [])
  const scope = useMemo(() => ({ hasList: lists > 0, onRefresh, enter }), [lists, onRefresh, enter])
  return <RefreshScope value={scope}>{children}</RefreshScope>
}
