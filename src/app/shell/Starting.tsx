import { useMessages } from '~/components/useMessages.ts'
import classes from './Shell.module.css'
import { shellMessages } from './shellMessages.ts'

/** The frame of the app before anything is known: painted at once. */
export function Starting() {
  const t = useMessages(shellMessages)
  return (
    <div className={classes.shell}>
      <header className={classes.bar}>
        <span className={classes.brand}>
          <i aria-hidden="true" /> Gantry
        </span>
      </header>
      <div className={classes.side} />
      <main className={classes.main}>
        <p role="status" className={classes.starting}>
          {t.starting}
        </p>
      </main>
    </div>
  )
}
