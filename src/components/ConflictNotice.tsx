import type { ReactNode } from 'react'
import type { ConflictError } from '~/api/replace.ts'
import { messages } from '~/lib/messages.ts'
import { Button } from './Button.tsx'
import { ReviewChange } from './ReviewChange.tsx'
import css from './States.module.css'
import { useMessages } from './useMessages.ts'

const conflictMessages = messages({
  en: {
    title: 'Somebody changed this meanwhile',
    text: 'Nothing was sent. Below is what changed since this form was opened. Take the new state over; what you typed stays where it differs.',
    accept: 'Take over the new state',
    heads: { title: 'Changed meanwhile', before: 'When opened', after: 'Now' },
  },
  zh: {
    title: '该对象已被他人修改',
    text: '没有发送任何内容。下面是打开此表单以来发生的变化。可采用新状态，您填写的不同之处会保留。',
    accept: '采用新状态',
    heads: { title: '期间的变化', before: '打开时', after: '当前值' },
  },
})

interface Props {
  error: ConflictError
  labels: Readonly<Record<string, string>>
  secrets?: readonly string[]
  /** Words for a value, e.g. of an enum; undefined: as it is. */
  textOf?: (field: string, value: unknown) => ReactNode
  /** Makes the new state the one that the form is compared with. */
  onAccept: () => void
}

/** Two people edited the same object: shows what the other one did instead of overwriting it. */
export function ConflictNotice({ error, labels, secrets, textOf, onAccept }: Props) {
  const t = useMessages(conflictMessages)
  return (
    <div role="alert" className={css.state} data-tone="warn" data-compact>
      <p className={css.title}>{t.title}</p>
      <p className={css.text}>{t.text}</p>
      <ReviewChange
        changes={error.changes}
        labels={labels}
        heads={t.heads}
        {...(secrets ? { secrets } : {})}
        {...(textOf ? { textOf } : {})}
      />
      <div className={css.actions}>
        <Button onClick={onAccept}>{t.accept}</Button>
      </div>
    </div>
  )
}
