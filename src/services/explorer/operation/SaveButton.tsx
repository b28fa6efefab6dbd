import { Button, Modal, TextInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { withoutSecrets } from '~/api/withoutSecrets.ts'
import { toast } from '~/components/toast.ts'
import { useMessages } from '~/components/useMessages.ts'
import type { Operation } from '~/contract/types.ts'
import { useRequests } from '../history/useRequests.ts'
import { engineOf, withEngine } from '../engine.ts'
import css from './Operation.module.css'
import { operationMessages } from './operationMessages.ts'

interface Props {
  operation: Operation
  args: Record<string, unknown>
  /** The name to begin with. */
  suggestion: string
}

/** Keeps the request under a name, without its secrets. */
export function SaveButton({ operation, args, suggestion }: Props) {
  const t = useMessages(operationMessages)
  const { save } = useRequests()
  const [isOpen, setOpen] = useState(false)
  const [name, setName] = useState(suggestion)
  const [error, setError] = useState<string>()
  const handleSubmit = (event: FormEvent) => {
    event.preventDefault()
    const wanted = name.trim()
    if (wanted === '') return
    if (
      !save({
        name: wanted,
        family: operation.family,
        operationId: operation.id,
        args: withEngine(withoutSecrets(operation, args), engineOf(args)),
      })
    ) {
      setError(t.saveFull)
      return
    }
    setOpen(false)
    toast({ tone: 'ok', message: t.saved(wanted), id: 'explorer-saved' })
  }
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t.save}</Button>
      <Modal
        opened={isOpen}
        onClose={() => setOpen(false)}
        title={t.saveTitle}
        closeButtonProps={{ 'aria-label': t.close }}
      >
        <form onSubmit={handleSubmit}>
          <TextInput
            data-autofocus
            label={t.saveName}
            description={t.saveText}
            value={name}
            maxLength={120}
            error={error}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <div className={css.buttons}>
            <Button type="submit" variant="filled" disabled={name.trim() === ''}>
              {t.saveTitle}
            </Button>
            <Button onClick={() => setOpen(false)}>{t.cancel}</Button>
          </div>
        </form>
      </Modal>
    </>
  )
}
