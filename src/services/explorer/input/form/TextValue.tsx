import { useMessages } from '~/components/useMessages.ts'
import type { TextNode } from '../formNode.ts'
import { lookUp } from '../needs.ts'
import { ComboValue } from './ComboValue.tsx'
import { formMessages } from './formMessages.ts'
import { editorOf } from './editorOf.ts'
import { LazyEditor } from '../editor/LazyEditor.tsx'
import { LiveValue } from './LiveValue.tsx'
import { SecretValue } from './SecretValue.tsx'
import { controlProps, type ValueProps } from './valueProps.ts'
import { textOf } from './wireNumber.ts'
import css from './Form.module.css'

/** A text: secret, one of a live list, of known values, in an editor, of several lines or of one. */
export function TextValue(props: ValueProps<TextNode>) {
  const t = useMessages(formMessages)
  const { node, value, onChange, place } = props
  const text = textOf(value)
  const { secret, options } = node
  const isSecret = secret === true || (secret !== undefined && secret.in.includes(lookUp(secret.field, place)))
  if (isSecret) return <SecretValue {...props} />
  // An emptied optional text is sent as an empty text until its box is unticked: some operations clear a field so.
  if (options) return <LiveValue {...props} options={options} text={text} onText={onChange} />
  if (node.choices) return <ComboValue {...props} text={text} onText={onChange} choices={node.choices} />
  const language = editorOf(node, place)
  if (language)
    return (
      <LazyEditor
        label={props.label}
        text={text}
        language={language}
        onChange={onChange}
        describedBy={props.describedBy}
      />
    )
  const common = {
    ...controlProps(props),
    className: css.input,
    autoComplete: 'off',
    spellCheck: false,
    placeholder: value === undefined ? t.notSet : t.emptyText,
    value: text,
  }
  if ((node.maxLength ?? 0) > 400 || text.includes('\n'))
    return (
      <textarea
        {...common}
        rows={Math.min(10, Math.max(1, text.split('\n').length, Math.ceil(text.length / 80)))}
        onChange={(event) => onChange(event.target.value)}
      />
    )
  return (
    <span className={css.line}>
      <input
        {...common}
        inputMode={node.numeric ? 'decimal' : undefined}
        onChange={(event) => onChange(event.target.value)}
      />
      {node.unit ? <span className={css.dim}>{node.unit}</span> : null}
    </span>
  )
}
