import { useState } from 'react'
import { useMessages } from '~/components/useMessages.ts'
import { parseJson, stringifyJson } from '~/lib/json.ts'
import { inputMessages } from '../inputMessages.ts'
import { findJsonError } from '../jsonError.ts'
import { controlProps, type ValueProps } from './valueProps.ts'
import css from './Form.module.css'

/** A value of which the contract says nothing more: typed as JSON, taken over whenever it is. */
export function JsonValue(props: ValueProps) {
  const t = useMessages(inputMessages)
  const { value, onChange } = props
  const [draft, setDraft] = useState<string>()
  const mistake = draft === undefined ? undefined : findJsonError(draft)
  const change = (text: string) => {
    setDraft(text)
    if (!findJsonError(text)) onChange(parseJson(text))
  }
  return (
    <>
      <textarea
        {...controlProps(props)}
        className={css.input}
        data-code
        rows={4}
        autoComplete="off"
        spellCheck={false}
        aria-invalid={mistake || props.isInvalid ? true : undefined}
        value={draft ?? (value === undefined ? '' : stringifyJson(value, 2))}
        onChange={(event) => change(event.target.value)}
        onBlur={() => (mistake ? undefined : setDraft(undefined))}
      />
      {mistake ? (
        <p className={css.error} role="status">
          {t.badJson(mistake.line, mistake.column, mistake.message)}
        </p>
      ) : null}
    </>
  )
}
