import { lazy, Suspense, useEffect, useState } from 'react'
import { setGate } from '~/api/http.ts'
import { queryClient } from '~/api/queryClient.ts'
import { sessionQuery } from '~/api/session.ts'

const GateDialog = lazy(() => import('./GateDialog.tsx'))

interface Waiting {
  reason: 'sign-in' | 'confirm'
  settle: (again: boolean) => void
}

/** Signs in again in place, or asks for the password before a secret is shown; then the request goes on. */
export function Gate() {
  const [waiting, setWaiting] = useState<Waiting>()
  useEffect(() => {
    setGate(
      (reason) =>
        new Promise<boolean>((resolve) => {
          // Who never was signed in is on the way to the page that signs in: there is nothing to go on with.
          if (reason === 'sign-in' && queryClient.getQueryData(sessionQuery.queryKey)?.state !== 'signed-in') {
            resolve(false)
            return
          }
          setWaiting({
            reason,
            settle: (again) => {
              setWaiting(undefined)
              resolve(again)
            },
          })
        }),
    )
    return () => setGate(undefined)
  }, [])
  if (!waiting) return null
  return (
    <Suspense>
      <GateDialog reason={waiting.reason} onSettle={waiting.settle} />
    </Suspense>
  )
}
