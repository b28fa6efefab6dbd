import { useEffect, useRef, type RefObject } from 'react'

/** Less than this is a rounding of the browser. */
const SLACK = 2

/**
 * Tells at which sides of what scrolls more lies out of sight: `''`, `left`, `right` or `left right`; at first, and
 * whenever that changes.
 */
export function useHiddenEdges(scroller: RefObject<HTMLElement | null>, onChange: (hidden: string) => void): void {
  const report = useRef(onChange)
  useEffect(() => {
    report.current = onChange
  })
  useEffect(() => {
    const element = scroller.current
    if (!element) return
    let known: string | undefined
    const look = () => {
      const { scrollLeft, clientWidth, scrollWidth } = element
      const hidden = [
        ...(scrollLeft > SLACK ? ['left'] : []),
        ...(scrollLeft + clientWidth < scrollWidth - SLACK ? ['right'] : []),
      ].join(' ')
      if (hidden !== known) report.current(hidden)
      known = hidden
    }
    // Looks at once, when the layout is known anyway: to ask for it here would have the browser make it twice.
    const observer = new ResizeObserver(look)
    observer.observe(element)
    for (const child of element.children) observer.observe(child)
    element.addEventListener('scroll', look, { passive: true })
    return () => {
      observer.disconnect()
      element.removeEventListener('scroll', look)
    }
  }, [scroller])
}
