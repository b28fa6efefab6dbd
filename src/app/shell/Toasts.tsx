import { lazy, Suspense, useEffect, useState } from 'react'
import { onFirstToast } from '~/components/toast.ts'

const ToastList = lazy(() => import('./ToastList.tsx'))

/** Where short messages appear; its code comes with the first one. */
export function Toasts() {
  const [isWanted, setWanted] = useState(false)
  useEffect(() => onFirstToast(() => setWanted(true)), [])
  if (!isWanted) return null
  return (
    <Suspense>
      <ToastList />
    </Suspense>
  )
}
