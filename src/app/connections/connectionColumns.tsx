import { Link } from 'react-router'
import type { Column } from '~/components/column.ts'
import { EnvironmentLabel } from '~/components/EnvironmentLabel.tsx'
import { StatusBadge } from '~/components/StatusBadge.tsx'
import { Time } from '~/components/Time.tsx'
import type { Connection, EndpointFamily } from '~/contract/console.ts'
import type { Tone } from '~/contract/types.ts'
import { appPaths } from '~/paths/app.ts'
import type { connectionMessages } from './connectionMessages.ts'
import { endpointFamilies } from './endpointFamilies.ts'

const tones: Record<Connection['state'], Tone> = { ok: 'ok', untested: 'off', refused: 'error' }

/** So many are named in the list; of more the number stands there, and the names where one points at it. */
const FEW = 2

const byHand = (one: Connection) => endpointFamilies.filter((family) => one.endpoints[family] !== undefined)

/** Columns of the connections. */
export function connectionColumns(
  t: (typeof connectionMessages)['en'],
  families: Readonly<Record<EndpointFamily, string>>,
): readonly Column<Connection>[] {
  const endpointsOf = (one: Connection) =>
    one.simulated
      ? t.simulated
      : byHand(one).length === 0
        ? t.defaults
        : byHand(one)
            .map((family) => families[family])
            .join(', ')
  const credentialOf = (one: Connection) =>
    one.simulated ? t.simulated : `${t.kinds[one.credential.kind]} ${one.credential.hint}`
  return [
    {
      id: 'name',
      label: t.name,
      cell: (one) => (
        <>
          <Link to={appPaths.overview({ connection: one.id })}>{one.name}</Link> <EnvironmentLabel place={one} />
        </>
      ),
      value: (one) => (one.label ? `${one.name} ${one.label}` : one.name),
      filter: 'text',
    },
    { id: 'region', label: t.region, cell: (one) => one.region, value: (one) => one.region, filter: 'text' },
    {
      id: 'project',
      label: t.project,
      cell: (one) => <span title={one.projectId}>{one.projectName ?? one.projectId}</span>,
      value: (one) => one.projectName ?? one.projectId,
      filter: 'text',
    },
    { id: 'credential', label: t.credential, cell: credentialOf, value: credentialOf },
    {
      id: 'state',
      label: t.state,
      cell: (one) => <StatusBadge status={one.state} labels={t.states} tone={tones[one.state]} />,
      value: (one) => one.state,
      filter: 'enum',
      options: Object.entries(t.states).map(([value, label]) => ({ value, label })),
      width: '110px',
    },
    {
      id: 'endpoints',
      label: t.endpoints,
      cell: (one) => (
        <span
          title={
            byHand(one)
              .map((family) => `${families[family]} ${one.endpoints[family]}`)
              .join('\n') || undefined
          }
        >
          {byHand(one).length > FEW ? t.endpointCount(byHand(one).length, endpointFamilies.length) : endpointsOf(one)}
        </span>
      ),
      value: endpointsOf,
    },
    {
      id: 'updatedAt',
      label: t.changed,
      cell: (one) => <Time at={one.updatedAt} />,
      value: (one) => one.updatedAt,
      filter: 'time',
      width: '120px',
    },
  ]
}
