import { useState } from 'react'
import { isRouteErrorResponse, Link, useRevalidator, useRouteError } from 'react-router'
import { isApiError } from '~/api/error.ts'
import { ErrorState } from '~/components/ErrorState.tsx'
import { useMessages } from '~/components/useMessages.ts'
import { appPaths } from '~/paths/app.ts'
import classes from './Shell.module.css'
import { shellMessages } from './shellMessages.ts'
import { useOnline } from './useOnline.ts'

/** Code that did not come: a new version was installed while this page was open, or there is no network. */
const isMissingCode = (error: unknown) =>
  error instanceof TypeError && /dynamically imported module|module script|Importing a module/i.test(error.message)

/** What a page shows that could not be loaded, or broke. */
export function ErrorPage() {
  const t = useMessages(shellMessages)
  const error = useRouteError()
  const { revalidate } = useRevalidator()
  const isOnline = useOnline()
  // What counts is the network at the time of the failure: its return does not make the reason another one.
  const [failed, setFailed] = useState({ error, offline: !isOnline })
  if (failed.error !== error) setFailed({ error, offline: !isOnline })
  if (isApiError(error)) return <ErrorState error={error} onRetry={() => window.location.reload()} />
  const needsReload = isMissingCode(error)
  const isMissing = isRouteErrorResponse(error) && error.status === 404
  return (
    <section role="alert" className={classes.errorPage}>
      <h1>{isMissing ? t.notFound : t.errorTitle}</h1>
      <p>{isMissing ? t.notFoundText : needsReload ? (failed.offline ? t.notLoaded : t.newVersion) : t.crashed}</p>
      {!isMissing && !needsReload && error instanceof Error && <pre>{error.message}</pre>}
      <p>
        {isMissing ? (
          <Link to={appPaths.home()}>{t.home}</Link>
        ) : (
          // A reload without network would leave the browser's own page instead of this one.
          <button
            type="button"
            disabled={needsReload && !isOnline}
            onClick={() => (needsReload ? window.location.reload() : void revalidate())}
          >
            {needsReload ? t.reload : t.retry}
          </button>
        )}
      </p>
    </section>
  )
}
