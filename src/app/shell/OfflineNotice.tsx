import { useMessages } from '~/components/useMessages.ts'
import classes from './Shell.module.css'
import { shellMessages } from './shellMessages.ts'
import { useOnline } from './useOnline.ts'

/** Says that the network is gone. */
export function OfflineNotice() {
  const t = useMessages(shellMessages)
  if (useOnline()) return null
  return (
    <p className={classes.notice} role="alert">
      {t.offline}
    </p>
  )
}
