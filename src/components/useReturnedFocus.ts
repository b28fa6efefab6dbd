import { useLayoutEffect } from 'react'
import { rememberFocus } from './focusTrail.ts'

/**
 * For what takes the focus while it is open: gives it back when it closes and when it is taken away. Mantine does the
 * first only, and only for what was closed before: most dialogs are drawn open and are gone when they close.
 */
export function useReturnedFocus(opened: boolean): void {
  useLayoutEffect(() => (opened ? rememberFocus() : undefined), [opened])
}
