import { useId, type ReactNode } from 'react'
import css from './ActionButton.module.css'
import { Button } from './Button.tsx'

interface Props {
  children: ReactNode
  onClick?: () => void
  /** A page or form behind a route, instead of `onClick`. */
  to?: string
  /** The one primary button of the view. */
  primary?: boolean
  tone?: 'danger'
  /** Why it cannot be done now: the button stays reachable and says so. */
  disabledReason?: string
  leftSection?: ReactNode
}

/** A button for an action that may not be possible now. */
export function ActionButton({ children, onClick, to, primary, tone, disabledReason, leftSection }: Props) {
  const id = useId()
  const look = {
    leftSection,
    variant: primary ? 'filled' : 'default',
    tone,
  } as const
  if (disabledReason !== undefined) {
    return (
      <span className={css.off}>
        <Button
          leftSection={leftSection}
          aria-disabled
          aria-describedby={id}
          onClick={(event) => event.preventDefault()}
        >
          {children}
        </Button>
        <span id={id} role="tooltip" className={css.reason}>
          {disabledReason}
        </span>
      </span>
    )
  }
  if (to !== undefined) {
    return (
      <Button to={to} {...look}>
        {children}
      </Button>
    )
  }
  return (
    <Button onClick={onClick} {...look}>
      {children}
    </Button>
  )
}
