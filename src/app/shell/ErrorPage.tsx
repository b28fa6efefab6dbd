import { isRouteErrorResponse, Link, useRevalidator, useRouteError } from 'react-router'
import { isApiError } from '~/api/error.ts'
import { ErrorState } from '~/components/ErrorState.tsx'
import { useMessages } from '~/components/useMessages.ts'
import { appPaths } from '~/paths/app.ts'
import { shellMessages } from './shellMessages.ts'

/** A chunk that is gone: a new version was installed while this page was open. */
const isOldVersion = (error: unknown) =>
  error instanceof TypeError && /dynamically imported module|module script|Importing a module/i.test(error.message)

/** What a page shows that could not be loaded, or broke. */
export function ErrorPage() {
  const t = useMessages(shellMessages)
  const error = useRouteError()
  const { revalidate } = useRevalidator()
  if (isApiError(error)) return <ErrorState error={error} onRetry={() => window.location.reload()} />
  const isMissing = isRouteErrorResponse(error) && error.status === 404
  return (
    <section role="alert">
      <h1>{isMissing ? t.notFound : t.errorTitle}</h1>
      <p>{isMissing ? t.notFoundText : isOldVersion(error) ? t.newVersion : t.crashed}</p>
      {!isMissing && !isOldVersion(error) && error instanceof Error && <pre>{error.message}</pre>}
      <p>
        {isMissing ? (
          <Link to={appPaths.home()}>{t.home}</Link>
        ) : (
          <button type="button" onClick={() => (isOldVersion(error) ? window.location.reload() : void revalidate())}>
            {isOldVersion(error) ? t.reload : t.retry}
          </button>
        )}
      </p>
    </section>
  )
}
