import { Menu } from '@mantine/core'
import { lazy, Suspense, useState } from 'react'
import { useNavigate } from 'react-router'
import { queryClient } from '~/api/queryClient.ts'
import { signOut, signOutEverywhere } from '~/api/session.ts'
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

  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <button type="button" className={classes.tool} aria-label={`${t.user}: ${session.user?.name ?? ''}`}>
            {session.user?.name} <span aria-hidden="true">▾</span>
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{t.times}</Menu.Label>
          {(['local', 'utc'] as const).map((one) => (
            <Menu.Item key={one} onClick={() => setZone(one)} {...(one === zone ? { 'aria-current': 'true' } : {})}>
              {t[one]}
            </Menu.Item>
          ))}
          <Menu.Divider />
          {session.mode === 'server' && <Menu.Item onClick={() => setChanging(true)}>{t.changePassword}</Menu.Item>}
          <Menu.Item onClick={() => void handleSignOut(false)}>{t.signOut}</Menu.Item>
          <Menu.Item onClick={() => void handleSignOut(true)}>{t.signOutEverywhere}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {isChanging && (
        <Suspense>
          <PasswordDialog onClose={() => setChanging(false)} />
        </Suspense>
      )}
    </>
  )
}
