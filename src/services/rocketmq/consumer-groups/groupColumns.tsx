import { useMemo } from 'react'
import { Link } from 'react-router'
import type { Column } from '~/components/column.ts'
import { NumberText } from '~/components/NumberText.tsx'
import { StatusBadge } from '~/components/StatusBadge.tsx'
import { useMessages } from '~/components/useMessages.ts'
import * as rocketmq from '~/contract/rocketmq/generated/operations.ts'
import type { ConsumerGroup } from '~/contract/rocketmq/generated/types.ts'
import { rocketmqPaths, type InstanceParams } from '~/paths/rocketmq.ts'
import { BrokerNames } from '../brokers/BrokerNames.tsx'
import { LeavingNote } from '../LeavingNote.tsx'
import { GroupLagCell } from './GroupLagCell.tsx'
import { groupMessages } from './groupMessages.ts'

/** The lag of a group as far as it has been read. */
export type LagOf = (group: string) => bigint | undefined

/** Columns of the list of groups; made once per language and instance. Lag is a column while there is a `lagOf`. */
export function useGroupColumns(
  { connection, instance_id }: InstanceParams,
  lagOf: LagOf | undefined,
): Column<ConsumerGroup>[] {
  const t = useMessages(groupMessages)
  return useMemo(() => groupColumns({ connection, instance_id }, t, lagOf), [connection, instance_id, t, lagOf])
}

/** Whether clients may consume, as dot and word. */
export function ConsumptionBadge({ enabled, t }: { enabled: boolean | undefined; t: typeof groupMessages.en }) {
  return (
    <StatusBadge
      status={enabled === undefined ? undefined : enabled ? t.allowed : t.blocked}
      tone={enabled ? 'ok' : 'warn'}
    />
  )
}

function groupColumns(
  params: InstanceParams,
  t: typeof groupMessages.en,
  lagOf: LagOf | undefined,
): Column<ConsumerGroup>[] {
  const choice = (whenTrue: string, whenFalse: string) => [
    { value: 'true', label: whenTrue },
    { value: 'false', label: whenFalse },
  ]
  const word = (value: boolean | undefined, whenTrue: string, whenFalse: string) =>
    value === undefined ? '–' : value ? whenTrue : whenFalse
  const lag: Column<ConsumerGroup> = {
    id: 'lag',
    label: t.lag,
    align: 'right',
    cell: (group) => <GroupLagCell params={{ ...params, group: group.name ?? '' }} group={group} />,
    value: (group) => lagOf?.(group.name ?? ''),
    filter: 'number',
    // It is of the moment: digits that happen to be in it are not what somebody looks for.
    searchable: false,
  }
  return [
    {
      id: 'name',
      label: t.name,
      cell: (group) => {
        const one = { ...params, group: group.name ?? '' }
        return (
          <>
            <Link to={rocketmqPaths.group(one)}>{group.name}</Link>
            <LeavingNote operation={rocketmq.getConsumerGroup} args={one} />
          </>
        )
      },
      value: (group) => group.name,
      filter: 'text',
    },
    ...(lagOf ? [lag] : []),
    {
      id: 'enabled',
      label: t.consumption,
      cell: (group) => <ConsumptionBadge enabled={group.enabled} t={t} />,
      value: (group) => group.enabled,
      filter: 'enum',
      options: choice(t.allowed, t.blocked),
    },
    {
      id: 'broadcast',
      label: t.mode,
      cell: (group) => word(group.broadcast, t.broadcasting, t.clustering),
      value: (group) => group.broadcast,
      filter: 'enum',
      options: choice(t.broadcasting, t.clustering),
    },
    {
      id: 'retry_max_time',
      label: t.retries,
      align: 'right',
      cell: (group) => <NumberText value={group.retry_max_time} />,
      value: (group) => group.retry_max_time,
      filter: 'number',
    },
    {
      id: 'brokers',
      label: t.brokers,
      cell: (group) => <BrokerNames names={group.brokers} />,
      value: (group) => group.brokers?.join(', '),
      filter: 'text',
    },
    {
      id: 'from_beginning',
      label: t.start,
      cell: (group) => word(group.from_beginning, t.oldest, t.newest),
      value: (group) => group.from_beginning,
      filter: 'enum',
      options: choice(t.oldest, t.newest),
    },
  ]
}
