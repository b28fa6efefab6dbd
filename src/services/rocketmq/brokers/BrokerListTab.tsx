import { queryClient } from '~/api/queryClient.ts'
import { prefetchList, useList } from '~/api/useList.ts'
import type { Column } from '~/components/column.ts'
import { DataTable } from '~/components/DataTable.tsx'
import { EmptyState } from '~/components/EmptyState.tsx'
import { NumberText } from '~/components/NumberText.tsx'
import type { PageAddress } from '~/components/routing.tsx'
import { useMessages } from '~/components/useMessages.ts'
import * as rocketmq from '~/contract/rocketmq/generated/operations.ts'
import type { Broker } from '~/contract/rocketmq/generated/types.ts'
import { instanceCan } from '~/contract/rules/rocketmq.ts'
import type { InstanceParams } from '~/paths/rocketmq.ts'
import { NotRunning } from '../instances/NotRunning.tsx'
import { mayRead, useInstance } from '../instances/useInstance.ts'
import { brokerMessages } from './brokerMessages.ts'

const rowKey = (broker: Broker) => broker.broker_name ?? ''

export function prepare({ params, url }: PageAddress): void {
  const instance = params as unknown as InstanceParams
  if (mayRead(instance, instanceCan.readBrokers)) prefetchList(queryClient, rocketmq.listBrokers, instance, url, rowKey)
}

/** The brokers of an instance and their nodes. */
export default function BrokerListTab() {
  const { params, instance } = useInstance()
  const refusal = instanceCan.readBrokers(instance)
  return refusal ? <NotRunning refusal={refusal} /> : <BrokerTable params={params} />
}

function BrokerTable({ params }: { params: InstanceParams }) {
  const t = useMessages(brokerMessages)
  const list = useList<typeof rocketmq.listBrokers, Broker>(rocketmq.listBrokers, params, { rowKey })
  const columns: Column<Broker>[] = [
    {
      id: 'broker_name',
      label: t.name,
      cell: (broker) => broker.broker_name,
      value: (broker) => broker.broker_name,
      filter: 'text',
    },
    {
      id: 'ids',
      label: t.nodes,
      mono: true,
      cell: (broker) => broker.ids?.join(', ') ?? '–',
      value: (broker) => broker.ids?.join(', '),
    },
    {
      id: 'count',
      label: t.count,
      align: 'right',
      cell: (broker) => <NumberText value={broker.ids?.length} />,
      value: (broker) => broker.ids?.length,
    },
  ]
  return (
    <DataTable
      label={t.title}
      list={list}
      columns={columns}
      rowKey={rowKey}
      empty={<EmptyState title={t.empty}>{t.emptyText}</EmptyState>}
    />
  )
}
