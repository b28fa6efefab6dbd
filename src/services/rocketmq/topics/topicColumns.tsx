import { useMemo } from 'react'
import { Link } from 'react-router'
import type { Column } from '~/components/column.ts'
import { NumberText } from '~/components/NumberText.tsx'
import { Time } from '~/components/Time.tsx'
import { useMessages } from '~/components/useMessages.ts'
import * as rocketmq from '~/contract/rocketmq/generated/operations.ts'
import type { TopicSummary } from '~/contract/rocketmq/generated/types.ts'
import { rocketmqPaths, type InstanceParams } from '~/paths/rocketmq.ts'
import { BrokerNames } from '../brokers/BrokerNames.tsx'
import { LeavingNote } from '../LeavingNote.tsx'
import { rocketmqMessages } from '../rocketmqMessages.ts'
import { topicMessages } from './topicMessages.ts'

/** Columns of the list of topics; made once per language and instance. */
export function useTopicColumns({ connection, instance_id }: InstanceParams): Column<TopicSummary>[] {
  const t = useMessages(topicMessages)
  const words = useMessages(rocketmqMessages)
  return useMemo(() => topicColumns({ connection, instance_id }, t, words), [connection, instance_id, t, words])
}

function topicColumns(
  params: InstanceParams,
  t: typeof topicMessages.en,
  words: typeof rocketmqMessages.en,
): Column<TopicSummary>[] {
  const types: Record<string, string> = t.messageTypes
  const permissions: Record<string, string> = words.topicPermission
  const optionsOf = (labels: Record<string, string>) =>
    Object.entries(labels).map(([value, label]) => ({ value, label }))
  return [
    {
      id: 'name',
      label: t.name,
      cell: (topic) => {
        const one = { ...params, topic: topic.name ?? '' }
        return (
          <>
            <Link to={rocketmqPaths.topic(one)}>{topic.name}</Link>
            <LeavingNote operation={rocketmq.getTopic} args={one} />
          </>
        )
      },
      value: (topic) => topic.name,
      filter: 'text',
    },
    {
      id: 'message_type',
      label: t.type,
      cell: (topic) => types[topic.message_type ?? ''] ?? topic.message_type ?? '–',
      value: (topic) => topic.message_type,
      filter: 'enum',
      options: optionsOf(types),
    },
    {
      id: 'brokers',
      label: t.brokers,
      cell: (topic) => <BrokerNames names={topic.brokers?.map((broker) => broker.broker_name)} />,
      value: (topic) => topic.brokers?.map((broker) => broker.broker_name).join(', '),
      filter: 'text',
    },
    {
      id: 'total_read_queue_num',
      label: t.readQueues,
      align: 'right',
      cell: (topic) => <NumberText value={topic.total_read_queue_num} />,
      value: (topic) => topic.total_read_queue_num,
      filter: 'number',
    },
    {
      id: 'total_write_queue_num',
      label: t.writeQueues,
      align: 'right',
      cell: (topic) => <NumberText value={topic.total_write_queue_num} />,
      value: (topic) => topic.total_write_queue_num,
      filter: 'number',
    },
    {
      id: 'permission',
      label: t.permission,
      cell: (topic) => permissions[topic.permission ?? ''] ?? topic.permission ?? '–',
      value: (topic) => topic.permission,
      filter: 'enum',
      options: optionsOf(permissions),
    },
    {
      id: 'created_at',
      label: t.created,
      cell: (topic) => <Time at={topic.created_at} />,
      value: (topic) => topic.created_at,
      filter: 'time',
    },
  ]
}
