import { useLayoutEffect, useState } from 'react'

/**
 * `opened`, but not in the first draw. Mantine notes where the focus goes back to at the moment when something opens,
 * and what is open from its first draw on, as all is that is loaded when it is first wanted, has no such moment.
 */
export function useOpening(opened: boolean): boolean {
  const [isDrawn, setDrawn] = useState(false)
  // Before the paint, so nobody sees it closed.
  // oxlint-disable-next-line react/set-state-in-effect -- one more render is what this is for
  useLayoutEffect(() => setDrawn(true), [])
  return opened && isDrawn
}
