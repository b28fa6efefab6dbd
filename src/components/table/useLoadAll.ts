import { useCallback, useEffect, useRef, useState } from 'react'
import type { ListResult } from '~/api/list.ts'

export interface LoadAllState<Row> {
  /** Set while all pages are read. */
  progress?: { read: number; total?: number }
  /** Reads all pages; undefined when it was cancelled. Rejects with what failed. */
  run: () => Promise<readonly Row[] | undefined>
  cancel: () => void
}

/** All rows of a list, for export and for "select all": with progress, and stoppable. */
export function useLoadAll<Row>(list: ListResult<Row>): LoadAllState<Row> {
  const [progress, setProgress] = useState<{ read: number; total?: number }>()
  const stop = useRef<AbortController>(undefined)
  useEffect(() => () => stop.current?.abort(), [])
  const { rows, scope, complete, loadAll } = list
  const run = useCallback(async () => {
    if (scope === 'all' && complete) return rows
    stop.current?.abort()
    const own = new AbortController()
    stop.current = own
    setProgress({ read: 0 })
    try {
      return await loadAll(own.signal, (read, total) => {
        if (!own.signal.aborted) setProgress({ read, total })
      })
    } catch (error) {
      if (own.signal.aborted) return undefined
      throw error
    } finally {
      if (stop.current === own) setProgress(undefined)
    }
  }, [rows, scope, complete, loadAll])
  const cancel = useCallback(() => {
    stop.current?.abort()
    setProgress(undefined)
  }, [])
  return { progress, run, cancel }
}
