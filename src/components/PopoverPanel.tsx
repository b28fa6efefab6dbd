import { Popover } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { PopoverFace, type PopoverLook } from './PopoverButton.tsx'

interface Props {
  title: string
  position: 'bottom-start' | 'bottom-end'
  width: number | undefined
  panelClassName: string | undefined
  look: PopoverLook
  children: (close: () => void) => ReactNode
}

/** The popover of `PopoverButton`, open from its first draw on: it was asked for. */
export default function PopoverPanel({ title, position, width, panelClassName, look, children }: Props) {
  const [isOpen, setOpen] = useState(true)
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
        <PopoverFace {...look} expanded={isOpen} onClick={() => setOpen(!isOpen)} />
      </Popover.Target>
      <Popover.Dropdown className={panelClassName} role="dialog" aria-label={title}>
        {children(() => setOpen(false))}
      </Popover.Dropdown>
    </Popover>
  )
}
