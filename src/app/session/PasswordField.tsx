import { PasswordInput } from '@mantine/core'
import { useMessages } from '~/components/useMessages.ts'
import { sessionMessages } from './sessionMessages.ts'

interface Props {
  label: string
  value: string
  onChange: (value: string) => void
  /** What the password manager of the browser is to do. */
  autoComplete: 'current-password' | 'new-password'
  description?: string
  error?: string | false
  /** The field that a dialog opens with. */
  isFirst?: boolean
}

/** A password, hidden until one asks to see it. */
export function PasswordField({ onChange, isFirst = false, ...input }: Props) {
  const t = useMessages(sessionMessages)
  return (
    <PasswordInput
      {...input}
      aria-invalid={input.error ? true : undefined}
      onChange={(event) => onChange(event.currentTarget.value)}
      visibilityToggleButtonProps={{ 'aria-label': t.showPassword }}
      required
      {...(isFirst ? { 'data-autofocus': true } : {})}
    />
  )
}
