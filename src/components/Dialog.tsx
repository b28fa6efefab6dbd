import { Modal, type ModalProps } from '@mantine/core'
import type { ReactNode } from 'react'
import { formMessages } from './formMessages.ts'
import { useMessages } from './useMessages.ts'
import { useReturnedFocus } from './useReturnedFocus.ts'

interface Props extends Pick<ModalProps, 'size' | 'zIndex' | 'closeOnClickOutside'> {
  /** For what stays in the page while it is closed. */
  opened?: boolean
  onClose: () => void
  title: string
  /** Name of the cross, where leaving means more than closing. */
  closeLabel?: string
  /** Closing it now would hide what becomes of what was asked for. */
  busy?: boolean
  children: ReactNode
}

/** The frame of every dialog: title, cross, and the focus back where it was. */
export function Dialog({ opened = true, onClose, closeLabel, busy = false, ...given }: Props) {
  const t = useMessages(formMessages)
  useReturnedFocus(opened)
  return (
    <Modal
      {...given}
      opened={opened}
      onClose={busy ? () => undefined : onClose}
      returnFocus={false}
      closeButtonProps={{ 'aria-label': closeLabel ?? t.close, disabled: busy }}
    />
  )
}
