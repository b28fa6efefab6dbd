import { useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link, Outlet, ScrollRestoration, useNavigation, useParams } from 'react-router'
import { sessionQuery } from '~/api/session.ts'
import { useMessages } from '~/components/useMessages.ts'
import { appPaths } from '~/paths/app.ts'
import { JobTray } from '../jobs/JobTray.tsx'
import { Breadcrumbs } from './Breadcrumbs.tsx'
import { ConnectionGuard } from './ConnectionGuard.tsx'
import { ConnectionSwitcher } from './ConnectionSwitcher.tsx'
import { LanguageButton, SchemeMenu } from './DisplayMenus.tsx'
import { Navigation } from './Navigation.tsx'
import { OfflineNotice } from './OfflineNotice.tsx'
import { SearchButton } from './SearchButton.tsx'
import classes from './Shell.module.css'
import { shellMessages } from './shellMessages.ts'
import { UserMenu } from './UserMenu.tsx'

const collapsedKey = 'gantry.navigation'

/** The frame around every page once signed in: top bar, side navigation, breadcrumbs. */
export function Shell() {
  const t = useMessages(shellMessages)
  const { data: session } = useSuspenseQuery(sessionQuery)
  const { connection } = useParams()
  const navigation = useNavigation()
  const [isCollapsed, setCollapsed] = useState(() => localStorage.getItem(collapsedKey) === 'collapsed')

  const handleCollapse = () => {
    localStorage.setItem(collapsedKey, isCollapsed ? 'open' : 'collapsed')
    setCollapsed(!isCollapsed)
  }

  return (
    <div className={classes.shell} data-collapsed={isCollapsed || undefined}>
      <a className={classes.skip} href="#content">
        {t.skip}
      </a>
      {navigation.state === 'loading' && <div className={classes.progress} role="progressbar" aria-label={t.working} />}
      <header className={classes.bar}>
        <button
          type="button"
          className={classes.tool}
          aria-label={isCollapsed ? t.expand : t.collapse}
          aria-expanded={!isCollapsed}
          onClick={handleCollapse}
        >
          <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
            <path d="M2 4h12M2 8h12M2 12h12" stroke="currentColor" strokeWidth="1.5" />
          </svg>
        </button>
        <Link className={classes.brand} to={connection ? appPaths.overview({ connection }) : appPaths.home()}>
          <i aria-hidden="true" /> Gantry
        </Link>
        <ConnectionSwitcher />
        <SearchButton />
        <div className={classes.right}>
          {session.mode === 'demo' && (
            <span className={classes.demo} title={t.demo}>
              {t.demoShort}
            </span>
          )}
          <JobTray />
          <LanguageButton />
          <SchemeMenu />
          <UserMenu session={session} />
        </div>
      </header>
      <Navigation />
      <main id="content" className={classes.main} tabIndex={-1}>
        <OfflineNotice />
        <Breadcrumbs />
        <ConnectionGuard>
          <Outlet />
        </ConnectionGuard>
      </main>
      <ScrollRestoration getKey={(location) => location.pathname} />
    </div>
  )
}
