import { Popover } from '@mantine/core'
import { useLayoutEffect, useRef, useState, type ReactNode } from 'react'
import { PopoverFace, type PopoverLook } from './PopoverButton.tsx'
import { useOpening } from './useOpening.ts'
import './focusTrail.ts'

interface Props {
  title: string
  position: 'bottom-start' | 'bottom-end'
  width: number | undefined
  panelClassName: string | undefined
  look: PopoverLook
  children: (close: () => void) => ReactNode
}

/** The popover of `PopoverButton`, open from its first paint on: it was asked for. */
export default function PopoverPanel({ title, position, width, panelClassName, look, children }: Props) {
  const button = useRef<HTMLButtonElement>(null)
  const [isWanted, setOpen] = useState(true)
  const isOpen = useOpening(isWanted)
  // The button that was pressed is gone, and the focus with it: the one in its place takes it before the popover opens.
  useLayoutEffect(() => button.current?.focus({ preventScroll: true }), [])
  return (
    <Popover
      opened={isOpen}
      onChange={setOpen}
      position={position}
      width={width}
      trapFocus
      returnFocus
      withRoles={false}
    >
      <Popover.Target>
        <PopoverFace {...look} ref={button} expanded={isOpen} onClick={() => setOpen(!isOpen)} />
      </Popover.Target>
      <Popover.Dropdown className={panelClassName} role="dialog" aria-label={title}>
        {children(() => setOpen(false))}
      </Popover.Dropdown>
    </Popover>
  )
}
