import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { changePassword } from '~/api/session.ts'
import { Dialog } from '~/components/Dialog.tsx'
import { toast } from '~/components/toast.ts'
import { useMessages } from '~/components/useMessages.ts'
import { isTooShort } from './isTooShort.ts'
import { NewPasswordField } from './NewPasswordField.tsx'
import { PasswordField } from './PasswordField.tsx'
import { SessionForm } from './SessionForm.tsx'
import { sessionMessages } from './sessionMessages.ts'

/** Changes one's own password; every other session ends. */
export default function PasswordDialog({ onClose }: { onClose: () => void }) {
  const t = useMessages(sessionMessages)
  const [current, setCurrent] = useState('')
  const [password, setPassword] = useState('')
  const [isChecked, setChecked] = useState(false)
  const attempt = useMutation({
    mutationFn: () => changePassword({ current, password }),
    onSuccess: () => {
      toast({ tone: 'ok', message: t.changed })
      onClose()
    },
  })
  const handleSubmit = () => {
    setChecked(true)
    if (!isTooShort(password)) attempt.mutate()
  }
  return (
    <Dialog onClose={onClose} title={t.changePassword} closeLabel={t.cancel}>
      <SessionForm attempt={attempt} submitLabel={t.change} onSubmit={handleSubmit} onCancel={onClose} noValidate>
        <PasswordField
          label={t.currentPassword}
          value={current}
          onChange={setCurrent}
          autoComplete="current-password"
          error={isChecked && !current && t.missing}
          isFirst
        />
        <NewPasswordField label={t.newPassword} value={password} onChange={setPassword} isChecked={isChecked} />
      </SessionForm>
    </Dialog>
  )
}
