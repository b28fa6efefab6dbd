import { lazy, Suspense, useState } from 'react'
import { useParams } from 'react-router'
import { explorerPaths } from '~/paths/explorer.ts'
import { commonMessages } from './commonMessages.ts'
import { MenuFace } from './MenuButton.tsx'
import { useMessages } from './useMessages.ts'
import css from './PageHeader.module.css'

const loadPanel = () => import('./PageCallsPanel.tsx')
const PageCallsPanel = lazy(loadPanel)

/** The calls behind what the page shows, in a menu; its code comes when the button is first touched. */
export function PageCallsMenu() {
  const t = useMessages(commonMessages)
  const { connection } = useParams()
  const [isWanted, setWanted] = useState(false)
  // The explorer shows its calls itself.
  if (!connection || location.pathname.includes(explorerPaths.find({ connection }))) return null
  const look = { label: t.pageCalls, className: css.calls }
  const alone = (
    <MenuFace
      {...look}
      onClick={() => setWanted(true)}
      onPointerEnter={() => void loadPanel()}
      onFocus={() => void loadPanel()}
    >
      API
    </MenuFace>
  )
  if (!isWanted) return alone
  return (
    <Suspense fallback={alone}>
      <PageCallsPanel look={look} connection={connection} />
    </Suspense>
  )
}
