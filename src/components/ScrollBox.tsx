import { useRef, useState, type ReactNode } from 'react'
import edges from './table/hiddenEdges.module.css'
import { useHiddenEdges } from './table/useHiddenEdges.ts'
import css from './ScrollBox.module.css'

interface Props {
  /** Names what scrolls: by keyboard it is reached as a region. */
  label: string
  /** With a border, and no higher than part of the window. */
  boxed?: boolean
  children: ReactNode
}

/** Holds what may be wider than the page, mostly a table; cells with `data-sticky` stay in sight at the right. */
export function ScrollBox({ label, boxed, children }: Props) {
  const scroller = useRef<HTMLDivElement>(null)
  const [hidden, setHidden] = useState('')
  useHiddenEdges(scroller, setHidden)
  return (
    <div className={edges.edges} data-hidden={hidden}>
      <div
        ref={scroller}
        className={css.scroll}
        data-boxed={boxed}
        role="region"
        aria-label={label}
        // What shows all that it holds is no stop of the Tab key.
        tabIndex={boxed || hidden !== '' ? 0 : undefined}
      >
        {children}
      </div>
    </div>
  )
}
