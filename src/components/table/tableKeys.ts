import { useCallback, useEffect, useRef, useState, type KeyboardEvent, type RefObject } from 'react'
import { shortcutsAreOn } from '~/components/useShortcuts.ts'

/** `/` puts the cursor into the filter, unless something is being typed or a dialog is open. */
export function useSlashKey(input: RefObject<HTMLInputElement | null>): void {
  useEffect(() => {
    const handleKey = (event: globalThis.KeyboardEvent) => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || !shortcutsAreOn()) return
      const target = event.target instanceof HTMLElement ? event.target : undefined
      if (target?.closest('input, textarea, select, [contenteditable=true], [role=dialog], [role=menu]')) return
      event.preventDefault()
      input.current?.focus()
    }
    document.addEventListener('keydown', handleKey)
    return () => document.removeEventListener('keydown', handleKey)
  }, [input])
}

export interface RowKeys {
  /** The one row that Tab reaches. */
  current: number
  onKeyDown: (event: KeyboardEvent<HTMLTableSectionElement>) => void
  onFocusRow: (index: number) => void
}

/** Arrow keys move over the rows, Enter opens the first link of one, Space selects it. */
export function useRowKeys(
  body: RefObject<HTMLTableSectionElement | null>,
  count: number,
  scrollTo: (index: number) => void,
  onSelect: ((index: number, extend: boolean) => void) | undefined,
): RowKeys {
  const [current, setCurrent] = useState(0)
  const wanted = useRef<number>(undefined)

  const rowAt = useCallback(
    (index: number) => body.current?.querySelector<HTMLElement>(`tr[data-index="${index}"]`),
    [body],
  )
  const move = (index: number) => {
    const next = Math.min(Math.max(index, 0), count - 1)
    setCurrent(next)
    scrollTo(next)
    const row = rowAt(next)
    if (row) row.focus({ preventScroll: false })
    else wanted.current = next
  }
  // A virtual row is there only after it has been scrolled to.
  useEffect(() => {
    if (wanted.current === undefined) return
    const row = rowAt(wanted.current)
    if (!row) return
    wanted.current = undefined
    row.focus({ preventScroll: true })
  })

  const onKeyDown = (event: KeyboardEvent<HTMLTableSectionElement>) => {
    const row = event.target
    // Keys inside a cell belong to what is in it.
    if (!(row instanceof HTMLTableRowElement) || row.dataset.index === undefined) return
    const index = Number(row.dataset.index)
    const target = {
      ArrowDown: index + 1,
      ArrowUp: index - 1,
      Home: 0,
      End: count - 1,
      PageDown: index + 15,
      PageUp: index - 15,
    }[event.key]
    if (target !== undefined) move(target)
    else if (event.key === 'Enter') row.querySelector('a')?.click()
    else if (event.key === ' ' && onSelect) onSelect(index, event.shiftKey)
    else return
    event.preventDefault()
  }
  const onFocusRow = useCallback((index: number) => setCurrent(index), [])
  return { current: Math.min(current, Math.max(0, count - 1)), onKeyDown, onFocusRow }
}
