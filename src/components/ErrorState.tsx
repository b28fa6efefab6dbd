import type { Ref } from 'react'
import { Link } from 'react-router'
import { isApiError } from '~/api/error.ts'
import { explorerPaths } from '~/paths/explorer.ts'
import { Button } from './Button.tsx'
import { commonMessages } from './commonMessages.ts'
import { CopyButton } from './CopyButton.tsx'
import { describeError } from './describeError.ts'
import { useErrorWords } from './errorWords.ts'
import { useMessages } from './useMessages.ts'
import css from './States.module.css'

interface Props {
  error: unknown
  onRetry?: () => void
  /** A box inside a form, a dialog or above a table, instead of in place of a page. */
  compact?: boolean
  ref?: Ref<HTMLDivElement>
}

/** A failure: what it was, what to do, and the request id by which the cloud's support finds it. */
export function ErrorState({ error, onRetry, compact, ref }: Props) {
  const t = useMessages(commonMessages)
  useErrorWords()
  const text = describeError(error)
  const call = isApiError(error) ? error.call : undefined
  // The explorer shows the call already.
  const shown = call && !location.pathname.includes(explorerPaths.find(call)) ? call : undefined
  return (
    <div
      ref={ref}
      tabIndex={-1}
      role="alert"
      className={css.state}
      data-tone={text.tone}
      data-compact={compact || undefined}
    >
      <p className={css.title}>{text.title}</p>
      <p className={css.text}>{text.message}</p>
      {text.hint ? <p className={css.text}>{text.hint}</p> : null}
      {text.original ? (
        <p className={css.original} lang="en">
          {text.original}
        </p>
      ) : null}
      {text.code || text.requestId ? (
        <div className={css.facts}>
          {text.code ? (
            <span className={css.fact}>
              {t.code} <code>{text.code}</code>
            </span>
          ) : null}
          {text.requestId ? (
            <span className={css.fact}>
              {t.requestId} <code>{text.requestId}</code>
              <CopyButton text={text.requestId} what={t.requestId} />
            </span>
          ) : null}
        </div>
      ) : null}
      {onRetry || shown ? (
        <div className={css.actions}>
          {onRetry ? <Button onClick={onRetry}>{t.retry}</Button> : null}
          {shown ? <Link to={explorerPaths.call(shown)}>{t.showCall}</Link> : null}
        </div>
      ) : null}
    </div>
  )
}
