import { useQueryClient } from '@tanstack/react-query'
import { IconApi } from '@tabler/icons-react'
import { useParams } from 'react-router'
import { activeReads, pageCalls } from '~/api/pageCalls.ts'
import { recentCalls } from '~/api/recentCalls.ts'
import { explorerPaths } from '~/paths/explorer.ts'
import { commonMessages } from './commonMessages.ts'
import { MenuButton, type MenuEntry } from './MenuButton.tsx'
import { useMessages } from './useMessages.ts'
import css from './PageHeader.module.css'

/** Calls that are offered at once; the list in the explorer has all that the page made. */
const MAX = 8

/** The calls behind what the page shows: each opens in the explorer with its values. */
export function PageCallsMenu() {
  const t = useMessages(commonMessages)
  const client = useQueryClient()
  const { connection } = useParams()
  // The explorer shows its calls itself.
  if (!connection || location.pathname.includes(explorerPaths.find({ connection }))) return null
  const entries = (): MenuEntry[] => {
    const calls = pageCalls(location.pathname, recentCalls(), activeReads(client))
    return [
      { kind: 'heading', id: 'calls', label: calls.length > 0 ? t.pageCalls : t.noPageCalls },
      ...calls.slice(0, MAX).map((call, index): MenuEntry => ({
        id: `call-${index}`,
        label: `${t.showCall}: ${call.operationId}${call.status === undefined ? '' : ` · ${call.status || '–'}`}`,
        to: explorerPaths.call(call),
      })),
      { kind: 'divider', id: 'line' },
      { id: 'all', label: t.allPageCalls, to: explorerPaths.calls({ connection }, location.pathname) },
    ]
  }
  return (
    <MenuButton label={t.pageCalls} className={css.calls} entries={entries} width={300}>
      <IconApi size={16} aria-hidden />
    </MenuButton>
  )
}
