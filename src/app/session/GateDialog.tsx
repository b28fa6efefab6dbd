import { Button, Modal, PasswordInput, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { queryClient } from '~/api/queryClient.ts'
import { confirmPassword, sessionQuery, signIn } from '~/api/session.ts'
import { useMessages } from '~/components/useMessages.ts'
import classes from './session.module.css'
import { sessionError } from './sessionError.ts'
import { sessionMessages } from './sessionMessages.ts'

interface GateDialogProps {
  reason: 'sign-in' | 'confirm'
  onSettle: (again: boolean) => void
}

/** The dialog of `Gate`. Closing it lets the waiting requests fail as they did. */
export default function GateDialog({ reason, onSettle }: GateDialogProps) {
  const t = useMessages(sessionMessages)
  const known = queryClient.getQueryData(sessionQuery.queryKey)?.user?.name ?? ''
  const [name, setName] = useState(known)
  const [password, setPassword] = useState('')
  const attempt = useMutation({
    mutationFn: async () => {
      if (reason === 'confirm') await confirmPassword(password)
      else queryClient.setQueryData(sessionQuery.queryKey, await signIn({ name, password }))
    },
    onSuccess: () => onSettle(true),
  })
  const handleSubmit = (event: FormEvent) => {
    event.preventDefault()
    // The form below may be inside another one in React's tree.
    event.stopPropagation()
    attempt.mutate()
  }
  const error = sessionError(attempt.error, t)
  const title = reason === 'confirm' ? t.confirm : t.signInAgain
  return (
    <Modal
      opened
      onClose={() => onSettle(false)}
      title={title}
      closeOnClickOutside={false}
      zIndex={500}
      closeButtonProps={{ 'aria-label': t.cancel }}
    >
      <form className={classes.form} onSubmit={handleSubmit}>
        <p className={classes.text}>{reason === 'confirm' ? t.confirmText : t.signInAgainText}</p>
        {reason === 'sign-in' && (
          <TextInput
            label={t.name}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            autoComplete="username"
            required
          />
        )}
        <PasswordInput
          label={t.password}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          autoComplete="current-password"
          visibilityToggleButtonProps={{ 'aria-label': t.showPassword }}
          required
          data-autofocus
        />
        {error && (
          <p role="alert" className={classes.error}>
            {error}
          </p>
        )}
        <div className={classes.actions}>
          <Button type="submit" variant="filled" loading={attempt.isPending}>
            {reason === 'confirm' ? t.continue : t.signIn}
          </Button>
          <Button onClick={() => onSettle(false)}>{t.cancel}</Button>
        </div>
      </form>
    </Modal>
  )
}
