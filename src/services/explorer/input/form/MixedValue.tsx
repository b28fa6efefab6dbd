import { useMessages } from '~/components/useMessages.ts'
import { isNumber } from '~/lib/json.ts'
import type { MixedNode } from '../formNode.ts'
import { ChoiceValue } from './ChoiceValue.tsx'
import { formMessages } from './formMessages.ts'
import { controlProps, type ValueProps } from './valueProps.ts'
import { readNumber, textOf } from './wireNumber.ts'
import css from './Form.module.css'

/** A value of several legal types: one types it, and chooses as what it is sent; the contract's preference comes first. */
export function MixedValue(props: ValueProps<MixedNode>) {
  const t = useMessages(formMessages)
  const { node, value, onChange, label } = props
  const type =
    value === undefined || value === ''
      ? node.types[0]
      : typeof value === 'string'
        ? 'string'
        : typeof value === 'boolean'
          ? 'boolean'
          : (node.types.find((one) => one === 'integer' || one === 'number') ?? node.types[0])
  const convert = (text: string, to: typeof type): unknown => {
    if (to === 'boolean') return text === 'true' || text === '1'
    return to === 'string' ? text : readNumber(text)
  }
  const text = textOf(value)
  return (
    <span className={css.line}>
      {type === 'boolean' ? (
        <ChoiceValue {...props} node={{ form: 'boolean', schema: {}, notes: [] }} />
      ) : (
        <input
          {...controlProps(props)}
          className={css.input}
          data-short
          autoComplete="off"
          spellCheck={false}
          placeholder={t.notSet}
          value={text}
          // A number that one is typing is a text for a moment; as a number it is what was chosen.
          onChange={(event) => onChange(event.target.value === '' ? undefined : convert(event.target.value, type))}
        />
      )}
      <select
        className={css.select}
        data-short
        aria-label={t.typeOf(label)}
        value={type}
        onChange={(event) =>
          onChange(
            convert(
              isNumber(value) && event.target.value === 'boolean' ? String(Number(value) !== 0) : text,
              event.target.value as typeof type,
            ),
          )
        }
      >
        {node.types.map((one) => (
          <option key={one} value={one}>
            {t.types[one]}
          </option>
        ))}
      </select>
    </span>
  )
}
