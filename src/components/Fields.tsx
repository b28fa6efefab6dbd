import type { UseFormReturnType } from '@mantine/form'
import type { ReactNode } from 'react'
import type { FieldFact } from '~/contract/types.ts'
import { Field, type FieldOption } from './Field.tsx'

interface Props<Values, Name extends string> {
  /** Facts of the operation (`createTopicFields`). */
  of: Readonly<Record<Name, FieldFact>>
  names: readonly (Name & keyof Values & string)[]
  form: UseFormReturnType<Values>
  labels: { readonly [K in Name]?: string }
  /** A sentence under the label; the limits of the contract are added by themselves. */
  help?: { readonly [field: string]: ReactNode }
  /** Choices that come from a list (`x-options`), by field. */
  options?: { readonly [field: string]: readonly FieldOption[] | undefined }
  /** Translated words of enum values, by field and value; the contract's own are English. */
  choices?: { readonly [field: string]: Readonly<Record<string, string>> | undefined }
  /** Why a field cannot be changed, by field. */
  disabled?: { readonly [K in Name]?: string }
}

/** Fields whose widget, limits and choices follow from the contract; which ones and in which order is the page's. */
export function Fields<Values extends object, Name extends string>({
  of,
  names,
  form,
  labels,
  help,
  options,
  choices,
  disabled,
}: Props<Values, Name>) {
  return names.map((name) => {
    // A switch that is not known was opened without a value.
    const isSwitch = of[name].type === 'boolean' && form.getInitialValues()[name] !== undefined
    return (
      <Field
        key={form.key(name)}
        name={name}
        fact={of[name]}
        label={labels[name] ?? name}
        help={help?.[name]}
        options={options?.[name]}
        choices={choices?.[name]}
        disabledReason={disabled?.[name]}
        input={form.getInputProps(name, { type: isSwitch ? 'checkbox' : 'input' })}
      />
    )
  })
}
