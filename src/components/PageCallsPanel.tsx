import { useQueryClient } from '@tanstack/react-query'
import { activeReads, pageCalls } from '~/api/pageCalls.ts'
import { recentCalls } from '~/api/recentCalls.ts'
import { explorerPaths } from '~/paths/explorer.ts'
import { commonMessages } from './commonMessages.ts'
import type { MenuEntry } from './MenuButton.tsx'
import MenuPanel from './MenuPanel.tsx'
import { pageCallsMessages } from './pageCallsMessages.ts'
import { useMessages } from './useMessages.ts'

/** Calls that are offered at once; the list in the explorer has all that the page made. */
const MAX = 8

interface Props {
  look: { label: string; className: string | undefined }
  connection: string
}

/** The calls behind what the page shows: each opens in the explorer with its values. */
export default function PageCallsPanel({ look, connection }: Props) {
  const t = useMessages(pageCallsMessages)
  const { showCall } = useMessages(commonMessages)
  const client = useQueryClient()
  const entries = (): MenuEntry[] => {
    const calls = pageCalls(location.pathname, recentCalls(), activeReads(client))
    return [
      { kind: 'heading', id: 'calls', label: calls.length > 0 ? look.label : t.none },
      ...calls.slice(0, MAX).map((call, index): MenuEntry => ({
        id: `call-${index}`,
        label: `${showCall}: ${call.operationId}${call.status === undefined ? '' : ` · ${call.status || '–'}`}`,
        to: explorerPaths.call(call),
      })),
      { kind: 'divider', id: 'line' },
      { id: 'all', label: t.all, to: explorerPaths.calls({ connection }, location.pathname) },
    ]
  }
  return (
    <MenuPanel look={{ ...look, disabled: undefined }} entries={entries} position="bottom-end" width={300}>
      API
    </MenuPanel>
  )
}
