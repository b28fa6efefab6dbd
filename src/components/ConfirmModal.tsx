import { TextInput } from '@mantine/core'
import { useState, type FormEvent, type ReactNode } from 'react'
import type { Risk } from '~/contract/types.ts'
import type { MutationState, Place } from './actions.ts'
import type { LeftOut } from './bulkAction.ts'
import { Button } from './Button.tsx'
import { Dialog } from './Dialog.tsx'
import { ErrorState } from './ErrorState.tsx'
import { hasUnknownOutcome } from './formErrors.ts'
import { formMessages } from './formMessages.ts'
import { LeftOutList } from './LeftOutList.tsx'
import { PlaceFacts } from './PlaceFacts.tsx'
import { useMessages } from './useMessages.ts'
import { useSendOnce } from './useSendOnce.ts'
import css from './Form.module.css'

export interface ConfirmProps {
  opened: boolean
  onClose: () => void
  title: string
  /** What is acted on. The state of the dialog ends when this changes. */
  target: { name: string; kind: string }
  place: Place
  /** `none` has no dialog: see `needsConfirmation`. */
  risk: Exclude<Risk, 'none'>
  mutation: MutationState
  /** Hand-written: what will happen. */
  sentence: ReactNode
  /** Selected rows to which it will not be done. */
  leftOut?: readonly LeftOut[]
  /** What will be lost and what depends on it, counted now. */
  consequences?: ReactNode
  /** The consequences are still being looked up: nothing can be confirmed yet. */
  waiting?: boolean
  onConfirm: () => void
  confirmLabel: string
  /** The name has to be typed; the default for what is destructive. */
  typeName?: boolean
}

/** The dialog itself; `ConfirmDialog` loads it when it is first opened. */
export function ConfirmModal(props: ConfirmProps) {
  const { opened, onClose, title, target, place } = props
  return (
    <Dialog opened={opened} onClose={onClose} title={title} size={480}>
      {/* Another target is another dialog: nothing typed or failed for one is there for the next. */}
      <ConfirmBody
        key={JSON.stringify([target.kind, target.name, place.account, place.region, place.project, place.parent?.name])}
        {...props}
      />
    </Dialog>
  )
}

function ConfirmBody({
  onClose,
  target,
  place,
  risk,
  mutation,
  sentence,
  leftOut = [],
  consequences,
  waiting = false,
  onConfirm,
  confirmLabel,
  typeName = risk === 'destructive',
}: ConfirmProps) {
  const t = useMessages(formMessages)
  const [typed, setTyped] = useState('')
  const [attempted, setAttempted] = useState(false)
  const sendOnce = useSendOnce()
  // The mutation may hold a failure from the dialog before.
  const error = attempted && !mutation.isPending ? mutation.error : null
  const isUnknown = hasUnknownOutcome(error)
  const isReady = !waiting && !isUnknown && !mutation.isPending && (!typeName || typed === target.name)
  const handleSubmit = (event: FormEvent) => {
    event.preventDefault()
    if (!isReady) return
    setAttempted(true)
    sendOnce(onConfirm)
  }
  return (
    <form onSubmit={handleSubmit}>
      <div className={css.sentence}>{sentence}</div>
      <LeftOutList rows={leftOut} />
      {waiting ? <output className={css.dim}>{t.waiting}</output> : null}
      {consequences ? <div className={css.consequences}>{consequences}</div> : null}
      {risk === 'destructive' ? <p className={css.confirm}>{t.destructive}</p> : null}
      <PlaceFacts place={place} target={target} />
      {typeName ? (
        <TextInput
          className={css.confirm}
          data-autofocus
          autoComplete="off"
          spellCheck={false}
          label={t.typeName(target.name)}
          value={typed}
          disabled={mutation.isPending}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      ) : null}
      {error ? (
        <div className={css.confirm}>
          <ErrorState compact error={error} />
        </div>
      ) : null}
      <div className={css.buttons}>
        <Button
          type="submit"
          variant="filled"
          tone={risk === 'change' ? undefined : 'danger'}
          disabled={!isReady && !mutation.isPending}
          loading={mutation.isPending}
        >
          {confirmLabel}
        </Button>
        <Button onClick={onClose} data-autofocus={typeName ? undefined : true}>
          {error ? t.close : t.cancel}
        </Button>
      </div>
    </form>
  )
}
