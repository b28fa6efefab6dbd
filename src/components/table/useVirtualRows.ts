import { useVirtualizer } from '@tanstack/react-virtual'
import { useCallback, useEffect, useLayoutEffect, useState, type RefObject } from 'react'

/** From this many rows on, only those in sight are in the document. */
export const virtualFrom = 100
const headHeight = 33

export interface VirtualRows {
  isVirtual: boolean
  /** Indexes of the rows to draw. */
  indexes: readonly number[]
  /** Height in px of the rows left out before and after. */
  before: number
  after: number
  scrollTo: (index: number) => void
  /** Tells the height of what is below a row when it is expanded; 0 when it is not. */
  onHeight: (index: number, height: number) => void
}

/** Which rows are drawn: all of a short page, those in sight of a long one. */
export function useVirtualRows(
  scroller: RefObject<HTMLDivElement | null>,
  keys: readonly string[],
  rowHeight: number,
): VirtualRows {
  const isVirtual = keys.length > virtualFrom
  // The compiler leaves this hook alone, which is right: what it returns changes without a new identity.
  // oxlint-disable-next-line react/incompatible-library
  const virtualizer = useVirtualizer({
    count: keys.length,
    enabled: isVirtual,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => keys[index] ?? index,
    scrollMargin: headHeight,
    scrollPaddingStart: headHeight,
    overscan: 8,
    // React may then put off a draw while it scrolls fast, instead of blocking the frame.
    useFlushSync: false,
  })
  useEffect(() => virtualizer.measure(), [virtualizer, rowHeight])
  const scrollTo = useCallback(
    (index: number) => isVirtual && virtualizer.scrollToIndex(index, { align: 'auto' }),
    [virtualizer, isVirtual],
  )
  const onHeight = useCallback(
    (index: number, height: number) => isVirtual && virtualizer.resizeItem(index, rowHeight + height),
    [virtualizer, rowHeight, isVirtual],
  )
  if (!isVirtual) return { isVirtual, indexes: keys.map((_, i) => i), before: 0, after: 0, scrollTo, onHeight }
  const items = virtualizer.getVirtualItems()
  const first = items[0]
  const last = items.at(-1)
  return {
    isVirtual,
    indexes: items.map((item) => item.index),
    before: first ? first.start - headHeight : 0,
    after: last ? Math.max(0, virtualizer.getTotalSize() - (last.end - headHeight)) : 0,
    scrollTo,
    onHeight,
  }
}

/**
 * Widths of the columns in px, measured once per set of columns, so that they do not jump while other rows scroll
 * in; undefined (the browser's own layout) for a short page and while measuring.
 */
export function useFixedWidths(
  table: RefObject<HTMLTableElement | null>,
  key: string | undefined,
): readonly number[] | undefined {
  const [measured, setMeasured] = useState<{ key: string; widths: number[] }>()
  useLayoutEffect(() => {
    if (key === undefined || measured?.key === key) return
    const cells = table.current?.querySelectorAll<HTMLElement>('thead > tr > *')
    // Once per set of columns, before the browser paints: there is no other way to know what it would have chosen.
    // oxlint-disable-next-line react/set-state-in-effect
    if (cells) setMeasured({ key, widths: Array.from(cells, (cell) => cell.offsetWidth) })
  }, [table, key, measured])
  return key !== undefined && measured?.key === key ? measured.widths : undefined
}
