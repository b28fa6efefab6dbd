import { useState } from 'react'
import { useMessages } from '~/components/useMessages.ts'
import type { Options } from '../formNode.ts'
import { ComboValue } from './ComboValue.tsx'
import { formMessages } from './formMessages.ts'
import { useLiveChoices } from './useLiveChoices.ts'
import type { ValueProps } from './valueProps.ts'
import css from './Form.module.css'

interface Props extends ValueProps {
  options: Options
  text: string
  onText: (text: string) => void
}

/** A value that another operation lists (`x-options`): read from the cloud when one opens the list, not before. */
export function LiveValue(props: Props) {
  const t = useMessages(formMessages)
  const [isOpen, setOpen] = useState(false)
  const { options, place, label, field = label } = props
  const live = useLiveChoices(options, field, place, isOpen)
  const from = options.operationId
  const said = {
    ready: undefined,
    loading: t.loading(from),
    missing: t.choiceNeeds(from, live.missing.join(', ')),
    failed: t.choicesFailed(from, live.error?.message ?? ''),
    unreadable: t.choicesUnreadable(from),
    none: t.choicesNone(from),
  }[live.state]
  const text =
    live.state !== 'ready'
      ? said
      : live.total === undefined
        ? t.choicesFrom(live.choices.length, from)
        : t.choicesOf(live.choices.length, live.total, from)
  // One line before and after it was read: what is below must not move from under a pointer.
  const isLine = live.state === 'ready' || live.state === 'loading'
  return (
    <span className={css.live}>
      <ComboValue {...props} choices={live.choices} isWaiting={said !== undefined} onOpen={() => setOpen(true)} />
      {isOpen ? (
        <span role="status" className={css.state} data-line={isLine || undefined} title={isLine ? text : undefined}>
          {text}
          {live.state === 'failed' ? (
            <button type="button" className={css.link} onClick={live.retry}>
              {t.retry}
            </button>
          ) : null}
        </span>
      ) : null}
    </span>
  )
}
