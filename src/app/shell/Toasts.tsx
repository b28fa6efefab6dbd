import { Notifications } from '@mantine/notifications'
import '@mantine/notifications/styles.css'
import { useMessages } from '~/components/useMessages.ts'
import { shellMessages } from './shellMessages.ts'

/** Where short messages appear; `toast` (components) is the only one that makes them. */
export function Toasts() {
  const t = useMessages(shellMessages)
  return <Notifications position="bottom-right" limit={4} aria-label={t.notifications} />
}
