import { TextInput } from '@mantine/core'
import { useMessages } from '~/components/useMessages.ts'
import { sessionMessages } from './sessionMessages.ts'

/** The name of a local user. */
export function NameField({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const t = useMessages(sessionMessages)
  return (
    <TextInput
      label={t.name}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      autoComplete="username"
      required
    />
  )
}
