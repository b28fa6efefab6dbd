import { Radio } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import { call } from '~/api/client.ts'
import { runBulk, type BulkResult } from '~/components/bulk.ts'
import { Button } from '~/components/Button.tsx'
import { exportName, saveFile, toCsv, toJson } from '~/components/csv.ts'
import { Dialog } from '~/components/Dialog.tsx'
import { ErrorState } from '~/components/ErrorState.tsx'
import { formatNumber } from '~/components/numbers.ts'
import { PlaceFacts } from '~/components/PlaceFacts.tsx'
import { useMessages } from '~/components/useMessages.ts'
import * as rocketmq from '~/contract/rocketmq/generated/operations.ts'
import type { Message } from '~/contract/rocketmq/generated/types.ts'
import type { GroupParams } from '~/paths/rocketmq.ts'
import { useInstancePlace } from '../instances/useInstancePlace.ts'
import { messageKey } from '../messages/messageFields.ts'
import { batchesOf, exportColumns, mergeExport, toExportRequest } from './deadLetterExport.ts'
import { deadLetterMessages } from './deadLetterMessages.ts'
import css from './deadLetter.module.css'

const CONCURRENCY = 2
/** Ids of missing messages that are listed. */
const NAMED = 20

interface Props {
  params: GroupParams
  topic: string
  rows: readonly Message[]
  onClose: () => void
}

const text = (n: number) => formatNumber(n) ?? ''

/** Fetches the selected dead letters in small calls, says what came and what did not, and saves a file. */
export function DeadLetterExportDialog({ params, topic, rows, onClose }: Props) {
  const t = useMessages(deadLetterMessages)
  const place = useInstancePlace()
  const [batches] = useState(() => batchesOf(rows))
  const [answers] = useState(() => new Map<Message[], Message[]>())
  const [results, setResults] = useState<readonly BulkResult<Message[]>[]>()
  const [isRunning, setRunning] = useState(false)
  const [format, setFormat] = useState<'json' | 'csv'>('json')
  const [saved, setSaved] = useState<string>()
  const stop = useRef<AbortController>(undefined)
  useEffect(() => () => stop.current?.abort(), [])

  const save = () => {
    const { messages } = mergeExport(rows, [...answers.values()])
    const name = exportName(topic, new Date(), format)
    if (format === 'csv') saveFile(name, toCsv(exportColumns, messages), 'text/csv')
    else saveFile(name, toJson(messages), 'application/json')
    setSaved(name)
  }
  const start = async () => {
    const own = new AbortController()
    stop.current = own
    setRunning(true)
    const open = batches.filter((batch) => !answers.has(batch))
    const run = async (batch: Message[]) => {
      // Nothing changes in the cloud, so a call that got no answer may be made again (`risk: none`).
      const answer = await call(rocketmq.exportDeadLetterMessages, { ...params, body: toExportRequest(topic, batch) })
      answers.set(batch, Array.isArray(answer) ? answer : [])
    }
    await runBulk(open, run, { concurrency: CONCURRENCY, signal: own.signal, onChange: setResults })
    setRunning(false)
    if (answers.size === batches.length && mergeExport(rows, [...answers.values()]).messages.length > 0) save()
  }
  const asked = [...answers.keys()].flat()
  const { messages, missing } = mergeExport(asked, [...answers.values()])
  const failure = results?.find((result) => result.error && !answers.has(result.item))?.error
  const open = rows.length - asked.length
  return (
    <Dialog onClose={onClose} title={t.exportTitle(text(rows.length))} size={560} busy={isRunning}>
      {results === undefined ? (
        <>
          <p>{t.exportText}</p>
          <Radio.Group
            label={t.format}
            value={format}
            onChange={(value) => setFormat(value === 'csv' ? 'csv' : 'json')}
            className={css.format}
          >
            <Radio size="xs" value="json" label="JSON" />
            <Radio size="xs" value="csv" label="CSV" />
          </Radio.Group>
          <PlaceFacts place={place} />
        </>
      ) : (
        <Outcome>
          {isRunning
            ? t.progress(text(asked.length), text(rows.length))
            : messages.length === 0 && open === 0
              ? t.nothing
              : t.result(text(messages.length), text(rows.length))}
          {saved !== undefined && !isRunning ? <span> {t.saved(saved)}</span> : null}
        </Outcome>
      )}
      {results !== undefined && !isRunning && missing.length > 0 ? (
        <div role="alert" className={css.missing}>
          {t.missing(text(missing.length))}
          <ul>
            {missing.slice(0, NAMED).map((row) => (
              <li key={messageKey(row)}>
                <code>{messageKey(row)}</code>
              </li>
            ))}
            {missing.length > NAMED ? <li>…</li> : null}
          </ul>
        </div>
      ) : null}
      {results !== undefined && !isRunning && open > 0 ? <p>{t.notAsked(text(open))}</p> : null}
      {failure && !isRunning ? <ErrorState error={failure} compact /> : null}
      <div className={css.buttons}>
        {results === undefined ? (
          <>
            <Button variant="filled" data-autofocus onClick={() => void start()}>
              {t.start}
            </Button>
            <Button onClick={onClose}>{t.cancel}</Button>
          </>
        ) : isRunning ? (
          <Button onClick={() => stop.current?.abort()}>{t.stop}</Button>
        ) : (
          <>
            {open > 0 ? <Button onClick={() => void start()}>{t.retry}</Button> : null}
            {messages.length > 0 ? (
              <Button onClick={save}>{open > 0 ? t.saveSome(text(messages.length)) : t.saveAgain}</Button>
            ) : null}
            <Button variant="filled" onClick={onClose}>
              {t.close}
            </Button>
          </>
        )}
      </div>
    </Dialog>
  )
}

function Outcome({ children }: { children: React.ReactNode }) {
  return (
    <p role="status" className={css.outcome}>
      {children}
    </p>
  )
}
