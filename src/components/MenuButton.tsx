import { lazy, Suspense, useState, type ReactNode } from 'react'

/** One line of a menu: a choice, a link, a heading or a line between groups. */
export type MenuEntry =
  | { kind?: 'item'; id: string; label: ReactNode; to?: string; onSelect?: () => void; current?: boolean; tone?: 'danger'; disabledReason?: string }
  | { kind: 'heading'; id: string; label: string }
  | { kind: 'divider'; id: string }

interface Props {
  /** Accessible name of the button. */
  label: string
  className?: string
  /** What the button shows. */
  children: ReactNode
  entries: readonly MenuEntry[]
  position?: 'bottom-start' | 'bottom-end'
  width?: number
}

const loadPanel = () => import('./MenuPanel.tsx')
const MenuPanel = lazy(loadPanel)

/** A button that opens a menu. The menu's code comes when the button is first touched, so no page waits for it. */
export function MenuButton({ label, className, children, entries, position = 'bottom-end', width }: Props) {
  const [isWanted, setWanted] = useState(false)
  const button = (
    <button
      type="button"
      className={className}
      aria-label={label}
      aria-haspopup="menu"
      aria-expanded={false}
      onClick={() => setWanted(true)}
      onPointerEnter={() => void loadPanel()}
      onFocus={() => void loadPanel()}
    >
      {children}
    </button>
  )
  if (!isWanted) return button
  return (
    <Suspense fallback={button}>
      <MenuPanel label={label} className={className} entries={entries} position={position} width={width}>
        {children}
      </MenuPanel>
    </Suspense>
  )
}
