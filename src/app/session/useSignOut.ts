import { useNavigate } from 'react-router'
import { queryClient } from '~/api/queryClient.ts'
import { signOut, signOutEverywhere } from '~/api/session.ts'
import { appPaths } from '~/paths/app.ts'

/** Ends the session, or all of one's sessions, and leaves nothing of it in memory, so that Back shows nothing. */
export function useSignOut(): (everywhere?: boolean) => Promise<void> {
  const navigate = useNavigate()
  return async (everywhere = false) => {
    await (everywhere ? signOutEverywhere() : signOut())
    queryClient.clear()
    await navigate(appPaths.signIn())
  }
}
