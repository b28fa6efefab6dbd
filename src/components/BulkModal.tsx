import { TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState, type FormEvent, type ReactNode } from 'react'
import type { TrackedJob } from '~/contract/console.ts'
import type { Risk } from '~/contract/types.ts'
import type { Place } from './actions.ts'
import type { LeftOut } from './bulkAction.ts'
import { Button } from './Button.tsx'
import { Dialog } from './Dialog.tsx'
import { ErrorState } from './ErrorState.tsx'
import { formMessages } from './formMessages.ts'
import { ItemBox } from './ItemBox.tsx'
import { LeftOutList } from './LeftOutList.tsx'
import { PlaceFacts } from './PlaceFacts.tsx'
import { RunProgress } from './RunProgress.tsx'
import { useMessages } from './useMessages.ts'
import { useSendOnce } from './useSendOnce.ts'
import css from './Form.module.css'

export interface BulkProps<Item> {
  opened: boolean
  onClose: () => void
  title: string
  items: readonly Item[]
  nameOf: (item: Item) => string
  place: Place
  risk: Risk
  /** Hand-written: what will happen to all of them. */
  sentence: ReactNode
  /** Selected rows to which it will not be done. */
  leftOut?: readonly LeftOut[]
  /** What will be lost with one of them, where that was looked up; said beside its name. */
  consequencesOf?: (item: Item) => ReactNode
  /** What is to be said of all of them. */
  consequences?: ReactNode
  /** The consequences are still being looked up. */
  waiting?: boolean
  /** Starts one call per item in our server (`startRun`). */
  start: (items: readonly Item[]) => Promise<TrackedJob>
  confirmLabel: string
  /** After each run: the names of what is done. */
  onSettled?: (done: ReadonlySet<string>) => void
}

/** The dialog itself; `BulkDialog` loads it when it is first opened. */
export function BulkModal<Item>(props: BulkProps<Item>) {
  const { opened, onClose, title, place } = props
  return (
    <Dialog opened={opened} onClose={onClose} title={title} size={560}>
      {/* Another place is another dialog; closing ends it, for the dialog is there only while it is open. */}
      <BulkBody key={JSON.stringify([place.account, place.region, place.project, place.parent?.name])} {...props} />
    </Dialog>
  )
}

function BulkBody<Item>({
  onClose,
  items,
  nameOf,
  place,
  risk,
  sentence,
  leftOut = [],
  consequencesOf,
  consequences,
  waiting = false,
  start,
  confirmLabel,
  onSettled,
}: BulkProps<Item>) {
  const t = useMessages(formMessages)
  // What was confirmed is what runs, also when the selection behind the dialog changes meanwhile.
  const [chosen] = useState(items)
  const [typed, setTyped] = useState('')
  const run = useMutation({ mutationFn: start })
  const sendOnce = useSendOnce()
  const isTyped = risk === 'destructive'
  // Of a single one the number says less than the name.
  const [only] = chosen
  const word = chosen.length === 1 && only !== undefined ? nameOf(only) : String(chosen.length)
  const isReady = !waiting && !run.isPending && chosen.length > 0 && (!isTyped || typed.trim() === word)
  const handleSubmit = (event: FormEvent) => {
    event.preventDefault()
    if (isReady) sendOnce(() => run.mutate(chosen))
  }
  if (run.data)
    return (
      <RunProgress
        key={run.data.id}
        job={run.data}
        onClose={onClose}
        onEnded={({ items: ended = [] }) =>
          onSettled?.(new Set(ended.filter(({ outcome }) => outcome === 'done').map(({ name }) => name)))
        }
        retry={(failed) => (
          <Button
            loading={run.isPending}
            onClick={() => sendOnce(() => run.mutate(chosen.filter((item) => failed.includes(nameOf(item)))))}
          >
            {t.retryFailed(failed.length)}
          </Button>
        )}
      />
    )
  return (
    <form onSubmit={handleSubmit}>
      <div className={css.sentence}>{sentence}</div>
      <LeftOutList rows={leftOut} />
      {waiting ? <output className={css.dim}>{t.waiting}</output> : null}
      {consequences ? <div className={css.consequences}>{consequences}</div> : null}
      <ItemBox label={t.items}>
        <ul>
          {chosen.slice(0, 100).map((item) => (
            <li key={nameOf(item)}>
              <span className={css.resultName}>
                {nameOf(item)}
                {consequencesOf ? <span className={css.lost}>{consequencesOf(item)}</span> : null}
              </span>
            </li>
          ))}
        </ul>
      </ItemBox>
      {chosen.length > 100 ? <p className={css.dim}>{t.firstShown('100', String(chosen.length))}</p> : null}
      <PlaceFacts place={place} />
      {run.error ? <ErrorState error={run.error} compact /> : null}
      {isTyped ? (
        <TextInput
          className={css.confirm}
          data-autofocus
          autoComplete="off"
          label={t.typeName(word)}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      ) : null}
      <div className={css.buttons}>
        <Button
          type="submit"
          variant="filled"
          tone={risk === 'disruptive' || risk === 'destructive' ? 'danger' : undefined}
          disabled={!isReady}
        >
          {confirmLabel}
        </Button>
        <Button onClick={onClose} data-autofocus={isTyped ? undefined : true}>
          {t.cancel}
        </Button>
      </div>
    </form>
  )
}
