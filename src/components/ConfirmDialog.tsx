import { lazy, Suspense, useState } from 'react'
import type { ConfirmProps } from './ConfirmModal.tsx'

const ConfirmModal = lazy(async () => ({ default: (await import('./ConfirmModal.tsx')).ConfirmModal }))

/**
 * Asks before a change; how much it asks follows from the risk. Loaded when it is first opened: a list is read far
 * more often than something in it is deleted.
 */
export function ConfirmDialog(props: ConfirmProps) {
  const [wasOpened, setWasOpened] = useState(props.opened)
  if (props.opened && !wasOpened) setWasOpened(true)
  if (!wasOpened) return null
  return (
    <Suspense fallback={null}>
      <ConfirmModal {...props} />
    </Suspense>
  )
}
