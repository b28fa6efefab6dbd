import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { queryClient } from '~/api/queryClient.ts'
import { confirmPassword, sessionQuery, signIn } from '~/api/session.ts'
import { Dialog } from '~/components/Dialog.tsx'
import { useMessages } from '~/components/useMessages.ts'
import { NameField } from './NameField.tsx'
import { PasswordField } from './PasswordField.tsx'
import classes from './session.module.css'
import { SessionForm } from './SessionForm.tsx'
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
  const title = reason === 'confirm' ? t.confirm : t.signInAgain
  return (
    <Dialog
      onClose={() => onSettle(false)}
      title={title}
      closeOnClickOutside={false}
      zIndex={500}
      closeLabel={t.cancel}
    >
      <SessionForm
        attempt={attempt}
        submitLabel={reason === 'confirm' ? t.continue : t.signIn}
        onSubmit={() => attempt.mutate()}
        onCancel={() => onSettle(false)}
      >
        <p className={classes.text}>{reason === 'confirm' ? t.confirmText : t.signInAgainText}</p>
        {reason === 'sign-in' && <NameField value={name} onChange={setName} />}
        <PasswordField
          label={t.password}
          value={password}
          onChange={setPassword}
          autoComplete="current-password"
          isFirst
        />
      </SessionForm>
    </Dialog>
  )
}
