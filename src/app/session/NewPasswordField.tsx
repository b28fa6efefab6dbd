import { useMessages } from '~/components/useMessages.ts'
import { isTooShort } from './isTooShort.ts'
import { PasswordField } from './PasswordField.tsx'
import { sessionMessages } from './sessionMessages.ts'

interface Props {
  label: string
  value: string
  onChange: (value: string) => void
  /** It has been sent once: from then on the field says what is wrong with it. */
  isChecked: boolean
}

/** A password that is chosen now, with the rule that it has to keep. */
export function NewPasswordField({ isChecked, ...input }: Props) {
  const t = useMessages(sessionMessages)
  return (
    <PasswordField
      {...input}
      description={t.passwordHelp}
      autoComplete="new-password"
      error={isChecked && isTooShort(input.value) && t.tooShort}
    />
  )
}
