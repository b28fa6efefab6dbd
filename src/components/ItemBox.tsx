import type { ReactNode } from 'react'
import css from './Form.module.css'

/** A list in a dialog that scrolls inside itself, also by keyboard. */
export function ItemBox({ label, children }: { label: string; children: ReactNode }) {
  return (
    // Nothing in it can take the focus, so it does itself (WCAG 2.1.1).
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className={css.results} aria-label={label} tabIndex={0}>
      {children}
    </section>
  )
}
