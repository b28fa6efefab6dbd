import type { UseFormReturnType } from '@mantine/form'
import { useCallback, useEffect, useLayoutEffect, useRef, useState, type FormEvent, type ReactNode } from 'react'
import type { Risk } from '~/contract/types.ts'
import type { MutationState, Place } from './actions.ts'
import { Button } from './Button.tsx'
import { ConfirmDialog } from './ConfirmDialog.tsx'
import type { RequestPreviewData } from './curl.ts'
import { Dialog } from './Dialog.tsx'
import { EnvironmentLabel } from './EnvironmentLabel.tsx'
import { ErrorState } from './ErrorState.tsx'
import { describeOnce } from './describeError.ts'
import { blamedField, hasUnknownOutcome } from './formErrors.ts'
import { formMessages } from './formMessages.ts'
import { RequestPreview } from './RequestPreview.tsx'
import { useMessages } from './useMessages.ts'
import { useSendOnce } from './useSendOnce.ts'
import { placeOf, regionAndProject } from './usePlace.ts'
import { useUnsavedGuard } from './useUnsavedGuard.ts'
import { Warning } from './Warning.tsx'
import css from './Form.module.css'

interface Danger {
  /** What is changed. */
  target: { name: string; kind: string }
  sentences: readonly string[]
}

export interface FormProps<Values> {
  form: UseFormReturnType<Values>
  mutation: MutationState
  /** Called with valid values; the form stays until the page leaves it. */
  onSubmit: (values: Values) => void
  onClose: () => void
  submitLabel: string
  /** What will be sent for the values as they stand; undefined hides the preview. */
  request?: RequestPreviewData
  /** Of the change that submitting makes: colours the button. */
  risk?: Risk
  /**
   * What the change does to clients in use, hand-written: with a sentence there it is `disruptive`, said in the form,
   * and asked about before it is sent.
   */
  danger?: Danger
  place?: Place
  /** Why it cannot be sent now. */
  disabledReason?: string
  children: ReactNode
}

interface Props<Values> extends FormProps<Values> {
  /** It asks whether to send: what it stands in leaves Escape to the question. */
  onAsking?: (isAsking: boolean) => void
}

/** What every form does: failures at their field, nothing typed is lost, nothing is sent twice or by one slip. */
export function FormCore<Values extends object>({
  form,
  mutation,
  onSubmit,
  onClose,
  submitLabel,
  request,
  risk,
  danger,
  place,
  disabledReason,
  onAsking,
  children,
}: Props<Values>) {
  const t = useMessages(formMessages)
  const element = useRef<HTMLFormElement>(null)
  const summary = useRef<HTMLDivElement>(null)
  const isSent = useRef(false)
  const { isDirty } = form
  // The focus trap of the drawer goes where this stands, instead of to the button that closes it.
  useLayoutEffect(() => {
    element.current
      ?.querySelector('fieldset :is(input, select, textarea):not([type=hidden])')
      ?.setAttribute('data-autofocus', 'true')
  }, [])
  const blocker = useUnsavedGuard(useCallback(() => !isSent.current && isDirty(), [isDirty]))
  const { error, isPending } = mutation
  const sendOnce = useSendOnce()

  // The typing goes on at the first field that is wrong, once it is drawn as wrong: the next frame may be too early.
  const isRefused = useRef(false)
  const { errors } = form
  useEffect(() => {
    if (isRefused.current) focusInvalid(element.current)
    isRefused.current = false
  }, [errors])

  const report = useRef<(failure: Error) => Promise<void>>(undefined)
  useEffect(() => {
    report.current = async (failure) => {
      const field = blamedField(failure, Object.keys(form.getValues()))
      if (field === undefined) return summary.current?.focus()
      const { message } = await describeOnce(failure)
      isRefused.current = true
      form.setFieldError(field, message)
    }
  })
  useEffect(() => {
    if (!error) return
    // It failed, so what is typed is unsaved work again.
    isSent.current = false
    void report.current?.(error)
  }, [error])

  const isUnknown = hasUnknownOutcome(error)
  const [asked, setAsked] = useState<Values>()
  const ask = (values: Values | undefined) => {
    setAsked(values)
    onAsking?.(values !== undefined)
  }
  const isHeld = isPending || isUnknown || disabledReason !== undefined
  const send = (values: Values) => {
    if (isHeld) return
    isSent.current = true
    sendOnce(() => onSubmit(values))
  }
  const sentences = danger?.sentences ?? []
  const handleValid = (values: Values) => {
    if (sentences.length === 0) send(values)
    else if (!isHeld) ask(values)
  }
  const handleInvalid = () => {
    isRefused.current = true
  }
  const handleSubmit = (event: FormEvent<HTMLFormElement>) => form.onSubmit(handleValid, handleInvalid)(event)
  const isDangerous = sentences.length > 0 || risk === 'disruptive' || risk === 'destructive'
  return (
    <>
      <form ref={element} noValidate className={css.form} onSubmit={handleSubmit}>
        <div className={css.body}>
          {error ? (
            <div className={css.summary}>
              <ErrorState ref={summary} compact error={error} />
              {isUnknown ? <Button onClick={mutation.reset}>{t.tryAgain}</Button> : null}
            </div>
          ) : null}
          <fieldset className={css.fields} disabled={isPending}>
            {children}
          </fieldset>
          {sentences.length > 0 ? (
            <div className={css.danger}>
              <Warning>{paragraphs(sentences)}</Warning>
            </div>
          ) : null}
          {request ? <RequestPreview request={request} /> : null}
        </div>
        <div className={css.footer}>
          <Button
            type="submit"
            variant="filled"
            tone={isDangerous ? 'danger' : undefined}
            loading={isPending}
            disabled={isUnknown || disabledReason !== undefined}
          >
            {submitLabel}
          </Button>
          <Button onClick={onClose}>{t.cancel}</Button>
          {disabledReason ? <span className={css.dim}>{disabledReason}</span> : null}
          {place ? (
            <span className={css.place} title={placeText(place)}>
              {t.on} <EnvironmentLabel place={place} /> {place.account} · {place.region}
            </span>
          ) : null}
        </div>
        <Dialog
          opened={blocker.state === 'blocked'}
          onClose={() => blocker.reset?.()}
          title={t.discardTitle}
          size="sm"
          zIndex={250}
        >
          <p>{t.discardText}</p>
          <div className={css.buttons}>
            <Button data-autofocus onClick={() => blocker.reset?.()}>
              {t.keep}
            </Button>
            <Button variant="filled" tone="danger" onClick={() => blocker.proceed?.()}>
              {t.discard}
            </Button>
          </div>
        </Dialog>
      </form>
      {/* Beside the form, for React hands what is submitted in there on to what stands around. */}
      {danger ? (
        <ConfirmDialog
          opened={asked !== undefined}
          onClose={() => ask(undefined)}
          title={t.askTitle}
          target={danger.target}
          place={place ?? placeOf(undefined)}
          risk="disruptive"
          mutation={mutation}
          sentence={paragraphs(sentences)}
          onConfirm={() => {
            ask(undefined)
            if (asked) send(asked)
          }}
          confirmLabel={t.askSend}
        />
      ) : null}
    </>
  )
}

function paragraphs(sentences: readonly string[]): ReactNode {
  return sentences.map((sentence) => <p key={sentence}>{sentence}</p>)
}

/** All of it, for where the line is cut. */
function placeText(place: Place): string {
  return [place.label, place.account, regionAndProject(place), place.parent?.name].filter(Boolean).join(' · ')
}

function focusInvalid(form: HTMLFormElement | null): void {
  form?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
}
