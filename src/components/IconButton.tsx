import type { ReactNode, Ref } from 'react'
import css from './IconButton.module.css'

interface Props {
  /** Names the button; also shown on hover. */
  label: string
  onClick?: () => void
  children: ReactNode
  disabled?: boolean
  expanded?: boolean
  ref?: Ref<HTMLButtonElement>
}

/** A small button that has a picture only. */
export function IconButton({ label, onClick, children, disabled, expanded, ref }: Props) {
  return (
    <button
      ref={ref}
      type="button"
      className={css.button}
      aria-label={label}
      title={label}
      onClick={onClick}
      disabled={disabled}
      aria-expanded={expanded}
    >
      {children}
    </button>
  )
}
