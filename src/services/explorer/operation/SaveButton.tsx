import { TextInput } from '@mantine/core'
import { useState, type FormEvent } from 'react'
import { isApiError } from '~/api/error.ts'
import { withoutSecrets } from '~/api/withoutSecrets.ts'
import { Button } from '~/components/Button.tsx'
import { Dialog } from '~/components/Dialog.tsx'
import { ErrorState } from '~/components/ErrorState.tsx'
import { toast } from '~/components/toast.ts'
import { useMessages } from '~/components/useMessages.ts'
import type { Operation } from '~/contract/types.ts'
import { useSave } from '../history/useSave.ts'
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
  const save = useSave()
  const [isOpen, setOpen] = useState(false)
  const [name, setName] = useState(suggestion)
  const isFull = isApiError(save.error, 413)
  const handleSubmit = (event: FormEvent) => {
    event.preventDefault()
    const wanted = name.trim()
    if (wanted === '') return
    const request = {
      name: wanted,
      family: operation.family,
      operationId: operation.id,
      args: withEngine(withoutSecrets(operation, args), engineOf(args)),
    }
    save.mutate(request, {
      onSuccess: () => {
        setOpen(false)
        toast({ tone: 'ok', message: t.saved(wanted), id: 'explorer-saved' })
      },
    })
  }
  const open = () => {
    save.reset()
    setOpen(true)
  }
  return (
    <>
      <Button onClick={open}>{t.save}</Button>
      <Dialog opened={isOpen} onClose={() => setOpen(false)} title={t.saveTitle}>
        <form onSubmit={handleSubmit}>
          <TextInput
            data-autofocus
            label={t.saveName}
            description={t.saveText}
            value={name}
            maxLength={120}
            error={isFull ? t.saveFull : undefined}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          {save.error && !isFull ? <ErrorState error={save.error} compact /> : null}
          <div className={css.buttons}>
            <Button type="submit" variant="filled" disabled={name.trim() === ''} loading={save.isPending}>
              {t.saveTitle}
            </Button>
            <Button onClick={() => setOpen(false)}>{t.cancel}</Button>
          </div>
        </form>
      </Dialog>
    </>
  )
}
