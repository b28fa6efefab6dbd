import { SegmentedControl } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { Button } from '~/components/Button.tsx'
import { useMessages } from '~/components/useMessages.ts'
import type { Operation } from '~/contract/types.ts'
import { AllValuesText } from './AllValuesText.tsx'
import { BodyInput } from './BodyInput.tsx'
import { examplesQuery } from './facts.ts'
import { FieldRow } from './form/FieldRow.tsx'
import { formContext, shownErrors } from './form/formContext.ts'
import { ValueInput } from './form/ValueInput.tsx'
import { readOperation } from './operationForm.ts'
import { initialInput } from './initialValue.ts'
import { isJsonMode, isStuck, isTextView, switchMode, switchView } from './inputMode.ts'
import type { Place } from './needs.ts'
import { operationInputMessages } from './operationInputMessages.ts'
import { sampleInput } from './sampleInput.ts'
import type { FamilyFacts, InputError, InputValue } from './types.ts'
import css from './OperationInput.module.css'

interface Props {
  operation: Operation
  facts: FamilyFacts
  connection: string
  value: InputValue
  onChange: (value: InputValue) => void
  errors: readonly InputError[]
  /** One has tried to send it: what is missing is then shown at every field, not only where one has been. */
  isTried: boolean
}

/** Everything that an operation takes, as a form or as JSON (all of it, or the body alone); all hold the same value. */
export function OperationInput({ operation, facts, connection, value, onChange, errors, isTried }: Props) {
  const t = useMessages(operationInputMessages)
  const client = useQueryClient()
  const [isFilling, setFilling] = useState(false)
  const form = readOperation(operation, facts)
  const byPointer = useMemo(() => Map.groupBy(errors, (error) => error.pointer), [errors])
  const context = useMemo(
    () => ({ facts, connection, args: value.args, errors: byPointer, isTried, Value: ValueInput }),
    [facts, connection, value.args, byPointer, isTried],
  )
  const place: Place = { value: value.args, fields: form.parameters }
  const set = (name: string, next: unknown) => {
    const { [name]: _gone, ...rest } = value.args
    onChange({ ...value, args: next === undefined ? rest : { ...value.args, [name]: next } })
  }
  const isText = isTextView(value)
  /** Other values, in the view that is open. */
  const replace = (next: InputValue) => onChange(switchView(next, isText))
  const fill = async () => {
    setFilling(true)
    // Without the reference's examples a sample is made from the schema alone.
    const examples = await client.ensureQueryData(examplesQuery(facts.family)).catch(() => [])
    setFilling(false)
    const made = sampleInput(operation, facts, examples)
    const typed = Object.fromEntries(
      form.parameters.flatMap(({ name }) =>
        value.args[name] === undefined || value.args[name] === '' ? [] : [[name, value.args[name]]],
      ),
    )
    replace({ ...made, args: { ...made.args, ...typed } })
  }
  const shown = form.parameters.filter(
    ({ name, aliasOf }) =>
      aliasOf === undefined || value.args[name] !== undefined || form.parameters.every((one) => one.name !== aliasOf),
  )
  const own = shownErrors(byPointer.get(''), isTried)
  const isBroken = isStuck(value)
  const isEmpty = form.parameters.length === 0 && !form.body
  return (
    <formContext.Provider value={context}>
      <div className={css.input}>
        {form.notes.length > 0 ? (
          <p className={css.note} lang="en">
            {form.notes.join(' · ')}
          </p>
        ) : null}
        {isEmpty ? (
          <p className={css.none}>{t.nothing}</p>
        ) : (
          <div className={css.tools}>
            <Button loading={isFilling} onClick={() => void fill()}>
              {t.fill}
            </Button>
            <Button onClick={() => replace(initialInput(operation, facts))}>{t.reset}</Button>
            <span className={css.legend}>{isText && isBroken ? t.backToForm : isText ? '' : t.legend}</span>
            <SegmentedControl
              size="xs"
              className={css.mode}
              aria-label={t.viewAll}
              value={isText ? 'json' : 'form'}
              onChange={(view) => onChange(switchView(value, view === 'json'))}
              data={[
                { value: 'form', label: t.form, disabled: isText && isBroken },
                { value: 'json', label: 'JSON', disabled: !isText && isBroken },
              ]}
            />
          </div>
        )}
        {isText ? (
          <AllValuesText form={form} value={value} onChange={onChange} errors={errors} isTried={isTried} />
        ) : null}
        {(isText ? [] : own).map((error) => (
          <p key={error.message} className={css.error}>
            {error.message}
          </p>
        ))}
        {(isText ? [] : (['path', 'query', 'header'] as const)).map((where) => {
          const fields = shown.filter((field) => field.in === where)
          return fields.length === 0 ? null : (
            <section key={where} className={css.section}>
              <h2>{t.parts[where]}</h2>
              {fields.map((field) => (
                <FieldRow
                  key={field.name}
                  field={field}
                  place={place}
                  conditional={none}
                  value={value.args[field.name]}
                  onChange={(next) => set(field.name, next)}
                  pointer={`/${field.name}`}
                />
              ))}
            </section>
          )
        })}
        {form.body && !isText ? (
          <section className={css.section}>
            <div className={css.head}>
              <h2>{t.parts.body}</h2>
              {isBroken ? <span className={css.legend}>{t.backToForm}</span> : null}
              {operation.body === 'multipart' ? null : (
                <SegmentedControl
                  size="xs"
                  className={css.mode}
                  aria-label={t.view}
                  value={isJsonMode(value) ? 'json' : 'form'}
                  onChange={(mode) => onChange(switchMode(value, mode === 'json'))}
                  data={[
                    { value: 'form', label: t.form, disabled: isBroken },
                    { value: 'json', label: 'JSON' },
                  ]}
                />
              )}
            </div>
            <BodyInput
              operation={operation}
              form={form}
              body={form.body}
              value={value}
              onChange={onChange}
              errors={errors}
              isTried={isTried}
            />
          </section>
        ) : null}
      </div>
    </formContext.Provider>
  )
}

const none: ReadonlySet<string> = new Set()
