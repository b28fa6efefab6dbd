import { useForm, type UseFormReturnType } from '@mantine/form'
import { useMessages } from '~/components/useMessages.ts'
import type { Connection } from '~/contract/console.ts'
import { connectionFormMessages } from './connectionFormMessages.ts'
import { complaints, initialValues, type ConnectionValues } from './connectionForm.ts'

/** The form of a connection; complaints in the current language. */
export function useConnectionForm(stored?: Connection): UseFormReturnType<ConnectionValues> {
  const t = useMessages(connectionFormMessages)
  return useForm<ConnectionValues>({
    initialValues: initialValues(stored),
    validate: (values) =>
      Object.fromEntries(
        Object.entries(complaints(values, stored)).map(([field, complaint]) => [field, t.complaints[complaint]]),
      ),
  })
}
