import { useMemo } from 'react'
import { Link } from 'react-router'
import { Bar } from '~/components/Bar.tsx'
import type { Column } from '~/components/column.ts'
import { formatNumber } from '~/components/numbers.ts'
import { NumberText } from '~/components/NumberText.tsx'
import { StatusBadge } from '~/components/StatusBadge.tsx'
import { Time } from '~/components/Time.tsx'
import { useMessages } from '~/components/useMessages.ts'
import { InstanceStatuses } from '~/contract/rocketmq/generated/statuses.ts'
import type { ShowInstanceResp } from '~/contract/rocketmq/generated/types.ts'
import { rocketmqPaths } from '~/paths/rocketmq.ts'
import { instanceListMessages } from './instanceListMessages.ts'
import { instanceMessages } from './instanceMessages.ts'
import { meaningMessages } from './meaningMessages.ts'

/** Columns of the list of instances; made once per language and connection. */
export function useInstanceColumns(connection: string): Column<ShowInstanceResp>[] {
  const t = useMessages(instanceListMessages)
  const { status } = useMessages(instanceMessages)
  const meanings = useMessages(meaningMessages)
  return useMemo(() => instanceColumns(connection, t, status, meanings), [connection, t, status, meanings])
}

function instanceColumns(
  connection: string,
  t: typeof instanceListMessages.en,
  labels: Record<string, string>,
  meanings: Record<string, string>,
): Column<ShowInstanceResp>[] {
  return [
    {
      id: 'name',
      label: t.name,
      cell: (instance) => (
        <Link to={rocketmqPaths.instance({ connection, instance_id: instance.instance_id ?? '' })}>
          {instance.name ?? instance.instance_id}
        </Link>
      ),
      value: (instance) => instance.name,
      filter: 'text',
    },
    {
      id: 'status',
      label: t.status,
      cell: (instance) => (
        <StatusBadge status={instance.status} facts={InstanceStatuses} labels={labels} meanings={meanings} />
      ),
      value: (instance) => instance.status,
      filter: 'enum',
      options: Object.entries(labels).map(([value, label]) => ({ value, label })),
    },
    {
      id: 'specification',
      label: t.specification,
      cell: (instance) => instance.specification ?? '–',
      value: (instance) => instance.specification,
    },
    {
      id: 'engine_version',
      label: t.version,
      cell: (instance) => instance.engine_version ?? '–',
      value: (instance) => instance.engine_version,
    },
    {
      id: 'used_storage_space',
      label: t.storage,
      cell: ({ used_storage_space: used, storage_space: space }) => {
        if (used === undefined || space === undefined) return '–'
        const text = t.storageOf(formatNumber(used) ?? '–', formatNumber(space) ?? '–')
        return (
          <>
            <Bar
              label={t.storage}
              value={used}
              max={space}
              tone={used / space >= 0.95 ? 'error' : used / space >= 0.8 ? 'warn' : 'ok'}
              text={text}
            />{' '}
            {text}
          </>
        )
      },
      value: (instance) => instance.used_storage_space,
      filter: 'number',
    },
    {
      id: 'broker_num',
      label: t.brokers,
      align: 'right',
      cell: (instance) => <NumberText value={instance.broker_num} />,
      value: (instance) => instance.broker_num,
      hidden: true,
    },
    {
      id: 'vpc_name',
      label: t.vpc,
      cell: (instance) => instance.vpc_name ?? '–',
      value: (instance) => instance.vpc_name,
    },
    {
      id: 'enable_acl',
      label: t.acl,
      cell: ({ enable_acl: acl }) => (acl === undefined ? '–' : acl ? t.on : t.off),
      value: (instance) => instance.enable_acl,
      hidden: true,
    },
    {
      id: 'created_at',
      label: t.created,
      cell: (instance) => <Time at={instance.created_at} />,
      value: (instance) => instance.created_at,
      filter: 'time',
    },
    {
      id: 'instance_id',
      label: t.id,
      mono: true,
      cell: (instance) => instance.instance_id,
      value: (instance) => instance.instance_id,
      hidden: true,
    },
  ]
}
