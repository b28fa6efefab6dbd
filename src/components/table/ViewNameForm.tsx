import { TextInput } from '@mantine/core'
import { useState, type Ref } from 'react'
import { Button } from '~/components/Button.tsx'
import { useMessages } from '~/components/useMessages.ts'
import { viewMessages } from './viewMessages.ts'
import css from './Views.module.css'

interface Props {
  initial: string
  isTaken: (name: string) => boolean
  isBusy: boolean
  onSave: (name: string) => Promise<void>
  /** With it, this is a rename: it was opened to be typed into. */
  onCancel?: () => void
  ref?: Ref<HTMLInputElement>
}

const focus = (input: HTMLInputElement | null) => input?.focus()

/** The name of a view, new or old. */
export function ViewNameForm({ initial, isTaken, isBusy, onSave, onCancel, ref }: Props) {
  const t = useMessages(viewMessages)
  const [name, setName] = useState(initial)
  const [fault, setFault] = useState<string>()
  return (
    <form
      className={css.form}
      onSubmit={(event) => {
        event.preventDefault()
        const typed = name.trim()
        const wrong = typed === '' ? t.missing : isTaken(typed) ? t.taken : undefined
        setFault(wrong)
        if (wrong !== undefined) return
        onSave(typed).then(
          () => setName(''),
          // The panel shows why.
          () => undefined,
        )
      }}
    >
      <TextInput
        ref={onCancel ? focus : ref}
        className={css.name}
        aria-label={t.name}
        placeholder={t.name}
        maxLength={64}
        value={name}
        error={fault}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Button type="submit" loading={isBusy}>
        {onCancel ? t.save : t.saveNew}
      </Button>
      {onCancel ? <Button onClick={onCancel}>{t.cancel}</Button> : null}
    </form>
  )
}
