import { lazy, Suspense, useState } from 'react'
import { MenuButton, type MenuEntry } from '~/components/MenuButton.tsx'
import { useMessages } from '~/components/useMessages.ts'
import { setShortcuts, useShortcuts } from '~/components/useShortcuts.ts'
import { setZone, useZone } from '~/components/useZone.ts'
import type { Session } from '~/contract/console.ts'
import { useSignOut } from '../session/useSignOut.ts'
import classes from './Shell.module.css'
import { shellMessages } from './shellMessages.ts'

const PasswordDialog = lazy(() => import('../session/PasswordDialog.tsx'))

/** Who is signed in; time zone of the display; whether single keys do something; the ways out. */
export function UserMenu({ session }: { session: Session }) {
  const t = useMessages(shellMessages)
  const signOut = useSignOut()
  const zone = useZone()
  const shortcuts = useShortcuts()
  const [isChanging, setChanging] = useState(false)

  const entries: MenuEntry[] = [
    { kind: 'heading', id: 'times', label: t.times },
    ...(['local', 'utc'] as const).map((one) => ({
      id: one,
      label: t[one],
      current: one === zone,
      onSelect: () => setZone(one),
    })),
    { kind: 'divider', id: 'divider' },
    { kind: 'switch', id: 'shortcuts', label: t.shortcuts, checked: shortcuts, onChange: setShortcuts },
    { kind: 'divider', id: 'dividerToo' },
    ...(session.mode === 'server'
      ? [{ id: 'password', label: t.changePassword, onSelect: () => setChanging(true) }]
      : []),
    { id: 'signOut', label: t.signOut, onSelect: () => void signOut() },
    { id: 'signOutEverywhere', label: t.signOutEverywhere, onSelect: () => void signOut(true) },
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
