import { lazy, Suspense } from 'react'
import { PopoverButton } from '~/components/PopoverButton.tsx'
import { useMessages } from '~/components/useMessages.ts'
import { tableMessages } from './tableMessages.ts'

const ViewsPanel = lazy(async () => ({ default: (await import('./ViewsPanel.tsx')).ViewsPanel }))

/** Filters, order and columns under a name, for the same list of any instance. */
export function ViewsMenu() {
  const t = useMessages(tableMessages)
  return (
    <PopoverButton face={t.views} title={t.viewsLabel} width={340}>
      {(close) => (
        <Suspense fallback="…">
          <ViewsPanel onApply={close} />
        </Suspense>
      )}
    </PopoverButton>
  )
}
