import { useId, useRef, type KeyboardEvent, type ReactNode } from 'react'
import css from './ViewTabs.module.css'

interface Props<View extends string> {
  label: string
  views: readonly { id: View; label: string }[]
  current: View
  onChange: (view: View) => void
  /** What is shown in the current view. */
  children: ReactNode
}

/** Several views of the same thing, one at a time; the arrow keys choose. Not addresses: the thing is in memory only. */
export function ViewTabs<View extends string>({ label, views, current, onChange, children }: Props<View>) {
  const id = useId()
  const list = useRef<HTMLDivElement>(null)
  const handleKey = (event: KeyboardEvent) => {
    const at = views.findIndex((view) => view.id === current)
    const steps: Record<string, number> = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: views.length - 1 }
    const next = views.at((steps[event.key] ?? NaN) % views.length)
    if (steps[event.key] === undefined || !next) return
    event.preventDefault()
    onChange(next.id)
    list.current?.querySelector<HTMLElement>(`[data-view="${next.id}"]`)?.focus()
  }
  return (
    <>
      <div ref={list} role="tablist" aria-label={label} tabIndex={-1} className={css.list} onKeyDown={handleKey}>
        {views.map((view) => (
          <button
            key={view.id}
            type="button"
            role="tab"
            id={`${id}-${view.id}`}
            data-view={view.id}
            aria-selected={view.id === current}
            aria-controls={`${id}-panel`}
            tabIndex={view.id === current ? 0 : -1}
            className={css.tab}
            onClick={() => onChange(view.id)}
          >
            {view.label}
          </button>
        ))}
      </div>
      <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${current}`} className={css.panel}>
        {children}
      </div>
    </>
  )
}
