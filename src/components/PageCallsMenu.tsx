import { lazy } from 'react'
import { useParams } from 'react-router'
import { explorerPaths } from '~/paths/explorer.ts'
import { commonMessages } from './commonMessages.ts'
import { LateMenu } from './MenuButton.tsx'
import { useMessages } from './useMessages.ts'
import css from './PageHeader.module.css'

const loadPanel = () => import('./PageCallsPanel.tsx')
const PageCallsPanel = lazy(loadPanel)

/** The calls behind what the page shows, in a menu. */
export function PageCallsMenu() {
  const t = useMessages(commonMessages)
  const { connection } = useParams()
  // The explorer shows its calls itself.
  if (!connection || location.pathname.includes(explorerPaths.find({ connection }))) return null
  const look = { label: t.pageCalls, className: css.calls }
  return (
    <LateMenu look={look} load={loadPanel} panel={<PageCallsPanel look={look} connection={connection} />}>
      API
    </LateMenu>
  )
}
