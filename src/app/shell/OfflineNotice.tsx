import { useSyncExternalStore } from 'react'
import { useMessages } from '~/components/useMessages.ts'
import classes from './Shell.module.css'
import { shellMessages } from './shellMessages.ts'

function subscribe(listener: () => void): () => void {
  window.addEventListener('online', listener)
  window.addEventListener('offline', listener)
  return () => {
    window.removeEventListener('online', listener)
    window.removeEventListener('offline', listener)
  }
}

/** Says that the network is gone. */
export function OfflineNotice() {
  const t = useMessages(shellMessages)
  const isOnline = useSyncExternalStore(subscribe, () => navigator.onLine)
  if (isOnline) return null
  return (
    <p className={classes.notice} role="alert">
      {t.offline}
    </p>
  )
}
