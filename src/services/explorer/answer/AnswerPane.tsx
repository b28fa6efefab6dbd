import { useMemo } from 'react'
import { Button } from '~/components/Button.tsx'
import { Bytes } from '~/components/Bytes.tsx'
import { CopyText } from '~/components/CopyText.tsx'
import { exportName, saveBlob, saveFile } from '~/components/csv.ts'
import { Time } from '~/components/Time.tsx'
import { useMessages } from '~/components/useMessages.ts'
import type { Operation } from '~/contract/types.ts'
import { stringifyJson } from '~/lib/json.ts'
import type { FamilyFacts } from '../input/types.ts'
import type { Ran } from '../operation/useRun.ts'
import css from './Answer.module.css'
import { AnswerBody } from './AnswerBody.tsx'
import { answerMessages } from './answerMessages.ts'
import { AnswerNotes } from './AnswerNotes.tsx'
import { fileNameOf } from './fileName.ts'
import type { Origin } from './targets.ts'

interface Props {
  connection: string
  operation: Operation
  facts: FamilyFacts
  ran: Ran
}

/** What came back: status, time, request id, and the body in several forms. */
export function AnswerPane({ connection, operation, facts, ran }: Props) {
  const t = useMessages(answerMessages)
  const { answer, result } = ran
  const origin = useMemo(
    (): Origin => ({ facts, operation, args: ran.args, answer: ran.result }),
    [facts, operation, ran],
  )
  const hasBody = result !== undefined && !(result instanceof Blob)
  const handleDownload = () => {
    if (result instanceof Blob)
      saveBlob(fileNameOf(answer.headers.get('content-disposition')) ?? `${operation.id}.bin`, result)
    else
      saveFile(exportName(operation.id, new Date(ran.at), 'json'), `${stringifyJson(result, 2)}\n`, 'application/json')
  }
  return (
    <section className={css.answer} aria-label={t.title} data-status={answer.status}>
      <header className={css.head}>
        <h2>{t.title}</h2>
        <span className={css.status}>{answer.status}</span>
        <span>{t.took(Math.round(answer.ms))}</span>
        <Time at={ran.at} show="exact" />
        {answer.requestId ? <CopyText text={answer.requestId} what={t.requestId} /> : null}
        {result === undefined ? null : <Button onClick={handleDownload}>{t.download}</Button>}
      </header>
      <AnswerNotes
        connection={connection}
        origin={origin}
        status={answer.status}
        isRevealed={ran.isRevealed}
        isTracked={ran.isTracked}
      />
      {result === undefined ? <p className={css.empty}>{t.empty}</p> : null}
      {result instanceof Blob ? (
        <p className={css.empty}>
          {t.file(result.type || 'application/octet-stream')} <Bytes value={result.size} />
        </p>
      ) : null}
      <AnswerBody key={hasBody ? 'body' : 'none'} connection={connection} origin={origin} ran={ran} />
    </section>
  )
}
