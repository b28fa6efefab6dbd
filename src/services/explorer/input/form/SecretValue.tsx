import { IconEye, IconEyeOff } from '@tabler/icons-react'
import { useState } from 'react'
import { IconButton } from '~/components/IconButton.tsx'
import { useMessages } from '~/components/useMessages.ts'
import { formMessages } from './formMessages.ts'
import { controlProps, type ValueProps } from './valueProps.ts'
import { textOf } from './wireNumber.ts'
import css from './Form.module.css'

/** A secret is typed hidden and kept nowhere but in this form. */
export function SecretValue(props: ValueProps) {
  const t = useMessages(formMessages)
  const [isShown, setShown] = useState(false)
  const { value, onChange, label } = props
  return (
    <span className={css.line}>
      <input
        {...controlProps(props)}
        type={isShown ? 'text' : 'password'}
        className={css.input}
        autoComplete="new-password"
        spellCheck={false}
        placeholder={value === undefined ? t.notSet : t.emptyText}
        value={textOf(value)}
        onChange={(event) => onChange(event.target.value)}
      />
      <IconButton label={isShown ? t.hide(label) : t.show(label)} onClick={() => setShown(!isShown)}>
        {isShown ? <IconEyeOff size={14} aria-hidden /> : <IconEye size={14} aria-hidden />}
      </IconButton>
    </span>
  )
}
