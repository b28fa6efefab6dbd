import { Fragment } from 'react'
import { Link } from 'react-router'
import { useMessages } from '~/components/useMessages.ts'
import { explorerPaths } from '~/paths/explorer.ts'
import { batchFailures } from '../operation/batchFailures.ts'
import css from './Answer.module.css'
import { answerMessages } from './answerMessages.ts'
import { followOf } from './followOf.ts'
import type { Origin } from './targets.ts'

/** Failures, and calls to follow, that are shown at most. */
const LIMIT = 50

interface Props {
  connection: string
  origin: Origin
  status: number
  isRevealed: boolean
  isTracked: boolean
}

/** What one must not overlook in an answer: failures inside a success, a job that goes on, secrets in clear. */
export function AnswerNotes({ connection, origin, status, isRevealed, isTracked }: Props) {
  const t = useMessages(answerMessages)
  const { facts, operation, answer } = origin
  const failed = batchFailures(facts.operationSchemas[operation.id], status, answer)
  const polls = followOf(origin).slice(0, LIMIT)
  return (
    <>
      {failed ? (
        <div role="alert" className={css.failed}>
          <b>{failed.isPartial ? t.batchPartial : t.batchFailed(failed.count ?? failed.failures.length)}</b>
          {failed.failures.length > 0 ? (
            <ul>
              {failed.failures.slice(0, LIMIT).map((one, index) => (
                <li key={`${one.id ?? ''} ${index}`}>
                  <code>{one.id ?? `#${index + 1}`}</code> {one.result}
                </li>
              ))}
            </ul>
          ) : null}
        </div>
      ) : null}
      {isTracked || polls.length > 0 ? (
        <p className={css.info}>
          {isTracked ? t.followed : ''}{' '}
          {polls.map(({ operation: { id }, summary, values, item = '' }, index) => (
            <Fragment key={`${index} ${item}`}>
              {index > 0 ? ' · ' : ''}
              <Link to={explorerPaths.operation({ connection, family: facts.family, operationId: id }, values)}>
                {t.poll} <span lang="en">{summary}</span> {item}
              </Link>
            </Fragment>
          ))}
        </p>
      ) : null}
      {isRevealed ? <p className={css.warning}>{t.revealed}</p> : null}
    </>
  )
}
