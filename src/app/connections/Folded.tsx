import { useState, type ReactNode } from 'react'

interface Props {
  summary: ReactNode
  /** Something inside has to be seen; once open, it stays until a person folds it. */
  mustOpen: boolean
  className?: string
  children: ReactNode
}

/** A part of a form that most people do not need. */
export function Folded({ summary, mustOpen, className, children }: Props) {
  const [isOpen, setOpen] = useState(false)
  return (
    <details className={className} open={isOpen || mustOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{summary}</summary>
      {children}
    </details>
  )
}
