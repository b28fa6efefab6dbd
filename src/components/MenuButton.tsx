import { IconChevronDown } from '@tabler/icons-react'
import { lazy, Suspense, useState, type ReactNode, type Ref } from 'react'
import { Button } from './Button.tsx'

/** One line of a menu: a choice, a link, a switch, a heading or a line between groups. */
export type MenuEntry =
  | {
      kind?: 'item'
      id: string
      label: ReactNode
      to?: string
      onSelect?: () => void
      current?: boolean
      tone?: 'danger'
      disabledReason?: string
    }
  | { kind: 'switch'; id: string; label: string; checked: boolean; onChange: (checked: boolean) => void }
  | { kind: 'heading'; id: string; label: string }
  | { kind: 'divider'; id: string }

interface Props {
  /** Accessible name of the button. */
  label: string
  /** Class of a plain button; without it the button looks like every other. */
  className?: string
  disabled?: boolean
  /** What the button shows. */
  children: ReactNode
  entries: readonly MenuEntry[]
  position?: 'bottom-start' | 'bottom-end'
  width?: number
}

const loadPanel = () => import('./MenuPanel.tsx')
const MenuPanel = lazy(loadPanel)

interface FaceProps {
  label: string
  className: string | undefined
  disabled?: boolean
  children: ReactNode
  ref?: Ref<HTMLButtonElement>
  onClick?: () => void
  onPointerEnter?: () => void
  onFocus?: () => void
}

/** The button alone; the same before and after its menu has been loaded. */
export function MenuFace({ label, className, children, ...given }: FaceProps) {
  if (className)
    return (
      <button
        type="button"
        className={className}
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={false}
        {...given}
      >
        {children}
      </button>
    )
  return (
    <Button
      rightSection={<IconChevronDown size={14} aria-hidden />}
      aria-label={label}
      aria-haspopup="menu"
      aria-expanded={false}
      {...given}
    >
      {children}
    </Button>
  )
}

interface LateMenuProps {
  look: Pick<FaceProps, 'label' | 'className' | 'disabled'>
  /** What the button shows. */
  children: ReactNode
  load: () => Promise<unknown>
  /** The menu with its button, lazy. */
  panel: ReactNode
}

/** A button whose menu comes when it is first touched, so no page waits for the menu's code. */
export function LateMenu({ look, children, load, panel }: LateMenuProps) {
  const [isWanted, setWanted] = useState(false)
  const alone = (
    <MenuFace {...look} onClick={() => setWanted(true)} onPointerEnter={() => void load()} onFocus={() => void load()}>
      {children}
    </MenuFace>
  )
  return isWanted ? <Suspense fallback={alone}>{panel}</Suspense> : alone
}

/** A button that opens a menu. */
export function MenuButton({ label, className, disabled, children, entries, position = 'bottom-end', width }: Props) {
  const look = { label, className, disabled }
  const panel = (
    <MenuPanel look={look} entries={entries} position={position} width={width}>
      {children}
    </MenuPanel>
  )
  return (
    <LateMenu look={look} load={loadPanel} panel={panel}>
      {children}
    </LateMenu>
  )
}
