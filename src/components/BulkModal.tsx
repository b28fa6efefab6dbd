import { Button, Modal, TextInput } from '@mantine/core'
import { useEffect, useRef, useState, type FormEvent, type ReactNode } from 'react'
import type { Risk } from '~/contract/types.ts'
import type { Place } from './actions.ts'
import { BulkResults } from './BulkResults.tsx'
import { countResults, runBulk, type BulkResult } from './bulk.ts'
import { formMessages } from './formMessages.ts'
import { ItemBox } from './ItemBox.tsx'
import { PlaceFacts } from './PlaceFacts.tsx'
import { useMessages } from './useMessages.ts'
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
  consequences?: ReactNode
  /** The consequences are still being looked up. */
  waiting?: boolean
  /** One call; called at most once per item and start. */
  run: (item: Item) => Promise<unknown>
  confirmLabel: string
  concurrency?: number
  /** After each run, e.g. to keep only the failed ones selected. */
  onSettled?: (results: readonly BulkResult<Item>[]) => void
}

/** The dialog itself; `BulkDialog` loads it when it is first opened. */
export function BulkModal<Item>(props: BulkProps<Item>) {
  const t = useMessages(formMessages)
  const [isRunning, setRunning] = useState(false)
  const { opened, onClose, title, place } = props
  // While it runs, closing would hide what happens; "Stop" is the way out.
  const handleClose = () => {
    if (!isRunning) onClose()
  }
  return (
    <Modal
      opened={opened}
      onClose={handleClose}
      title={title}
      size={560}
      closeButtonProps={{ 'aria-label': t.close, disabled: isRunning }}
    >
      {/* Another place is another dialog; closing ends it, for the dialog is there only while it is open. */}
      <BulkBody
        key={JSON.stringify([place.account, place.region, place.project])}
        {...props}
        isRunning={isRunning}
        onRunning={setRunning}
      />
    </Modal>
  )
}

function BulkBody<Item>({
  onClose,
  items,
  nameOf,
  place,
  risk,
  sentence,
  consequences,
  waiting = false,
  run,
  confirmLabel,
  concurrency = 4,
  onSettled,
  isRunning,
  onRunning,
}: BulkProps<Item> & { isRunning: boolean; onRunning: (running: boolean) => void }) {
  const t = useMessages(formMessages)
  // What was confirmed is what runs, also when the selection behind the dialog changes meanwhile.
  const [chosen] = useState(items)
  const [results, setResults] = useState<readonly BulkResult<Item>[]>()
  const [typed, setTyped] = useState('')
  const [isStopping, setStopping] = useState(false)
  const stop = useRef<AbortController>(undefined)
  useEffect(() => () => stop.current?.abort(), [])

  const start = async (targets: readonly Item[], settled: readonly BulkResult<Item>[]) => {
    const own = new AbortController()
    stop.current = own
    setStopping(false)
    onRunning(true)
    const merge = (now: readonly BulkResult<Item>[]) => [...settled, ...now]
    const end = await runBulk(targets, run, {
      concurrency,
      signal: own.signal,
      onChange: (now) => setResults(merge(now)),
    })
    onRunning(false)
    onSettled?.(merge(end))
  }
  const needsCount = risk === 'destructive'
  const isReady = !waiting && chosen.length > 0 && (!needsCount || typed.trim() === String(chosen.length))
  const handleSubmit = (event: FormEvent) => {
    event.preventDefault()
    if (isReady && !isRunning && !results) void start(chosen, [])
  }
  if (results) {
    const counts = countResults(results)
    const failed = results.filter((result) => result.status === 'failed')
    const rest = results.filter((result) => result.status !== 'failed')
    return (
      <>
        <BulkResults results={results} nameOf={nameOf} />
        <div className={css.buttons}>
          {isRunning ? (
            <Button
              disabled={isStopping}
              onClick={() => {
                stop.current?.abort()
                setStopping(true)
              }}
            >
              {t.stop}
            </Button>
          ) : null}
          {!isRunning && failed.length > 0 ? (
            <Button
              onClick={() =>
                void start(
                  failed.map((result) => result.item),
                  rest,
                )
              }
            >
              {t.retryFailed(counts.failed)}
            </Button>
          ) : null}
          {isRunning ? null : (
            <Button variant="filled" onClick={onClose}>
              {t.close}
            </Button>
          )}
          {isRunning && isStopping ? <output className={css.dim}>{t.stopping}</output> : null}
        </div>
      </>
    )
  }
  return (
    <form onSubmit={handleSubmit}>
      <div className={css.sentence}>{sentence}</div>
      {waiting ? <output className={css.dim}>{t.waiting}</output> : null}
      {consequences ? <div className={css.consequences}>{consequences}</div> : null}
      <ItemBox label={t.items}>
        <ul>
          {chosen.slice(0, 100).map((item) => (
            <li key={nameOf(item)}>{nameOf(item)}</li>
          ))}
        </ul>
      </ItemBox>
      {chosen.length > 100 ? <p className={css.dim}>{t.firstShown('100', String(chosen.length))}</p> : null}
      <PlaceFacts place={place} />
      {needsCount ? (
        <TextInput
          className={css.confirm}
          data-autofocus
          autoComplete="off"
          label={t.typeName(String(chosen.length))}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      ) : null}
      <div className={css.buttons}>
        <Button
          type="submit"
          variant="filled"
          color={risk === 'disruptive' || risk === 'destructive' ? 'red' : undefined}
          disabled={!isReady}
        >
          {confirmLabel}
        </Button>
        <Button onClick={onClose} data-autofocus={needsCount ? undefined : true}>
          {t.cancel}
        </Button>
      </div>
    </form>
  )
}
