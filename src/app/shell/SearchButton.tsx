import { useHotkeys } from '@mantine/hooks'
import { lazy, Suspense, useState } from 'react'
import { useMessages } from '~/components/useMessages.ts'
import classes from './Shell.module.css'
import { shellMessages } from './shellMessages.ts'

const Palette = lazy(() => import('../palette/Palette.tsx'))

/** Opens the palette of pages, resources and actions; its code is loaded when it is first opened. */
export function SearchButton() {
  const t = useMessages(shellMessages)
  const [isWanted, setWanted] = useState(false)
  const [isOpen, setOpen] = useState(false)
  const open = () => {
    setWanted(true)
    setOpen(true)
  }
  useHotkeys([['mod+K', open]], [])
  return (
    <>
      <button
        type="button"
        className={classes.find}
        onClick={open}
        aria-haspopup="dialog"
        aria-keyshortcuts="Control+K Meta+K"
      >
        <span>{t.search}</span>
        <kbd aria-hidden="true">{/mac/i.test(navigator.userAgent) ? '⌘ K' : 'Ctrl K'}</kbd>
      </button>
      {isWanted && (
        <Suspense>
          <Palette opened={isOpen} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
