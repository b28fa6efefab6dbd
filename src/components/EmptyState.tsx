import type { ReactNode } from 'react'
import css from './States.module.css'

interface Props {
  title: string
  /** Why it is empty, or what one would do here. */
  children?: ReactNode
  /** The first step: a button or a link. */
  action?: ReactNode
}

/** Nothing there, and that is known: offers the first step. */
export function EmptyState({ title, children, action }: Props) {
  return (
    <div className={css.state}>
      <p className={css.title}>{title}</p>
      {children ? <div className={css.text}>{children}</div> : null}
      {action ? <div className={css.actions}>{action}</div> : null}
    </div>
  )
}
