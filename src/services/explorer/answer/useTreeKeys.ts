import { useCallback, useEffect, useRef, useState, type KeyboardEvent, type RefObject } from 'react'
import type { MoreRow, TreeRow } from './treeRows.ts'

interface Options {
  tree: RefObject<HTMLElement | null>
  rows: readonly (TreeRow | MoreRow)[]
  onFold: (row: TreeRow, isOpen: boolean) => void
  onMore: (row: MoreRow) => void
  onMenu: (row: TreeRow, at: HTMLElement) => void
}

export interface TreeKeys {
  /** The one row that Tab reaches. */
  current: number
  onKeyDown: (event: KeyboardEvent<HTMLElement>) => void
  onFocusRow: (index: number) => void
}

/** The keys of an ARIA tree: arrows, Home, End, a first letter; Enter opens the menu of a value or unfolds. */
export function useTreeKeys({ tree, rows, onFold, onMore, onMenu }: Options): TreeKeys {
  const [at, setAt] = useState(0)
  const current = Math.min(at, Math.max(0, rows.length - 1))
  const wanted = useRef<number>(undefined)
  const elementAt = useCallback(
    (index: number) => tree.current?.querySelector<HTMLElement>(`[data-index="${index}"]`),
    [tree],
  )
  // A row that was just unfolded is there with the next draw.
  useEffect(() => {
    if (wanted.current === undefined) return
    elementAt(wanted.current)?.focus()
    wanted.current = undefined
  })
  const move = (index: number) => {
    const next = Math.max(0, Math.min(rows.length - 1, index))
    wanted.current = next
    setAt(next)
    elementAt(next)?.focus()
  }
  const toParent = (level: number) => {
    for (let index = current - 1; index >= 0; index -= 1) if ((rows[index]?.level ?? 0) < level) return move(index)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const row = rows[current]
    // Keys inside a link or a button of a row are theirs.
    if (
      !row ||
      event.ctrlKey ||
      event.metaKey ||
      event.altKey ||
      !(event.target instanceof HTMLElement) ||
      event.target.dataset['index'] === undefined
    )
      return
    const isNode = row.kind !== 'more'
    const actions: Record<string, () => void> = {
      ArrowDown: () => move(current + 1),
      ArrowUp: () => move(current - 1),
      Home: () => move(0),
      End: () => move(rows.length - 1),
      PageDown: () => move(current + 15),
      PageUp: () => move(current - 15),
      ArrowRight: () => (isNode && row.size > 0 && !row.isOpen ? onFold(row, true) : move(current + 1)),
      ArrowLeft: () => (isNode && row.isOpen ? onFold(row, false) : toParent(row.level)),
      ' ': () => (isNode ? onFold(row, !row.isOpen) : onMore(row)),
      Enter: () => (isNode ? onMenu(row, event.target as HTMLElement) : onMore(row)),
    }
    const act =
      actions[event.key] ??
      (event.key === 'F10' && event.shiftKey && isNode ? () => onMenu(row, event.target as HTMLElement) : undefined)
    if (act) {
      event.preventDefault()
      act()
      return
    }
    if (event.key.length !== 1) return
    const letter = event.key.toLowerCase()
    const order = rows.map((_, index) => (current + 1 + index) % rows.length)
    const found = order.find((index) => {
      const one = rows[index]
      return one !== undefined && one.kind !== 'more' && one.name.toLowerCase().startsWith(letter)
    })
    if (found !== undefined) move(found)
  }
  return { current, onKeyDown, onFocusRow: setAt }
}
