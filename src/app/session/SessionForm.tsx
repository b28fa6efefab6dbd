import type { FormEvent, ReactNode } from 'react'
import { Button } from '~/components/Button.tsx'
import { useMessages } from '~/components/useMessages.ts'
import classes from './session.module.css'
import { sessionError } from './sessionError.ts'
import { sessionMessages } from './sessionMessages.ts'

interface Props {
  children: ReactNode
  /** What came of the last attempt, and whether one is under way. */
  attempt: { error: Error | null; isPending: boolean }
  submitLabel: string
  onSubmit: () => void
  /** In a dialog: the way out beside the way on. */
  onCancel?: () => void
  /** The fields say themselves what is missing, instead of the browser. */
  noValidate?: boolean
  className?: string
}

/** Fields about who one is, what went wrong with them in one line, and the button. */
export function SessionForm({
  children,
  attempt,
  submitLabel,
  onSubmit,
  onCancel,
  noValidate = false,
  className = classes.form,
}: Props) {
  const t = useMessages(sessionMessages)
  const handleSubmit = (event: FormEvent) => {
    event.preventDefault()
    // A dialog may stand inside another form in React's tree.
    event.stopPropagation()
    onSubmit()
  }
  const error = sessionError(attempt.error, t)
  const submit = (
    <Button type="submit" variant="filled" loading={attempt.isPending}>
      {submitLabel}
    </Button>
  )
  return (
    <form className={className} onSubmit={handleSubmit} noValidate={noValidate}>
      {children}
      {error && (
        <p role="alert" className={classes.error}>
          {error}
        </p>
      )}
      {onCancel ? (
        <div className={classes.actions}>
          {submit}
          <Button onClick={onCancel}>{t.cancel}</Button>
        </div>
      ) : (
        submit
      )}
    </form>
  )
}
