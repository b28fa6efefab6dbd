import { useParams } from 'react-router'
import { RouteTabs } from '~/components/RouteTabs.tsx'
import { useMessages } from '~/components/useMessages.ts'
import { explorerPaths } from '~/paths/explorer.ts'
import { explorerMessages } from './explorerMessages.ts'

/** The lists of the explorer: what can be called, what was called, what the pages called. */
export function ExplorerTabs() {
  const t = useMessages(explorerMessages)
  const { connection = '' } = useParams()
  return (
    <RouteTabs
      label={t.tabs}
      tabs={[
        { to: explorerPaths.find({ connection }), label: t.operations, end: true },
        { to: explorerPaths.saved({ connection }), label: t.saved },
        { to: explorerPaths.history({ connection }), label: t.history },
        { to: explorerPaths.calls({ connection }), label: t.calls },
      ]}
    />
  )
}
