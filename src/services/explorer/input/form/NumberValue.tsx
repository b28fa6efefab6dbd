import { useMessages } from '~/components/useMessages.ts'
import { isNumber } from '~/lib/json.ts'
import type { NumberNode } from '../formNode.ts'
import { ComboValue } from './ComboValue.tsx'
import { formMessages } from './formMessages.ts'
import { LiveValue } from './LiveValue.tsx'
import { MomentInput } from './MomentInput.tsx'
import { controlProps, type ValueProps } from './valueProps.ts'
import { readNumber, textOf } from './wireNumber.ts'
import css from './Form.module.css'

/** A number; 64-bit ones stay exact, which the browser's own number input would not see to. */
export function NumberValue(props: ValueProps<NumberNode>) {
  const t = useMessages(formMessages)
  const { node, value, onChange } = props
  const text = textOf(value)
  const change = (next: string) => onChange(next.trim() === '' ? undefined : readNumber(next.trim()))
  const { options } = node
  if (options) return <LiveValue {...props} options={options} text={text} onText={change} />
  if (node.choices) return <ComboValue {...props} text={text} onText={change} choices={node.choices} />
  return (
    <span className={css.line}>
      <input
        {...controlProps(props)}
        className={css.input}
        data-short
        inputMode={node.isInteger ? 'numeric' : 'decimal'}
        autoComplete="off"
        placeholder={t.notSet}
        value={text}
        onChange={(event) => change(event.target.value)}
      />
      {node.unit ? <span className={css.dim}>{node.unit}</span> : null}
      {node.format === 'epoch-millis' ? (
        <MomentInput label={props.label} value={isNumber(value) ? Number(value) : undefined} onChange={onChange} />
      ) : null}
    </span>
  )
}
