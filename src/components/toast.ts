import { notifications } from '@mantine/notifications'
import type { ReactNode } from 'react'

interface ToastOptions {
  tone: 'ok' | 'error' | 'warn'
  title?: string
  message: ReactNode
  /** Another toast with the same id takes the place of the first. */
  id?: string
}

const colors = { ok: 'green', error: 'red', warn: 'yellow' }

/** A short message at the edge of the page. Failures of a form or a dialog are shown there, not here. */
export function toast({ tone, title, message, id }: ToastOptions): void {
  if (id) notifications.hide(id)
  notifications.show({ ...(id ? { id } : {}), ...(title ? { title } : {}), message, color: colors[tone], autoClose: tone === 'ok' ? 5000 : 12_000, withBorder: true, role: tone === 'ok' ? 'status' : 'alert' })
}
