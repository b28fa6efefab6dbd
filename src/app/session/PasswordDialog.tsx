import { Button, Modal, PasswordInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { changePassword } from '~/api/session.ts'
import { toast } from '~/components/toast.ts'
import { useMessages } from '~/components/useMessages.ts'
import classes from './session.module.css'
import { sessionError } from './sessionError.ts'
import { sessionMessages } from './sessionMessages.ts'

/** Changes one's own password; every other session ends. */
export default function PasswordDialog({ onClose }: { onClose: () => void }) {
  const t = useMessages(sessionMessages)
  const [current, setCurrent] = useState('')
  const [password, setPassword] = useState('')
  const [isChecked, setChecked] = useState(false)
  const tooShort = [...password].length < 12
  const attempt = useMutation({
    mutationFn: () => changePassword({ current, password }),
    onSuccess: () => {
      toast({ tone: 'ok', message: t.changed })
      onClose()
    },
  })
  const handleSubmit = (event: FormEvent) => {
    event.preventDefault()
    setChecked(true)
    if (!tooShort) attempt.mutate()
  }
  const error = sessionError(attempt.error, t)
  return (
    <Modal opened onClose={onClose} title={t.changePassword} closeButtonProps={{ 'aria-label': t.cancel }}>
      <form className={classes.form} onSubmit={handleSubmit} noValidate>
        <PasswordInput
          label={t.currentPassword}
          value={current}
          onChange={(event) => setCurrent(event.currentTarget.value)}
          autoComplete="current-password"
          visibilityToggleButtonProps={{ 'aria-label': t.showPassword }}
          error={isChecked && !current ? t.missing : undefined}
          required
          data-autofocus
        />
        <PasswordInput
          label={t.newPassword}
          description={t.passwordHelp}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          autoComplete="new-password"
          visibilityToggleButtonProps={{ 'aria-label': t.showPassword }}
          error={isChecked && tooShort ? t.tooShort : undefined}
          required
        />
        {error && (
          <p role="alert" className={classes.error}>
            {error}
          </p>
        )}
        <div className={classes.actions}>
          <Button type="submit" variant="filled" loading={attempt.isPending}>
            {t.change}
          </Button>
          <Button onClick={onClose}>{t.cancel}</Button>
        </div>
      </form>
    </Modal>
  )
}
