import type { ReactNode } from 'react'
import css from './Warning.module.css'

interface Props {
  /**
   * `status`: it came with what was typed or read, and is told when there is time · `alert`: it is told at once ·
   * `note`: it stands with the page from the start.
   */
  role?: 'status' | 'alert' | 'note'
  children: ReactNode
}

/** What one should know before going on: nothing has failed, but something may. */
export function Warning({ role = 'status', children }: Props) {
  return (
    <div role={role} className={css.warning}>
      {children}
    </div>
  )
}
