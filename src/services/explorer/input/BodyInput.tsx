import { useMessages } from '~/components/useMessages.ts'
import type { Operation } from '~/contract/types.ts'
import { BodyFiles } from './BodyFiles.tsx'
import { LazyEditor } from './editor/LazyEditor.tsx'
import { shownErrors } from './form/formContext.ts'
import { SchemaForm } from './form/SchemaForm.tsx'
import { ValueInput } from './form/ValueInput.tsx'
import type { OperationForm } from './operationForm.ts'
import type { FormNode } from './formNode.ts'
import { objectValue, setValue } from './initialValue.ts'
import { isJsonMode, withBodyText } from './inputMode.ts'
import { isObject, type Place } from './needs.ts'
import { operationInputMessages } from './operationInputMessages.ts'
import type { InputError, InputValue } from './types.ts'
import css from './OperationInput.module.css'

interface Props {
  operation: Operation
  form: OperationForm
  body: FormNode
  value: InputValue
  onChange: (value: InputValue) => void
  errors: readonly InputError[]
  isTried: boolean
}

/** The body: its text in the editor, or its fields, or the parts of a multipart one. */
export function BodyInput({ operation, form, body, value, onChange, errors, isTried }: Props) {
  const t = useMessages(operationInputMessages)
  const place: Place = { value: value.args, fields: form.parameters }
  const current = value.args['body']
  const change = (next: unknown) => {
    const { body: _before, ...rest } = value.args
    onChange({ ...value, args: next === undefined ? rest : { ...rest, body: next } })
  }
  const own = shownErrors(
    errors.filter((error) => error.pointer === '/body'),
    isTried,
  )
  const said = own.map((error) => (
    <p key={error.message} className={error.isAdvice ? css.advice : css.error}>
      {error.message}
    </p>
  ))
  if (isJsonMode(value)) {
    return (
      <>
        <LazyEditor
          label={t.bodyJson}
          language="json"
          text={value.bodyText ?? ''}
          onChange={(text) => onChange(withBodyText(value, text))}
          schema={{ node: body, pointer: '/body', errors, isTried }}
        />
        <div role="status">{said}</div>
      </>
    )
  }
  const canLeaveOut = !form.isBodyRequired && operation.body !== 'multipart'
  const start = () => change(body.form === 'object' ? objectValue(body, form.fixedBody) : setValue(body))
  const files = body.form === 'object' ? body.fields().filter((field) => field.node.form === 'file') : []
  return (
    <>
      {canLeaveOut ? (
        <label className={css.send}>
          <input
            type="checkbox"
            checked={current !== undefined}
            onChange={(event) => (event.target.checked ? start() : change(undefined))}
          />
          {t.sendBody}
        </label>
      ) : null}
      {said}
      <BodyFiles body={body} value={value} onChange={onChange} place={place} />
      {canLeaveOut && current === undefined ? null : body.form === 'object' ? (
        <SchemaForm
          node={body}
          value={isObject(current) ? current : {}}
          onChange={change}
          pointer="/body"
          parent={place}
          fixed={[...form.fixedBody, ...files.map((field) => field.name)]}
        />
      ) : (
        <ValueInput
          node={body}
          id="explorer-body"
          label="body"
          value={current}
          onChange={change}
          pointer="/body"
          place={place}
        />
      )}
    </>
  )
}
