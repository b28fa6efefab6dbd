import { Notifications, notifications } from '@mantine/notifications'
import '@mantine/notifications/styles.css'
import { useEffect } from 'react'
import { drawToasts, type ToastOptions } from '~/components/toast.ts'
import { useMessages } from '~/components/useMessages.ts'
import classes from './Toasts.module.css'
import { shellMessages } from './shellMessages.ts'

const colors = { ok: 'green', error: 'red', warn: 'yellow' }

function draw({ tone, title, message, id }: ToastOptions): void {
  if (id) notifications.hide(id)
  notifications.show({
    ...(id ? { id } : {}),
    ...(title ? { title } : {}),
    message,
    color: colors[tone],
    autoClose: tone === 'ok' ? 5000 : 12_000,
    withBorder: true,
    classNames: { title: classes.title ?? '', description: classes.text ?? '' },
    role: tone === 'ok' ? 'status' : 'alert',
  })
}

/** The only user of the notifications library. */
export default function ToastList() {
  const t = useMessages(shellMessages)
  useEffect(() => drawToasts(draw), [])
  return <Notifications position="bottom-right" limit={4} aria-label={t.notifications} />
}
