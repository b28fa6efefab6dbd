import { useLocation, useParams } from 'react-router'
import { families, type Family } from '~/contract/types.ts'
import { screens } from '~/paths/screens.ts'

/** The family that the open page is of: that of its operation, or whose screens it belongs to. */
export function usePageFamily(): Family | undefined {
  const { connection = '', family } = useParams()
  const { pathname } = useLocation()
  return families.find((one) => {
    const screen = screens[one]?.({ connection })
    return one === family || (screen !== undefined && pathname.startsWith(screen))
  })
}
