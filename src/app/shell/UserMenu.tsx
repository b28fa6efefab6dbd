import { lazy, Suspense, useState } from 'react'
import { useNavigate } from 'react-router'
import { queryClient } from '~/api/queryClient.ts'
import { signOut, signOutEverywhere } from '~/api/session.ts'
import { MenuButton, type MenuEntry } from '~/components/MenuButton.tsx'
import { useMessages } from '~/components/useMessages.ts'
import { setZone, useZone } from '~/components/useZone.ts'
import type { Session } from '~/contract/console.ts'
import { appPaths } from '~/paths/app.ts'
import classes from './Shell.module.css'
import { shellMessages } from './shellMessages.ts'

const PasswordDialog = lazy(() => import('../session/PasswordDialog.tsx'))

/** Who is signed in; time zone of the display; the ways out. */
export function UserMenu({ session }: { session: Session }) {
  const t = useMessages(shellMessages)
  const navigate = useNavigate()
  const zone = useZone()
  const [isChanging, setChanging] = useState(false)

  const handleSignOut = async (everywhere: boolean) => {
    await (everywhere ? signOutEverywhere() : signOut())
    // Nothing of the session stays in memory, so Back shows nothing.
    queryClient.clear()
    await navigate(appPaths.signIn())
  }

  const entries: MenuEntry[] = [
    { kind: 'heading', id: 'times', label: t.times },
    ...(['local', 'utc'] as const).map((one) => ({
      id: one,
      label: t[one],
      current: one === zone,
      onSelect: () => setZone(one),
    })),
    { kind: 'divider', id: 'divider' },
    ...(session.mode === 'server'
      ? [{ id: 'password', label: t.changePassword, onSelect: () => setChanging(true) }]
      : []),
    { id: 'signOut', label: t.signOut, onSelect: () => void handleSignOut(false) },
    { id: 'signOutEverywhere', label: t.signOutEverywhere, onSelect: () => void handleSignOut(true) },
  ]
  return (
    <>
      <MenuButton label={`${t.user}: ${session.user?.name ?? ''}`} className={classes.tool} entries={entries}>
        {session.user?.name} <span aria-hidden="true">▾</span>
      </MenuButton>
      {isChanging && (
        <Suspense>
          <PasswordDialog onClose={() => setChanging(false)} />
        </Suspense>
      )}
    </>
  )
}
