import { PasswordInput, Textarea, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { saveEngineAccount } from '~/api/session.ts'
import { Button } from '~/components/Button.tsx'
import { Dialog } from '~/components/Dialog.tsx'
import { ErrorState } from '~/components/ErrorState.tsx'
import { useMessages } from '~/components/useMessages.ts'
import css from './Operation.module.css'
import { operationMessages } from './operationMessages.ts'

interface Props {
  opened: boolean
  onClose: () => void
  connection: string
  engine: string
  /** The account is stored: the call can be tried again. */
  onSaved: () => void
}

/** The account with which the server signs in at an engine; it is stored there and never comes back. */
export function EngineAccountDialog({ opened, onClose, connection, engine, onSaved }: Props) {
  const t = useMessages(operationMessages)
  const [name, setName] = useState('')
  const [password, setPassword] = useState('')
  const [certificate, setCertificate] = useState('')
  const save = useMutation({
    mutationFn: () =>
      saveEngineAccount(connection, engine, { name, password, ...(certificate.trim() ? { certificate } : {}) }),
    onSuccess: () => {
      setPassword('')
      onSaved()
    },
  })
  const handleSubmit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate()
  }
  return (
    <Dialog opened={opened} onClose={onClose} title={t.engineAccount.title}>
      <form onSubmit={handleSubmit} className={css.account}>
        <p>{t.engineAccount.text}</p>
        <TextInput
          data-autofocus
          required
          label={t.engineAccount.name}
          autoComplete="off"
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <PasswordInput
          required
          label={t.engineAccount.password}
          autoComplete="new-password"
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <Textarea
          label={t.engineAccount.certificate}
          description={t.engineAccount.certificateHint}
          autosize={false}
          rows={3}
          spellCheck={false}
          value={certificate}
          onChange={(event) => setCertificate(event.currentTarget.value)}
        />
        {save.error ? <ErrorState compact error={save.error} /> : null}
        <div className={css.buttons}>
          <Button type="submit" variant="filled" loading={save.isPending} disabled={name === '' || password === ''}>
            {t.engineAccount.save}
          </Button>
          <Button onClick={onClose}>{t.cancel}</Button>
        </div>
      </form>
    </Dialog>
  )
}
