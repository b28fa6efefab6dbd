import { lazy, Suspense, useState, type ReactNode } from 'react'
import { Button } from './Button.tsx'

export interface PopoverLook {
  /** What the button shows. */
  face: ReactNode
  /** Accessible name, where the face says too little. */
  label?: string
  /** Class of a plain button; without it the button looks like every other. */
  className?: string
  variant?: 'default' | 'subtle'
  leftSection?: ReactNode
  rightSection?: ReactNode
  disabled?: boolean
}

interface Props extends PopoverLook {
  /** Names what opens. */
  title: string
  position?: 'bottom-start' | 'bottom-end'
  width?: number
  panelClassName?: string
  children: (close: () => void) => ReactNode
}

const loadPanel = () => import('./PopoverPanel.tsx')
const PopoverPanel = lazy(loadPanel)

interface FaceProps extends PopoverLook {
  expanded: boolean
  onClick: () => void
  onApproach?: () => void
  ref?: React.Ref<HTMLButtonElement>
}

/** The button alone; the same before and after its popover has been loaded. */
export function PopoverFace({
  face,
  label,
  className,
  variant = 'default',
  leftSection,
  rightSection,
  disabled,
  expanded,
  onClick,
  onApproach,
  ref,
  ...given
}: FaceProps) {
  const shared = {
    ...given,
    ref,
    onClick,
    onPointerEnter: onApproach,
    onFocus: onApproach,
    disabled,
    'aria-label': label,
    'aria-haspopup': 'dialog' as const,
    'aria-expanded': expanded,
  }
  if (className)
    return (
      <button type="button" className={className} {...shared}>
        {face}
      </button>
    )
  return (
    <Button variant={variant} leftSection={leftSection} rightSection={rightSection} {...shared}>
      {face}
    </Button>
  )
}

/** A button that opens a panel. The panel's code comes when the button is first touched, so no page waits for it. */
export function PopoverButton({ title, position = 'bottom-end', width, panelClassName, children, ...look }: Props) {
  const [isWanted, setWanted] = useState(false)
  const alone = (
    <PopoverFace {...look} expanded={false} onClick={() => setWanted(true)} onApproach={() => void loadPanel()} />
  )
  if (!isWanted) return alone
  return (
    <Suspense fallback={alone}>
      <PopoverPanel title={title} position={position} width={width} panelClassName={panelClassName} look={look}>
        {children}
      </PopoverPanel>
    </Suspense>
  )
}
