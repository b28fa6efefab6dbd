import { useQuery } from '@tanstack/react-query'
import { connectionsQuery } from '~/api/session.ts'
import { useCurrentConnection } from '~/api/useCurrentConnection.ts'
import { EnvironmentLabel } from '~/components/EnvironmentLabel.tsx'
import { MenuButton, type MenuEntry } from '~/components/MenuButton.tsx'
import { useMessages } from '~/components/useMessages.ts'
import { placeOf, regionAndProject } from '~/components/usePlace.ts'
import { appPaths } from '~/paths/app.ts'
import classes from './Shell.module.css'
import { shellMessages } from './shellMessages.ts'

/** Account, region and project in use, and the way to another. */
export function ConnectionSwitcher() {
  const t = useMessages(shellMessages)
  const { data: connections = [] } = useQuery(connectionsQuery)
  const current = useCurrentConnection()
  const where = current ? regionAndProject(placeOf(current)) : ''
  const none = connections.length > 0 ? t.chooseConnection : t.noConnection
  const entries: MenuEntry[] = [
    ...connections.map((one) => ({
      id: one.id,
      to: appPaths.overview({ connection: one.id }),
      current: one.id === current?.id,
      label: (
        <>
          <EnvironmentLabel place={one} /> {one.name} · {regionAndProject(placeOf(one))}
        </>
      ),
    })),
    ...(connections.length > 0 ? [{ kind: 'divider' as const, id: 'divider' }] : []),
    { id: 'manage', label: t.manageConnections, to: appPaths.connections() },
  ]
  return (
    <MenuButton
      label={`${t.connection}: ${current ? `${current.label ?? ''} ${current.name} ${where}` : none}`}
      className={classes.switcher}
      entries={entries}
      position="bottom-start"
      width={320}
    >
      {current ? (
        <>
          <EnvironmentLabel place={current} />
          <span>{current.name}</span>
          <small>· {where}</small>
        </>
      ) : (
        <span>{none}</span>
      )}
      <span aria-hidden="true">▾</span>
    </MenuButton>
  )
}
