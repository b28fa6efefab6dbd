import { Modal } from '@mantine/core'
import { useMessages } from '~/components/useMessages.ts'
import { useReturnedFocus } from '~/components/useReturnedFocus.ts'
import classes from './Palette.module.css'
import { paletteMessages } from './paletteMessages.ts'
import { PaletteSearch } from './PaletteSearch.tsx'

interface Props {
  opened: boolean
  onClose: () => void
  /** What was typed before the field had the focus. */
  takeKeys: () => string
}

/** The dialog behind Ctrl K: pages, resources seen so far, and actions. */
export default function Palette({ opened, onClose, takeKeys }: Props) {
  const t = useMessages(paletteMessages)
  useReturnedFocus(opened)
  return (
    // The defaults of the theme are those of `Modal`; locking the scroll would write a style element, which the CSP refuses.
    <Modal.Root
      opened={opened}
      onClose={onClose}
      returnFocus={false}
      size={600}
      yOffset="12vh"
      padding={0}
      radius="md"
      lockScroll={false}
      transitionProps={{ duration: 80 }}
      classNames={{ content: classes.content }}
    >
      <Modal.Overlay />
      <Modal.Content aria-label={t.title}>
        <PaletteSearch opened={opened} onClose={onClose} takeKeys={takeKeys} />
      </Modal.Content>
    </Modal.Root>
  )
}
