import { useEffect, useRef } from 'react'
import { problemWords } from '~/components/describeError.ts'
import { useErrorWords } from '~/components/errorWords.ts'
import { StatusBadge } from '~/components/StatusBadge.tsx'
import { useMessages } from '~/components/useMessages.ts'
import type { ConnectionTest } from '~/contract/console.ts'
import { connectionFormMessages } from './connectionFormMessages.ts'
import classes from './Connections.module.css'

/** From here on a clock that differs is worth a word; the cloud refuses at 15 minutes. */
const SKEW_SECONDS = 60

/** What each endpoint said. In a long form it stands below what can be seen, so it comes into sight. */
export function ConnectionTestResult({ test }: { test: ConnectionTest }) {
  useErrorWords()
  const t = useMessages(connectionFormMessages)
  const element = useRef<HTMLDivElement>(null)
  useEffect(() => {
    element.current?.scrollIntoView({ block: 'nearest' })
  }, [test])
  const failed = test.checks.filter((check) => !check.ok).length
  return (
    <div ref={element} className={classes.result} role="status">
      <p className={failed === 0 ? classes.good : test.ok ? classes.warn : classes.bad}>
        {failed === 0 ? t.result.ok : t.result.some(test.checks.length - failed, test.checks.length)}
      </p>
      <ul>
        {test.checks.map((check) => {
          const words = check.problem && problemWords(check.problem)
          const skew = check.clockSkewSeconds ?? 0
          return (
            <li key={check.endpoint}>
              <div className={classes.check}>
                <b>{t.families[check.endpoint]}</b>
                <StatusBadge
                  status={check.ok ? 'ok' : 'failed'}
                  tone={check.ok ? 'ok' : 'error'}
                  labels={{ ok: t.result.answered, failed: t.result.refused }}
                />
                {check.ms === undefined ? null : (
                  <span className={classes.dim}>{t.result.ms(Math.round(check.ms))}</span>
                )}
              </div>
              <code className={classes.url}>{check.url}</code>
              {check.problem && words ? (
                <p className={classes.bad}>
                  {words.message} <code>{check.problem.code}</code>
                </p>
              ) : null}
              {words?.hint ? <p className={classes.dim}>{words.hint}</p> : null}
              {words?.original ? (
                <p className={classes.dim} lang="en">
                  {words.original}
                </p>
              ) : null}
              {Math.abs(skew) >= SKEW_SECONDS ? <p className={classes.warn}>{t.result.skew(skew)}</p> : null}
            </li>
          )
        })}
      </ul>
      {test.ok && failed > 0 ? <p className={classes.dim}>{t.result.region}</p> : null}
    </div>
  )
}
