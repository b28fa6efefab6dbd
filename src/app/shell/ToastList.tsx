import { Notifications, notifications } from '@mantine/notifications'
import '@mantine/notifications/styles.css'
import { useEffect } from 'react'
import { commonMessages } from '~/components/commonMessages.ts'
import { drawToasts, type ToastOptions } from '~/components/toast.ts'
import { readMessages } from '~/lib/messages.ts'
import classes from './Toasts.module.css'

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
    closeButtonProps: { 'aria-label': readMessages(commonMessages).close },
  })
}

/** The only user of the notifications library. */
export default function ToastList() {
  useEffect(() => drawToasts(draw), [])
  return <Notifications position="bottom-right" limit={4} />
}
