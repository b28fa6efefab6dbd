import { Notifications, notifications } from '@mantine/notifications'
import '@mantine/notifications/styles.css'
import { useEffect } from 'react'
import { Link } from 'react-router'
import { commonMessages } from '~/components/commonMessages.ts'
import { drawToasts, type ToastOptions } from '~/components/toast.ts'
import { readMessages } from '~/lib/messages.ts'
import { newId } from '~/lib/newId.ts'
import classes from './Toasts.module.css'

const colors = { ok: 'green', error: 'red', warn: 'yellow' }

function draw({ tone, title, message, link, id = newId() }: ToastOptions): void {
  notifications.hide(id)
  notifications.show({
    id,
    ...(title ? { title } : {}),
    message: link ? (
      <>
        {message}{' '}
        <Link className={classes.link} to={link.to} onClick={() => notifications.hide(id)}>
          {link.label}
        </Link>
      </>
    ) : (
      message
    ),
    color: colors[tone],
    // Time enough to read what failed, and to reach a link.
    autoClose: tone === 'ok' && !link ? 5000 : 12_000,
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
