import { useMemo } from 'react'
import { useMessages } from '~/components/useMessages.ts'
import { BodyFiles } from './BodyFiles.tsx'
import { LazyEditor } from './editor/LazyEditor.tsx'
import { shownErrors } from './form/formContext.ts'
import { withText } from './inputMode.ts'
import { allValuesNode, type OperationForm } from './operationForm.ts'
import { operationInputMessages } from './operationInputMessages.ts'
import type { InputError, InputValue } from './types.ts'
import css from './OperationInput.module.css'

interface Props {
  form: OperationForm
  value: InputValue
  onChange: (value: InputValue) => void
  errors: readonly InputError[]
  isTried: boolean
}

/** Everything that a call takes as one JSON object: parameters by name, and `body`. */
export function AllValuesText({ form, value, onChange, errors, isTried }: Props) {
  const t = useMessages(operationInputMessages)
  const node = useMemo(() => allValuesNode(form), [form])
  return (
    <section className={css.section} aria-label={t.allJson}>
      <LazyEditor
        label={t.allJson}
        language="json"
        text={value.text ?? ''}
        onChange={(text) => onChange(withText(value, text))}
        schema={{ node, pointer: '', errors, isTried }}
      />
      {form.body ? (
        <BodyFiles
          body={form.body}
          value={value}
          onChange={onChange}
          place={{ value: value.args, fields: form.parameters }}
        />
      ) : null}
      <ul role="status" className={css.mistakes}>
        {shownErrors(errors, isTried).map(({ pointer, message, isAdvice }) => (
          <li key={`${pointer} ${message}`} className={isAdvice ? css.advice : css.error}>
            {pointer === '' ? '' : <code>{pointer.slice(1)}</code>} {message}
          </li>
        ))}
      </ul>
    </section>
  )
}
