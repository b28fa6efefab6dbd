import { Checkbox } from '@mantine/core'
import { useDeferredValue, useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import { Button } from '~/components/Button.tsx'
import { ConfirmDialog } from '~/components/ConfirmDialog.tsx'
import { useMessages } from '~/components/useMessages.ts'
import { usePlace } from '~/components/usePlace.ts'
import { riskOf } from '~/contract/risk.ts'
import type { CatalogueEntry, Operation } from '~/contract/types.ts'
import { AnswerPane } from '../answer/AnswerPane.tsx'
import { FailurePane } from '../answer/FailurePane.tsx'
import { toArgs, validateInput } from '../input/inputValue.ts'
import { OperationInput } from '../input/OperationInput.tsx'
import type { FamilyFacts, InputError, InputValue } from '../input/types.ts'
import { engineOf, withEngine, withoutEngine } from '../engine.ts'
import { textOf } from '../textOf.ts'
import { EngineAccountDialog } from './EngineAccountDialog.tsx'
import { EngineField } from './EngineField.tsx'
import { isCredential } from './isCredential.ts'
import css from './Operation.module.css'
import { OperationHead } from './OperationHead.tsx'
import { operationMessages } from './operationMessages.ts'
import { previewOf } from './preview.ts'
import { RequestPane } from './RequestPane.tsx'
import { targetOf } from './targetOf.ts'
import { SaveButton } from './SaveButton.tsx'
import { ShareButton } from './ShareButton.tsx'
import { useRun } from './useRun.ts'

interface Props {
  connection: string
  operation: Operation
  entry: CatalogueEntry
  facts: FamilyFacts
  initial: InputValue
  /** The engine that the address names, for calls of family servicecomb. */
  initialEngine: string
  /** What one should know of the values that the form starts with. */
  note: string | undefined
}

const noErrors: readonly InputError[] = []

/** The arguments as they stand; a body that is no JSON yet is left out until it is. */
function argsOf(operation: Operation, value: InputValue): Record<string, unknown> {
  try {
    return toArgs(operation, value)
  } catch {
    return toArgs(operation, { args: value.args })
  }
}

/** Form on the left, request on the right, answer below. */
export function OperationView({ connection, operation, entry, facts, initial, initialEngine, note }: Props) {
  const t = useMessages(operationMessages)
  const place = usePlace()
  const [value, setValue] = useState(initial)
  const [engine, setEngine] = useState(initialEngine)
  const [isSigningIn, setSigningIn] = useState(false)
  /** How often one has tried to send what is not right yet. */
  const [failedTries, setFailedTries] = useState(0)
  const [reveal, setReveal] = useState(false)
  const [isAsking, setAsking] = useState(false)
  const form = useRef<HTMLElement>(null)
  const run = useRun(connection, operation, entry)
  const args = useMemo(() => argsOf(operation, value), [operation, value])
  // A large body takes longer to check than to type: typing does not wait for it, and neither does the first draw.
  const checked = useDeferredValue<InputValue | undefined>(value, undefined)
  const errors = useMemo(
    () => (checked ? validateInput(operation, facts, checked) : noErrors),
    [operation, facts, checked],
  )
  const wasRefused = failedTries > 0
  const mistakes = errors.filter((error) => !error.isAdvice && (wasRefused || !error.isMissing)).length
  const { risk, reasons } = riskOf(operation, args)
  const needsEngine = operation.family === 'servicecomb'
  // Accounts of an engine are managed in the cloud's own family, with the login of that engine.
  const accountOf = needsEngine ? engine : textOf(args['x-engine-id'] ?? args['engine_id'])
  const kept = useMemo(() => withEngine(args, needsEngine ? engine : undefined), [args, needsEngine, engine])
  // A credential is kept by the server: there is nothing that could be shown.
  const hasSecrets = (operation.secretsOut?.length ?? 0) > 0 && !isCredential(operation)
  const whys: Readonly<Record<string, string>> = t.confirm.whys

  // Values that were copied with their engine bring it along.
  const change = (next: InputValue) => {
    if (needsEngine) setEngine(engineOf(next.args) ?? engine)
    setValue({ ...next, args: withoutEngine(next.args) })
  }

  const outcome = useRef<HTMLDivElement>(null)
  // What came of it is below a form that may be long: it is brought into sight, and the focus goes on from there.
  const { submittedAt, isPending } = run
  useEffect(() => {
    if (submittedAt === 0 || isPending) return
    outcome.current?.focus({ preventScroll: true })
    outcome.current?.scrollIntoView({ block: 'start' })
  }, [submittedAt, isPending])

  useEffect(() => {
    if (failedTries > 0) form.current?.querySelector<HTMLElement>('[aria-invalid=true], [data-invalid]')?.focus()
  }, [failedTries])

  // The dialog does not stay: it would hide the button that stops waiting.
  const send = () => {
    setAsking(false)
    run.mutate({ args, reveal: reveal && hasSecrets, ...(needsEngine ? { engine } : {}) })
  }
  const handleRun = () => {
    if (run.isPending) return
    // Judged by the values as they stand: what is shown may still be of those before.
    if ((needsEngine && engine === '') || validateInput(operation, facts, value).some((error) => !error.isAdvice)) {
      setFailedTries(failedTries + 1)
      return
    }
    if (risk === 'none') send()
    else {
      run.reset()
      setAsking(true)
    }
  }
  const handleKey = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || isAsking) return
    event.preventDefault()
    handleRun()
  }
  const request = previewOf(operation, args)
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- a shortcut for the button inside
    <div onKeyDown={handleKey}>
      <OperationHead connection={connection} operation={operation} entry={entry} facts={facts}>
        <ShareButton operation={operation} args={kept} connection={connection} />
        <SaveButton operation={operation} args={kept} suggestion={entry.summary} />
      </OperationHead>
      {note ? <p className={css.notice}>{note}</p> : null}
      <div className={css.columns}>
        <section ref={form} className={css.form} aria-label={t.input}>
          {needsEngine ? (
            <EngineField
              connection={connection}
              engine={engine}
              onChange={setEngine}
              error={wasRefused && engine === '' ? t.engineNeeded : undefined}
            />
          ) : null}
          <OperationInput
            operation={operation}
            facts={facts}
            connection={connection}
            value={value}
            onChange={change}
            errors={errors}
            isTried={wasRefused}
          />
          <div className={css.run}>
            <Button
              variant="filled"
              tone={risk === 'disruptive' || risk === 'destructive' ? 'danger' : undefined}
              loading={run.isPending}
              onClick={handleRun}
              aria-keyshortcuts="Control+Enter"
            >
              {t.run}
            </Button>
            {run.isPending ? <Button onClick={run.stop}>{t.stop}</Button> : <kbd className={css.keys}>{t.runHint}</kbd>}
            {hasSecrets ? (
              <Checkbox
                label={t.reveal}
                title={t.revealHint}
                checked={reveal}
                onChange={(event) => setReveal(event.currentTarget.checked)}
              />
            ) : null}
            <output className={css.mistakes}>{mistakes > 0 ? t.fixFirst(mistakes) : ''}</output>
          </div>
        </section>
        <RequestPane operation={operation} request={request} args={args} />
      </div>
      <div ref={outcome} tabIndex={-1} className={css.outcome}>
        {run.error && !isPending && !run.isStopped ? (
          <>
            {isCredential(operation) && run.error.status === 404 ? (
              <p className={css.notice}>{t.credentialRefused}</p>
            ) : null}
            {needsEngine && run.error.code === 'gantry.unreachable' && run.error.status > 0 ? (
              <p className={css.notice}>{t.engineUnreachable}</p>
            ) : null}
            <FailurePane error={run.error} />
            {run.error.code === 'gantry.engine_sign_in' && accountOf !== '' ? (
              <Button onClick={() => setSigningIn(true)}>{t.signInAtEngine}</Button>
            ) : null}
          </>
        ) : null}
        {run.isStopped && !isPending ? (
          <p role="alert" className={css.notice}>
            {run.isUnknown ? t.stoppedChange : t.stopped}
          </p>
        ) : null}
        {run.data ? <AnswerPane connection={connection} operation={operation} facts={facts} ran={run.data} /> : null}
      </div>
      {accountOf === '' ? null : (
        <EngineAccountDialog
          opened={isSigningIn}
          onClose={() => setSigningIn(false)}
          connection={connection}
          engine={accountOf}
          onSaved={() => {
            setSigningIn(false)
            send()
          }}
        />
      )}
      {risk === 'none' ? null : (
        <ConfirmDialog
          opened={isAsking}
          onClose={() => setAsking(false)}
          title={t.confirm.title(entry.summary)}
          target={targetOf(operation, args) ?? { kind: t.confirm.operation, name: operation.id }}
          place={place}
          risk={risk}
          mutation={run}
          sentence={
            <>
              {t.confirm.sentence(`${request.method} ${request.path}`)}{' '}
              {reasons.length > 0 ? t.confirm.raised(reasons.map((why) => whys[why] ?? why).join(', ')) : ''}
            </>
          }
          onConfirm={send}
          confirmLabel={t.run}
        />
      )}
    </div>
  )
}
