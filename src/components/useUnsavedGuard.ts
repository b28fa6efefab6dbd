import { useCallback, useEffect } from 'react'
import { useBlocker, type Blocker } from 'react-router'

/**
 * Asks before typed work is left, by a link, Back, closing the tab or a reload. `isUnsaved` is read at that moment.
 * The address's query may change meanwhile (a list behind the form): only another path leaves the form.
 */
export function useUnsavedGuard(isUnsaved: () => boolean): Blocker {
  const blocker = useBlocker(
    useCallback(
      ({ currentLocation, nextLocation }) => currentLocation.pathname !== nextLocation.pathname && isUnsaved(),
      [isUnsaved],
    ),
  )
  useEffect(() => {
    const handleUnload = (event: BeforeUnloadEvent) => {
      if (isUnsaved()) event.preventDefault()
    }
    window.addEventListener('beforeunload', handleUnload)
    return () => window.removeEventListener('beforeunload', handleUnload)
  }, [isUnsaved])
  return blocker
}
