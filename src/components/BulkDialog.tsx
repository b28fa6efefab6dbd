import { lazy, Suspense, useState } from 'react'
import type { BulkModal as BulkModalType, BulkProps } from './BulkModal.tsx'

// `lazy` forgets that the component is generic; the type of the module says it again.
const BulkModal = lazy(async () => ({
  default: (await import('./BulkModal.tsx')).BulkModal,
})) as unknown as typeof BulkModalType

/** One change to many things: confirmed once, told for each, failed ones can be tried again. Loaded when first opened. */
export function BulkDialog<Item>(props: BulkProps<Item>) {
  const [wasOpened, setWasOpened] = useState(props.opened)
  if (props.opened && !wasOpened) setWasOpened(true)
  if (!wasOpened) return null
  return (
    <Suspense fallback={null}>
      <BulkModal {...props} />
    </Suspense>
  )
}
