import { Menu } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { connectionsQuery } from '~/api/session.ts'
import { EnvironmentLabel } from '~/components/EnvironmentLabel.tsx'
import { useMessages } from '~/components/useMessages.ts'
import { appPaths } from '~/paths/app.ts'
import classes from './Shell.module.css'
import { shellMessages } from './shellMessages.ts'
import { useCurrentConnection } from '~/api/useCurrentConnection.ts'

/** Account, region and project in use, and the way to another. */
export function ConnectionSwitcher() {
  const t = useMessages(shellMessages)
  const { data: connections = [] } = useQuery(connectionsQuery)
  const current = useCurrentConnection()
  return (
    <Menu position="bottom-start" width={320}>
      <Menu.Target>
        <button type="button" className={classes.switcher} aria-label={`${t.connection}: ${current ? `${current.label ?? ''} ${current.name} ${current.region}` : t.noConnection}`}>
          {current ? (
            <>
              <EnvironmentLabel place={current} />
              <span>{current.name}</span>
              <small>
                · {current.region} · {current.projectName ?? current.projectId}
              </small>
            </>
          ) : (
            <span>{t.noConnection}</span>
          )}
          <span aria-hidden="true">▾</span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {connections.map((one) => (
          <Menu.Item key={one.id} component={Link} to={appPaths.overview({ connection: one.id })} {...(one.id === current?.id ? { 'aria-current': 'true' } : {})}>
            <EnvironmentLabel place={one} /> {one.name} · {one.region}
          </Menu.Item>
        ))}
        {connections.length > 0 && <Menu.Divider />}
        <Menu.Item component={Link} to={appPaths.connections()}>
          {t.manageConnections}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
