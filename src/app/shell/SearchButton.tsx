import { useHotkeys } from '@mantine/hooks'
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { useMessages } from '~/components/useMessages.ts'
import { catchKeys } from './catchKeys.ts'
import classes from './Shell.module.css'
import { shellMessages } from './shellMessages.ts'

const Palette = lazy(() => import('../palette/Palette.tsx'))

/** Opens the palette of pages, resources and actions; its code is loaded when it is first opened. */
export function SearchButton() {
  const t = useMessages(shellMessages)
  const [isWanted, setWanted] = useState(false)
  const [isOpen, setOpen] = useState(false)
  /** Ends the wait for the field. */
  const keys = useRef<() => string>(undefined)
  const takeKeys = () => {
    const typed = keys.current?.() ?? ''
    keys.current = undefined
    return typed
  }
  const close = () => {
    takeKeys()
    setOpen(false)
  }
  const open = () => {
    if (isOpen) return
    setWanted(true)
    setOpen(true)
    keys.current ??= catchKeys(close)
  }
  useEffect(() => () => void keys.current?.(), [])
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
          <Palette opened={isOpen} onClose={close} takeKeys={takeKeys} />
        </Suspense>
      )}
    </>
  )
}
