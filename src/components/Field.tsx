import { MultiSelect, NumberInput, PasswordInput, Select, Switch, TagsInput, Textarea, TextInput } from '@mantine/core'
import type { GetInputPropsReturnType } from '@mantine/form'
import type { ReactNode } from 'react'
import type { FieldFact } from '~/contract/types.ts'
import { fieldMessages } from './fieldMessages.ts'
import { useMessages } from './useMessages.ts'
import { limitsOf } from './validateFields.ts'
import css from './Form.module.css'

export interface FieldOption {
  value: string
  label: string
  disabled?: boolean
}

interface Props {
  name: string
  fact: FieldFact
  label: string
  help?: ReactNode
  options?: readonly FieldOption[]
  choices?: Readonly<Record<string, string>>
  disabledReason?: string
  input: GetInputPropsReturnType
}

/** One field of a form: the widget that fits what the contract says of it. Lists of objects are written as JSX. */
export function Field({ name, fact, label, help, options, choices, disabledReason, input }: Props) {
  const t = useMessages(fieldMessages)
  const limits = limitsOf(fact)
  const description = [disabledReason, help, limits].filter((part) => part !== undefined && part !== '')
  const common = {
    ...input,
    name,
    label: (
      <>
        {label}
        {fact.required || fact.type === 'boolean' ? null : <span className={css.labelNote}> {t.optional}</span>}
      </>
    ),
    description:
      description.length > 0
        ? description.map((part, i) => <span key={String(i)}>{i > 0 ? <> · {part}</> : beginning(part)}</span>)
        : undefined,
    required: fact.required && fact.type !== 'boolean',
    disabled: disabledReason !== undefined,
    autoComplete: 'off',
  }
  const data =
    options?.map((option) => ({ ...option })) ??
    fact.enum?.map((choice) => ({
      value: String(choice.value),
      label: choices?.[String(choice.value)] ?? choice.label,
    }))
  const noMatch = { nothingFoundMessage: t.noMatch, comboboxProps: { transitionProps: { duration: 0 } } }
  if (fact.type === 'object') throw new Error(`Field ${name} is an object: write it as JSX`)
  if (fact.secret) {
    const visibility = { 'aria-label': `${t.show}: ${label}` }
    return (
      <PasswordInput
        {...common}
        aria-invalid={input.error ? true : undefined}
        autoComplete="new-password"
        visibilityToggleButtonProps={visibility}
      />
    )
  }
  if (fact.type === 'boolean' && 'checked' in input) return <Switch {...common} aria-label={label} />
  if (fact.type === 'boolean') {
    const { value, onChange } = input as { value?: boolean; onChange: (value: boolean | undefined) => void }
    return (
      <Select
        {...common}
        {...noMatch}
        data={[
          { value: 'unknown', label: t.unknown },
          { value: 'true', label: t.on },
          { value: 'false', label: t.off },
        ]}
        value={String(value ?? 'unknown')}
        onChange={(chosen) => onChange(chosen === 'unknown' ? undefined : chosen === 'true')}
        allowDeselect={false}
      />
    )
  }
  if (fact.type === 'array') {
    return data ? (
      <MultiSelect
        {...common}
        {...noMatch}
        data={data}
        searchable={data.length > 8}
        hidePickedOptions
        clearable
        maxValues={fact.maxItems}
      />
    ) : (
      <TagsInput {...common} placeholder={t.addEntry} clearable maxTags={fact.maxItems} splitChars={[',', ' ', ';']} />
    )
  }
  if (data && fact.type === 'string') {
    return (
      <Select
        {...common}
        {...noMatch}
        // A value that the contract does not know came from the cloud: it can stay.
        data={
          data.some((choice) => choice.value === input.value) || !input.value
            ? data
            : [...data, { value: String(input.value), label: String(input.value) }]
        }
        placeholder={t.choose}
        searchable={data.length > 8}
        clearable={!fact.required}
        allowDeselect={!fact.required}
      />
    )
  }
  if (fact.type === 'integer' || fact.type === 'number') {
    return (
      <NumberInput
        {...common}
        min={fact.min}
        max={fact.max}
        allowDecimal={fact.type === 'number'}
        allowNegative={fact.min === undefined || fact.min < 0}
        clampBehavior="none"
        suffix={fact.unit ? ` ${fact.unit}` : undefined}
      />
    )
  }
  if ((fact.maxLength ?? 0) > 200) return <Textarea {...common} rows={3} />
  return <TextInput {...common} spellCheck={false} />
}

/** Limits alone begin the line: with a capital letter, as every help does. */
function beginning(part: ReactNode): ReactNode {
  return typeof part === 'string' ? part.charAt(0).toUpperCase() + part.slice(1) : part
}
