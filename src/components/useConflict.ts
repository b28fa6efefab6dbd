import { useLayoutEffect, useState } from 'react'
import { ConflictError } from '~/api/replace.ts'

/**
 * The conflict that a save has ended in; undefined for every other failure. The form has to learn of the failure
 * once, so that what is typed counts as unsaved again; then it is `ConflictNotice` that tells of it.
 */
export function useConflict(error: Error | null): ConflictError | undefined {
  const [seen, setSeen] = useState<Error | null>(null)
  // A layout effect: the form's own words for it are never painted.
  useLayoutEffect(() => {
    // oxlint-disable-next-line react/set-state-in-effect -- one more render, before the paint, is what this is for
    if (error instanceof ConflictError) setSeen(error)
  }, [error])
  return error instanceof ConflictError && error === seen ? error : undefined
}
