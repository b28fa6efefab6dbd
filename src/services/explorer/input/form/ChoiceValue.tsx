import { useMessages } from '~/components/useMessages.ts'
import type { BooleanNode, Choice, ChoiceNode } from '../formNode.ts'
import { formMessages } from './formMessages.ts'
import { controlProps, type ValueProps } from './valueProps.ts'
import { textOf } from './wireNumber.ts'
import css from './Form.module.css'

const flags: readonly Choice[] = [
  { value: true, label: '' },
  { value: false, label: '' },
]

/** One of a few legal values. A value that is not offered (deprecated, or typed as JSON) is shown as it is. */
export function ChoiceValue(props: ValueProps<ChoiceNode | BooleanNode>) {
  const t = useMessages(formMessages)
  const { node, value, onChange } = props
  const choices = node.form === 'boolean' ? flags : node.choices
  const index = choices.findIndex((choice) => choice.value === value)
  const handle = (text: string) =>
    onChange(text === '' ? undefined : text === 'other' ? value : choices[Number(text)]?.value)
  return (
    <select
      {...controlProps(props)}
      className={css.select}
      value={index >= 0 ? String(index) : value === undefined ? '' : 'other'}
      onChange={(event) => handle(event.target.value)}
    >
      <option value="">{t.notSet}</option>
      {index < 0 && value !== undefined ? <option value="other">{textOf(value)}</option> : null}
      {choices.map((choice, at) => (
        <option key={String(choice.value)} value={String(at)}>
          {choice.label && choice.label !== String(choice.value)
            ? `${String(choice.value)} · ${choice.label}`
            : String(choice.value)}
        </option>
      ))}
    </select>
  )
}
