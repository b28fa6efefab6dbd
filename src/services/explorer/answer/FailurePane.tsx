import { useState } from 'react'
import type { ApiError } from '~/api/error.ts'
import { CopyText } from '~/components/CopyText.tsx'
import { ErrorState } from '~/components/ErrorState.tsx'
import { useMessages } from '~/components/useMessages.ts'
import { ViewTabs } from '../ViewTabs.tsx'
import css from './Answer.module.css'
import { answerMessages } from './answerMessages.ts'
import { HeaderList } from './HeaderList.tsx'
import { RawText } from './RawText.tsx'

const views = ['raw', 'headers'] as const

/** What came of a call that failed: the failure in words, then status, time, request ids, headers and body as they came. */
export function FailurePane({ error }: { error: ApiError }) {
  const t = useMessages(answerMessages)
  const [view, setView] = useState<(typeof views)[number]>('raw')
  const { answer, status, call } = error
  // The cloud's own id stands in the words of the failure; the server's, where it is another, only among the headers.
  const ids = [...new Set([error.requestId, answer?.headers.get('x-request-id') ?? ''])].filter((id) => id !== '')
  return (
    <section className={css.answer} aria-label={t.failed}>
      <header className={css.head}>
        <h2>{t.failed}</h2>
        <span className={css.status} data-failed>
          {status === 0 ? t.noAnswer : status}
        </span>
        {call ? <span>{t.took(Math.round(call.ms))}</span> : null}
        {ids.map((id) => (
          <CopyText key={id} text={id} what={t.requestId} />
        ))}
      </header>
      <ErrorState compact error={error} />
      {answer ? (
        <ViewTabs label={t.views} views={views.map((id) => ({ id, label: t[id] }))} current={view} onChange={setView}>
          {view === 'headers' ? (
            <HeaderList headers={answer.headers} />
          ) : answer.text === '' ? (
            <p className={css.empty}>{t.empty}</p>
          ) : (
            <RawText text={answer.text} />
          )}
        </ViewTabs>
      ) : (
        <p className={css.empty}>{t.noHeaders}</p>
      )}
    </section>
  )
}
